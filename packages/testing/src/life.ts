import { acl, digest, ip } from '@zabkit/acl'
import type { ClientTransport, Components, PeerIdentity, PeerTransport } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { observer } from '@zabkit/observer'
import { createServer, type Server, type ServerOptions, type ServerSettings } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { type MemoryDisk, memoryStorage } from '@zabkit/storage-memory'
import { memoryPeers } from '@zabkit/transport-memory'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { fastLeaderElection } from '@zabkit/zab-election'
import { GatedTimers } from './gated-timers.ts'
import { REAP_INTERVAL_MS, SESSION_TIMEOUT_MS_MAX, SESSION_TIMEOUT_MS_MIN, STOP_TIMEOUT_MS, TICK_MS } from './limits.ts'
import type { MemberConfiguration } from './member.ts'
import type { TestServerOptions } from './options.ts'

export interface LifeParts {
  readonly disk: MemoryDisk
  readonly clients: ClientTransport
}

/** A server from its start to its end, which is a stop or a violent one. */
export class Life {
  readonly server: Server
  /** Resolves when it is over. */
  readonly over: Promise<void>
  readonly #timers: GatedTimers
  readonly #transports: (ClientTransport | PeerTransport)[] = []
  #end: () => void = () => {}

  constructor(configuration: MemberConfiguration, parts: LifeParts) {
    this.#timers = new GatedTimers(configuration.time)
    this.#transports.push(parts.clients)
    this.server = createServer(this.#serverOptions(configuration, parts))
    this.over = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Resolves to true when it serves reads and writes, to false when it is over before. */
  served(): Promise<boolean> {
    return Promise.race([this.server.whenServing().then(() => true), this.over.then(() => false)])
  }

  async stop(): Promise<void> {
    this.#end()
    await this.server.stop()
  }

  /** Nothing of the server runs any more; then its connections go. */
  async kill(): Promise<void> {
    this.#timers.shut()
    this.#end()
    await Promise.all(this.#transports.map((transport) => transport.stop()))
  }

  #serverOptions(configuration: MemberConfiguration, { disk, clients }: LifeParts): ServerOptions {
    const { id, ensemble, membership, options, time } = configuration
    return {
      id,
      ...(ensemble === null ? { broadcast: zabBroadcast() } : this.#ensemblePlugins(configuration)),
      storage: memoryStorage({ disk }),
      clients: [() => clients],
      tree: dataTree({ extendedTypesEnabled: true, standalone: ensemble === null, ...(membership === null ? {} : { configText: membership() }) }),
      acl: acl({ providers: [digest({}), ip()] }),
      sessions: sessionTracker(),
      ...options.plugins,
      settings: settingsOf(options),
      clock: time,
      timers: this.#timers,
      ...(options.logger === undefined ? {} : { logger: options.logger.child({ server: id }) }),
      ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
      ...(options.tracer === undefined ? {} : { tracer: options.tracer }),
    }
  }

  #ensemblePlugins(configuration: MemberConfiguration): Pick<ServerOptions, 'ensemble' | 'broadcast' | 'election' | 'peers'> {
    return {
      ...(configuration.ensemble === null ? {} : { ensemble: configuration.ensemble }),
      broadcast: configuration.role === 'observer' ? observer() : zabBroadcast(),
      election: fastLeaderElection(),
      peers: this.#outliving(memoryPeers(configuration.network), configuration),
    }
  }

  /** A transport of which `kill` can tell the other side: its time goes on when that of the server has stopped. */
  #outliving(
    create: (components: Components & PeerIdentity) => PeerTransport,
    { time }: MemberConfiguration,
  ): (components: Components & PeerIdentity) => PeerTransport {
    return (components) => {
      const transport = create({ ...components, timers: time })
      this.#transports.push(transport)
      return transport
    }
  }
}

function settingsOf({ tickMs = TICK_MS, settings }: TestServerOptions): Partial<ServerSettings> {
  return {
    tickMs,
    minSessionTimeoutMs: SESSION_TIMEOUT_MS_MIN,
    maxSessionTimeoutMs: SESSION_TIMEOUT_MS_MAX,
    reapIntervalMs: REAP_INTERVAL_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
    commands: ['*'],
    ...settings,
  }
}
