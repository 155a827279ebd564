import { type Ensemble, type EnsembleMember, majority, OperatorError } from '@zabkit/core'
import { membershipText } from '@zabkit/runtime'
import { memoryNetwork } from '@zabkit/transport-memory'
import { type ClientHooks, memoryHooks } from './client-options.ts'
import { advanceTime, expireSession } from './control.ts'
import { HOST, LEADER_WAIT_MS, MEMORY_PORT, SERVERS_MAX } from './limits.ts'
import { Member } from './member.ts'
import type { MemorySocket } from './memory-socket.ts'
import type { AdvanceOptions, CutEnsembleOptions, StartEnsembleOptions } from './options.ts'
import { Partition } from './partition.ts'
import { until } from './until.ts'
import { VirtualTime } from './virtual-time.ts'

/** Servers of one ensemble inside this process, linked in memory, each with a TCP port for clients. Made by `startEnsemble`. */
export class TestEnsemble implements AsyncDisposable {
  /** Ids of all servers: the voters, then the observers. */
  readonly ids: readonly number[]
  readonly #time = new VirtualTime()
  readonly #ensemble: Ensemble
  readonly #members: readonly Member[]
  readonly #partition: Partition

  /** Starts nothing. */
  constructor(options: StartEnsembleOptions = {}) {
    const ensemble = describe(options.voters ?? 3, options.observers ?? 0)
    const network = memoryNetwork()
    const port = options.port ?? 0
    const common = { ensemble, membership: () => this.#membership(), network, time: this.#time, options }
    this.#ensemble = ensemble
    this.#members = ensemble.members.map(({ id, role }) => new Member({ ...common, id, role, port: port === 0 ? 0 : port + id - 1 }))
    this.ids = ensemble.members.map(({ id }) => id)
    this.#partition = new Partition(network, this.ids)
  }

  /** For any client: every server, the observers among them. */
  get connectionString(): string {
    return this.#members.map(({ address }) => address).join(',')
  }

  /** Of one server: for a client that is to be with that one. */
  connectionStringOf(id: number): string {
    return this.#member(id).address
  }

  /** See `TestServer.clientOptions`. */
  get clientOptions(): ClientHooks {
    return this.#members[0]?.port === null ? memoryHooks((address) => this.#atAddress(address).connect()) : {}
  }

  /** See `TestServer.connect`. */
  connect(id: number): MemorySocket {
    return this.#member(id).connect()
  }

  isRunning(id: number): boolean {
    return this.#member(id).life !== null
  }

  /** Starts those that do not run, and waits until every one serves. */
  async start(): Promise<void> {
    // All have their ports before the first starts: /zookeeper/config names them.
    await Promise.all(this.#members.map((member) => member.listen()))
    await Promise.all(this.#members.map((member) => member.start()))
    await this.whenServing()
  }

  /** Stops those that run. `start` and `restart` bring them back with their data. */
  async stop(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()))
  }

  /** As `kill -9`: the server's connections go, what was under way is not finished. What its log had is there after `restart`. */
  kill(id: number): Promise<void> {
    return this.#member(id).kill()
  }

  /** Stops the server where it runs, and starts it: same port, same data. Takes clients again when there is a leader: `whenServing(id)`. */
  async restart(id: number): Promise<void> {
    await this.#member(id).stop()
    await this.#member(id).start()
  }

  /**
   * From now on only servers of one group reach each other; those that no group names are one more group. Takes the place of the partition before.
   * Nothing is told to anyone: servers notice by silence, after settings.syncLimit ticks (half a second). Clients still reach every server, see `cutClients`.
   */
  partition(groups: readonly (readonly number[])[]): void {
    for (const id of groups.flat()) this.#member(id)
    this.#partition.cut(groups)
  }

  /** Ends the partition. */
  heal(): void {
    this.#partition.heal()
  }

  /** Cuts the network between servers and their clients, see `TestServer.cutClients`. Servers that are not named stay as they are. */
  cutClients({ servers = this.ids, silent = false }: CutEnsembleOptions = {}): void {
    for (const member of servers.map((id) => this.#member(id))) member.door.cut(silent)
  }

  /** See `TestServer.healClients`. */
  healClients({ servers = this.ids }: Pick<CutEnsembleOptions, 'servers'> = {}): void {
    for (const member of servers.map((id) => this.#member(id))) member.door.heal()
  }

  /** The id of the server that leads, once one does whom a quorum follows that it can reach. Rejects after 30 seconds without. */
  leader(): Promise<number> {
    return until('a leader', LEADER_WAIT_MS, () => this.ids.find((id) => this.#leads(id)))
  }

  /**
   * Resolves when that server, or every one that runs, serves reads and writes. Without a quorum it waits for one. Rejects when that server does not
   * run or ends meanwhile; without an id, when none runs, or none any more.
   */
  async whenServing(id?: number): Promise<void> {
    if (id !== undefined) return this.#member(id).whenServing()
    await Promise.all(this.#members.map(({ life }) => life?.served()))
    if (this.#members.every(({ life }) => life === null)) throw new Error(`none of the servers ${this.ids.join(', ')} runs`)
  }

  /** Waits for a leader and ends a session as if its time were up; its ephemerals are gone there when this resolves. False: there is none with that id. */
  async expireSession(sessionId: bigint): Promise<boolean> {
    await this.leader()
    return expireSession(this.#members, sessionId)
  }

  /** Moves the time of all servers together. See `TestServer.advanceTime`. What servers tell each other meanwhile arrives in time. */
  advanceTime(ms: number, options?: AdvanceOptions): Promise<void> {
    return advanceTime(this.#time, this.#members, ms, options)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  /** One that was cut off from its followers thinks that it leads until it notices; so do they. */
  #leads(id: number): boolean {
    if (this.#member(id).life?.server.mode !== 'leader') return false
    const followers = this.#members.filter((member) => member.life?.server.leader === id && this.#partition.reaches(id, member.id))
    return this.#ensemble.quorum.isQuorum(new Set(followers.map((member) => member.id)))
  }

  /** Servers are linked without ports. */
  #membership(): string {
    const servers = this.#members.map(({ id, host, port, configuration }) => ({
      id,
      addresses: [{ host: HOST, quorumPort: 0, electionPort: 0 }],
      role: configuration.role === 'voter' ? ('participant' as const) : ('observer' as const),
      client: { host, port: port ?? MEMORY_PORT },
    }))
    return membershipText({ servers, voting: [] })
  }

  #member(id: number): Member {
    const member = this.#members.find((each) => each.id === id)
    if (member === undefined) throw new Error(`server ${id}: the ensemble has ${this.ids.join(', ')}`)
    return member
  }

  #atAddress(address: string): Member {
    const member = this.#members.find((each) => each.address === address)
    if (member === undefined) throw new Error(`no server at ${address}: the ensemble is ${this.connectionString}`)
    return member
  }
}

/**
 * Starts an ensemble inside this process and waits until every server serves.
 *
 * @throws OperatorError ZK_PORT_UNUSABLE when a port is taken, ZK_CONFIG_INVALID when a number or a setting makes no sense
 */
export async function startEnsemble(options: StartEnsembleOptions = {}): Promise<TestEnsemble> {
  const ensemble = new TestEnsemble(options)
  try {
    await ensemble.start()
  } catch (error) {
    await ensemble.stop()
    throw error
  }
  return ensemble
}

function describe(voters: number, observers: number): Ensemble {
  if (!Number.isInteger(voters) || voters < 1) throw invalid(`voters ${voters}: must be a whole number, 1 or more`)
  if (!Number.isInteger(observers) || observers < 0) throw invalid(`observers ${observers}: must be a whole number, 0 or more`)
  if (voters + observers > SERVERS_MAX) throw invalid(`${voters + observers} servers: must be ${SERVERS_MAX} at most`)
  const members = Array.from({ length: voters + observers }, (_, i): EnsembleMember => {
    return { id: i + 1, role: i < voters ? 'voter' : 'observer', addresses: [] }
  })
  return { clusterId: 'test', members, quorum: majority(members.slice(0, voters).map(({ id }) => id)) }
}

function invalid(message: string): OperatorError {
  return new OperatorError('ZK_CONFIG_INVALID', message)
}
