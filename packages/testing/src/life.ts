import { acl, digest, ip } from '@zabkit/acl'
import type { ClientTransport, Components, PeerIdentity, PeerTransport } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { observer } from '@zabkit/observer'
import { createServer, type Server, type ServerOptions, type ServerSettings } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { type MemoryDisk, memoryStorage } from '@zabkit/storage-memory'
import { type MemoryClients, memoryPeers } from '@zabkit/transport-memory'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { fastLeaderElection } from '@zabkit/zab-election'
import { GatedTimers } from './gated-timers.ts'
import { REAP_INTERVAL_MS, SESSION_TIMEOUT_MS_MAX, SESSION_TIMEOUT_MS_MIN, STOP_TIMEOUT_MS, TICK_MS } from './limits.ts'
import type { MemberConfiguration } from './member.ts'
import type { TestServerOptions } from './options.ts'

export interface LifeParts {
  readonly disk: MemoryDisk
  /** Null: TCP. */
  readonly memory: MemoryClients | null
  readonly port: number
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
    this.server = createServer(this.#serverOptions(configuration, parts))
    this.over = new Promise((resolve) => {
      this.#end = resolve
    })
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

  #serverOptions(configuration: MemberConfiguration, { disk, memory, port }: LifeParts): ServerOptions {
    const { id, ensemble, options, time } = configuration
    return {
      id,
      ...(ensemble === null ? { broadcast: zabBroadcast() } : this.#ensemblePlugins(configuration)),
      storage: memoryStorage({ disk }),
      clients: [this.#outliving(memory ?? tcpClients({ host: '127.0.0.1', port, maxConnectionsPerAddress: 0 }), configuration)],
      tree: dataTree({ extendedTypesEnabled: true, standalone: ensemble === null }),
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
      peers: this.#outliving<PeerIdentity, PeerTransport>(memoryPeers(configuration.network), configuration),
    }
  }

  /** A transport of which `kill` can tell the other side: its time goes on when that of the server has stopped. */
  #outliving<More, T extends ClientTransport | PeerTransport>(
    create: (components: Components & More) => T,
    { time }: MemberConfiguration,
  ): (components: Components & More) => T {
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
