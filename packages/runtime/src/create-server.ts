import {
  type Authorizer,
  type Broadcast,
  type BroadcastOptions,
  type ClientTransport,
  type Components,
  type Election,
  type ElectionOptions,
  type Ensemble,
  MAX_SERVER_ID,
  OperatorError,
  type PeerIdentity,
  type PeerTransport,
  type SessionTracker,
  type SessionTrackerOptions,
  silentLogger,
  silentMetrics,
  silentTracer,
  type StateMachine,
  type Storage,
} from '@zabkit/core'
import { Server } from './server.ts'
import { defaultSettings, type ServerSettings } from './settings.ts'
import { systemClock, systemRandom, systemTimers } from './system-components.ts'

/** The plugins of a server. Each is a factory; the compiler checks that it gets what it needs. */
export interface ServerPlugins {
  readonly storage: (components: Components) => Storage
  readonly clients: readonly ((components: Components) => ClientTransport)[]
  readonly broadcast: (options: BroadcastOptions) => Broadcast
  readonly tree: (components: Components & { readonly authorizer: Authorizer }) => StateMachine
  readonly acl: (components: Components) => Authorizer
  readonly sessions: (options: SessionTrackerOptions) => SessionTracker
  /** Links to the other servers. Needed as soon as there are any. */
  readonly peers?: (components: Components & PeerIdentity) => PeerTransport
  readonly election?: (options: ElectionOptions) => Election
}

export interface ServerOptions extends ServerPlugins, Partial<Components> {
  /** This server's number, 1 to 254 (`MAX_SERVER_ID`). */
  readonly id: number
  /** All servers, this one among them. Default: this one alone, which `srvr` and its like then call standalone. */
  readonly ensemble?: Ensemble
  readonly settings?: Partial<ServerSettings>
  /**
   * What `srvr`, `stat`, `mntr` and `envi` show as the version: one line, best made with `versionText`, since clients and dashboards parse the
   * three numbers in front. Default: this package's own version.
   */
  readonly version?: string
  /** Lines that `envi` shows, as `key=value`. */
  readonly environment?: readonly string[]
  /** What `conf` shows: `key=value` lines, without a secret. */
  readonly describe?: () => string
  /** Called when the server can go on no more (its disk failed): it has stopped acknowledging, and should be stopped. */
  readonly onFailure?: (error: Error) => void
}

const plugins = ['storage', 'clients', 'broadcast', 'tree', 'acl', 'sessions'] as const

/**
 * Puts a server together from plugins. Nothing runs until `start()`.
 *
 * @throws OperatorError ZK_PLUGIN_MISSING when a plugin is missing, ZK_CONFIG_INVALID, naming it, when an option makes no sense
 */
export function createServer(options: ServerOptions): Server {
  for (const name of plugins) {
    if (options[name] === undefined) {
      throw new OperatorError('ZK_PLUGIN_MISSING', `createServer needs a plugin for \`${name}\`, and none was given`)
    }
  }
  if (!Number.isInteger(options.id) || options.id < 1 || options.id > MAX_SERVER_ID) {
    throw invalid(`server id ${options.id}: must be a whole number from 1 to ${MAX_SERVER_ID}`)
  }
  if (options.ensemble !== undefined) checkEnsemble(options, options.ensemble)
  if (options.version !== undefined && /\p{Cc}/u.test(options.version)) throw invalid(`version ${JSON.stringify(options.version)}: must be one line`)
  const components: Components = {
    clock: options.clock ?? systemClock,
    timers: options.timers ?? systemTimers,
    random: options.random ?? systemRandom,
    logger: options.logger ?? silentLogger,
    metrics: options.metrics ?? silentMetrics,
    tracer: options.tracer ?? silentTracer,
  }
  return new Server(options, components, checkedSettings(options.settings ?? {}))
}

function checkEnsemble({ id, peers, election }: ServerOptions, { members, quorum }: Ensemble): void {
  if (!members.some((member) => member.id === id)) throw invalid(`server id ${id}: is not a member of the ensemble`)
  if (new Set(members.map((member) => member.id)).size < members.length) throw invalid('ensemble: two members have the same id')
  for (const voter of quorum.voters) {
    if (!members.some((member) => member.id === voter)) throw invalid(`ensemble: voter ${voter} of the quorum is not a member`)
  }
  if (members.length === 1) return
  for (const [name, plugin] of Object.entries({ peers, election })) {
    if (plugin === undefined) {
      throw new OperatorError('ZK_PLUGIN_MISSING', `createServer needs a plugin for \`${name}\` in an ensemble of ${members.length}, and none was given`)
    }
  }
}

function checkedSettings(given: Partial<ServerSettings>): ServerSettings {
  const settings = { ...defaultSettings, ...given }
  if (given.tickMs !== undefined) {
    if (!(given.tickMs > 0)) throw invalid(`tickMs ${given.tickMs}: must be more than 0`)
    if (given.minSessionTimeoutMs === undefined) Object.assign(settings, { minSessionTimeoutMs: given.tickMs * 2 })
    if (given.maxSessionTimeoutMs === undefined) Object.assign(settings, { maxSessionTimeoutMs: given.tickMs * 20 })
  }
  const { minSessionTimeoutMs: min, maxSessionTimeoutMs: max } = settings
  // A client may ask for 0 or less; a session without time is none, and the tree refuses it.
  if (!(min >= 1)) throw invalid(`minSessionTimeoutMs ${min}: must be 1 or more`)
  if (!(min <= max)) throw invalid(`minSessionTimeoutMs ${min} is more than maxSessionTimeoutMs ${max}`)
  return settings
}

function invalid(message: string): OperatorError {
  return new OperatorError('ZK_CONFIG_INVALID', message)
}
