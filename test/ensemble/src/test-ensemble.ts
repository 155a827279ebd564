import { acl, digest, ip } from '@zabkit/acl'
import { type Components, type Ensemble, type EnsembleMember, majority, type PeerIdentity, type PeerTransport, type Storage } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { observer } from '@zabkit/observer'
import { createServer, type Server, type ServerOptions, type ServerSettings } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { memoryStorage } from '@zabkit/storage-memory'
import { freePort, WireClient, type WireOptions } from '@zabkit/test-wire'
import { grpcPeers } from '@zabkit/transport-grpc'
import { memoryNetwork, memoryPeers } from '@zabkit/transport-memory'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { fastLeaderElection } from '@zabkit/zab-election'
import { until } from './until.ts'

export type PeerPlugin = (components: Components & PeerIdentity) => PeerTransport

export interface TestEnsembleOptions {
  readonly voters: number
  readonly observers?: number
  /** The one line in which a builder swaps the links between servers. Default: memory. */
  readonly peers?: 'memory' | 'grpc'
  readonly settings?: Partial<ServerSettings>
  readonly storage?: (id: number) => ServerOptions['storage']
  readonly extra?: (id: number) => Partial<ServerOptions>
}

/** A server of a test ensemble, whatever life it is in. */
export interface TestMember {
  readonly id: number
  readonly port: number
  server: Server | null
}

/** Servers of real plugins inside this process, clients over TCP. What a server keeps survives its `stop` and the next `start`. */
export class TestEnsemble {
  readonly members: readonly TestMember[]
  readonly network = memoryNetwork()
  readonly #ensemble: Ensemble
  readonly #options: TestEnsembleOptions
  readonly #clients: WireClient[] = []
  readonly #storages = new Map<number, Storage>()

  private constructor(options: TestEnsembleOptions, members: readonly TestMember[], described: readonly EnsembleMember[]) {
    this.#options = options
    this.members = members
    const voters = described.filter(({ role }) => role === 'voter').map(({ id }) => id)
    this.#ensemble = { clusterId: 'test', members: described, quorum: majority(voters) }
  }

  /** Describes it; starts nothing. */
  static async create(options: TestEnsembleOptions): Promise<TestEnsemble> {
    const described: EnsembleMember[] = []
    const members: TestMember[] = []
    for (let id = 1; id <= options.voters + (options.observers ?? 0); id++) {
      const role = id <= options.voters ? 'voter' : 'observer'
      described.push({ id, role, addresses: [`127.0.0.1:${await freePort()}`] })
      members.push({ id, port: await freePort(), server: null })
    }
    return new TestEnsemble(options, members, described)
  }

  /** Describes it, starts all, and waits until all serve. */
  static async start(options: TestEnsembleOptions): Promise<TestEnsemble> {
    const ensemble = await TestEnsemble.create(options)
    await Promise.all(ensemble.members.map(({ id }) => ensemble.startServer(id)))
    await Promise.all(ensemble.members.map(({ server }) => server?.whenServing()))
    return ensemble
  }

  member(id: number): TestMember {
    const member = this.members.find((each) => each.id === id)
    if (member === undefined) throw new Error(`no server ${id}`)
    return member
  }

  server(id: number): Server {
    const { server } = this.member(id)
    if (server === null) throw new Error(`server ${id} does not run`)
    return server
  }

  async startServer(id: number): Promise<Server> {
    const member = this.member(id)
    const server = createServer(this.#serverOptions(member))
    member.server = server
    await server.start()
    return server
  }

  async stopServer(id: number): Promise<void> {
    const member = this.member(id)
    const { server } = member
    member.server = null
    await server?.stop()
  }

  /** The one that leads, once there is one. */
  async leader(): Promise<TestMember> {
    return until('a leader', () => this.members.find(({ server }) => server?.mode === 'leader'))
  }

  async connect(id: number, options?: WireOptions): Promise<WireClient> {
    const client = await WireClient.connect(this.member(id).port, options)
    this.#clients.push(client)
    return client
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.drop()
    await Promise.all(this.members.map(({ id }) => this.stopServer(id)))
  }

  #serverOptions({ id, port }: TestMember): ServerOptions {
    const described = this.#ensemble.members.find((member) => member.id === id)
    return {
      id,
      ensemble: this.#ensemble,
      storage: this.#kept(id),
      clients: [tcpClients({ host: '127.0.0.1', port, maxConnectionsPerAddress: 0 })],
      peers: this.#peers(id),
      election: fastLeaderElection(),
      broadcast: described?.role === 'observer' ? observer() : zabBroadcast(),
      tree: dataTree({ extendedTypesEnabled: true, standalone: false }),
      acl: acl({ providers: [digest({}), ip()] }),
      sessions: sessionTracker(),
      settings: { commands: ['*'], tickMs: 200, minSessionTimeoutMs: 400, maxSessionTimeoutMs: 40_000, ...this.#options.settings },
      ...this.#options.extra?.(id),
    }
  }

  #peers(id: number): PeerPlugin {
    if (this.#options.peers !== 'grpc') return memoryPeers(this.network)
    const address = this.#ensemble.members.find((member) => member.id === id)?.addresses[0] ?? ''
    return grpcPeers({ host: '127.0.0.1', port: Number(address.split(':').at(-1)) })
  }

  /** One storage a server, for all its lives. */
  #kept(id: number): ServerOptions['storage'] {
    if (this.#options.storage !== undefined) return this.#options.storage(id)
    return (components) => {
      const storage = this.#storages.get(id) ?? memoryStorage()(components)
      this.#storages.set(id, storage)
      return storage
    }
  }
}
