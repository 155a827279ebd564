import {
  type Authorizer,
  type Broadcast,
  type ClientTransport,
  type Components,
  type Ensemble,
  type LogRecord,
  majority,
  type StateDigest,
  type StateMachine,
  type Storage,
  type SessionId,
  sessionIdFromHalves,
  type Timer,
} from '@zabkit/core'
import { OpCode, TxnBytes } from '@zabkit/jute'
import { ClientService } from './client-service.ts'
import type { ServerOptions } from './create-server.ts'
import { FourLetterWords } from './four-letter-words.ts'
import { Lifecycle, type LifecyclePart } from './lifecycle.ts'
import { Reaper } from './reaper.ts'
import { recover } from './recovery.ts'
import { EpochRecord } from './replica/epoch-record.ts'
import { Replica } from './replica/replica.ts'
import { replicaEvents } from './replica-events.ts'
import { ServerStatistics } from './server-statistics.ts'
import { coreGauges, DEFAULT_VERSION, type Gauge, modeOf, registerGauges, roleGauges, type ServerMode } from './server-status.ts'
import { SessionClock } from './session-clock.ts'
import { SessionService } from './session-service.ts'
import type { ServerSettings } from './settings.ts'
import { Snapshotter } from './snapshotter.ts'
import { WritePipeline } from './write-pipeline.ts'
import { type WriteTraces, writeTraces } from './write-trace.ts'

/** What exists once the state is recovered. */
interface Serving {
  readonly replica: Replica
  readonly pipeline: WritePipeline
  readonly sessions: SessionService
  readonly clients: ClientService
  readonly gauges: readonly Gauge[]
}

/** A server: plugins wired to each other, with one life. Made by `createServer`. */
export class Server {
  readonly #options: ServerOptions
  readonly #components: Components
  readonly #settings: ServerSettings
  readonly #statistics: ServerStatistics
  readonly #storage: Storage
  readonly #tree: StateMachine
  readonly #authorizer: Authorizer
  readonly #broadcast: Broadcast
  readonly #transports: readonly ClientTransport[]
  readonly #ensemble: Ensemble
  readonly #epochs: EpochRecord
  readonly #snapshotter: Snapshotter
  readonly #traces: WriteTraces | null
  readonly #words: FourLetterWords
  readonly #lifecycle: Lifecycle
  readonly #timers: Timer[] = []
  #serving: Serving | null = null
  #failure: Error | null = null
  #onServing: (() => void)[] = []

  constructor(options: ServerOptions, components: Components, settings: ServerSettings) {
    this.#options = options
    this.#components = components
    this.#settings = settings
    this.#statistics = new ServerStatistics(components.metrics)
    this.#traces = writeTraces(components.tracer, options.id)
    this.#storage = options.storage(components)
    this.#authorizer = options.acl(components)
    this.#tree = options.tree({ ...components, authorizer: this.#authorizer })
    this.#ensemble = options.ensemble ?? alone(options.id)
    this.#broadcast = options.broadcast({
      serverId: options.id,
      quorum: this.#ensemble.quorum,
      // The cores are told the time twice a tick.
      initLimitTicks: settings.initLimit * 2,
      syncLimitTicks: settings.syncLimit * 2,
    })
    this.#transports = options.clients.map((create) => create(components))
    this.#epochs = new EpochRecord(this.#storage.epochs, components.random)
    this.#snapshotter = new Snapshotter(
      { ...components, storage: this.#storage, tree: this.#tree, onFailure: (error) => this.#fail(error) },
      settings,
    )
    this.#words = this.#createWords()
    this.#lifecycle = new Lifecycle(this.#parts(), {
      timers: components.timers,
      logger: components.logger,
      startTimeoutMs: settings.startTimeoutMs,
      stopTimeoutMs: settings.stopTimeoutMs,
    })
  }

  /** Opens the storage, recovers the state, looks for a leader, and listens. A server that stands alone leads before it listens. Idempotent. */
  start(): Promise<void> {
    return this.#lifecycle.start()
  }

  /** Stops listening, finishes what is under way, and closes the storage. Sessions go on after the next start. Idempotent. */
  stop(): Promise<void> {
    return this.#lifecycle.stop()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  /** Where clients reach it, one entry a transport. */
  get addresses(): readonly string[] {
    return this.#transports.map((transport) => transport.address)
  }

  /** Bytes on disk. */
  get sizes(): { readonly snapshotBytes: number; readonly logBytes: number } {
    return { snapshotBytes: this.#storage.snapshots.sizeBytes, logBytes: this.#storage.log.sizeBytes }
  }

  /** Zxid and fingerprint of the state now. */
  get digest(): StateDigest {
    return { zxid: this.#tree.lastZxid, digest: this.#tree.digest }
  }

  /** What it does now. */
  get mode(): ServerMode {
    if (this.#serving?.clients.readOnly === true) return 'read-only'
    return modeOf(this.#serving?.replica ?? null, this.#options.ensemble === undefined)
  }

  /** The server it follows, itself when it leads, null while there is none. */
  get leader(): number | null {
    return this.#serving?.replica.leader ?? null
  }

  /** Resolves when it serves reads and writes: as leader, or with one. */
  whenServing(): Promise<void> {
    if (this.#serving?.replica.serving === true) return Promise.resolve()
    return new Promise((resolve) => this.#onServing.push(resolve))
  }

  /**
   * Ends a session now, as if its client had been silent for too long. True when that is applied here. False where this server cannot: it does not
   * know the session, does not lead (sessions that it alone knows excepted), or lost its role meanwhile.
   */
  expireSession(id: SessionId): Promise<boolean> {
    return new Promise((resolve) => (this.#serving === null ? resolve(false) : this.#serving.sessions.expireNow(id, resolve)))
  }

  /** Counts every client that is connected here as heard of now: for whoever moves the injected clock faster than clients can ping. */
  touchClients(): void {
    this.#serving?.clients.touchAll()
  }

  /** Why it can go on no more, or null. */
  get failure(): Error | null {
    return this.#failure
  }

  // ---- parts, in the order in which they start ----

  #parts(): LifecyclePart[] {
    const storage = this.#storage
    return [
      { name: `storage ${storage.description}`, start: () => storage.start(), stop: () => storage.stop() },
      { name: 'state', start: () => this.#recover(), stop: () => this.#lastSnapshot() },
      { name: 'role', start: () => this.#beginRole(), stop: () => this.#endRole() },
      { name: 'timers', start: async () => this.#startTimers(), stop: () => this.#stopTimers() },
      ...this.#transports.map((transport, index) => ({
        name: `clients ${index + 1} of ${this.#transports.length}`,
        start: () => transport.start(this.#mustServe().clients),
        stop: () => transport.stop(),
      })),
    ]
  }

  async #recover(): Promise<void> {
    const txns = await recover({ storage: this.#storage, tree: this.#tree, logger: this.#components.logger })
    this.#snapshotter.replayed(txns)
    await this.#epochs.load(this.#tree.lastZxid)
    this.#serving = this.#createServing()
  }

  async #beginRole(): Promise<void> {
    const serving = this.whenServing()
    await this.#mustServe().replica.start()
    if (this.#ensemble.members.length === 1) await serving
  }

  async #endRole(): Promise<void> {
    await this.#settled()
    const { replica, clients } = this.#mustServe()
    await replica.stop()
    clients.dropAll()
  }

  #createServing(): Serving {
    const pipeline = this.#createPipeline()
    const sessions = this.#createSessions(pipeline)
    const clients = this.#createClients(pipeline, sessions)
    const replica = this.#createReplica(pipeline, sessions, clients)
    const gauges = [
      ...coreGauges(clients, this.#statistics, this.#components.clock.monotonic()),
      ...(this.#options.ensemble === undefined ? [] : roleGauges(replica, this.#ensemble, this.#statistics)),
    ]
    registerGauges(gauges, this.#components.metrics)
    return { replica, pipeline, sessions, clients, gauges }
  }

  #createPipeline(): WritePipeline {
    const { clock, timers } = this.#components
    return new WritePipeline({
      serverId: this.#options.id,
      tree: this.#tree,
      timers,
      clock,
      traces: this.#traces,
      sessionOf: (high, low) => this.#mustServe().sessions.tracker.get(sessionIdFromHalves(high, low)),
      nextZxid: () => this.#broadcast.nextZxid(),
      propose: (records) => this.#mustServe().replica.propose(records),
      forward: (requests) => this.#mustServe().replica.sendToLeader({ type: 'requests', requests }),
      onPrepared: ({ type, session }, txnBytes) => {
        this.#statistics.observeProposal(txnBytes)
        if (type === OpCode.CloseSession) this.#mustServe().sessions.markClosing(session)
      },
      onApplied: (record, type) => this.#applied(record, type),
      onAppliedAll: () => this.#appliedAll(),
      onEpochUsedUp: () => this.#mustServe().replica.abandon('the zxids of the epoch are used up'),
    })
  }

  #createSessions(pipeline: WritePipeline): SessionService {
    const { clock, timers, logger, metrics } = this.#components
    const { id: serverId } = this.#options
    const { tickMs } = this.#settings
    // Ids are seeded by the time: a clock that went back must not lead to ids that were given before.
    const startedAtMs = Math.max(clock.now(), this.#tree.lastTimeMs + 1)
    return new SessionService({
      serverId,
      createTracker: (secret) => this.#options.sessions({ serverId, tickMs, secret, startedAtMs }),
      secret: this.#epochs.state.sessionSecret,
      tree: this.#tree,
      sessionClock: new SessionClock(clock, tickMs),
      pipeline,
      timers,
      logger,
      metrics,
      sendTouches: (sessions) => this.#mustServe().replica.sendToLeader({ type: 'touches', sessions }),
      askLeader: (sessionId, timeoutMs) => this.#mustServe().replica.sendToLeader({ type: 'revalidate', sessionId, timeoutMs }),
      barrier: (passed) => this.#mustServe().replica.barrier(passed),
      onLocalEnded: (id) => this.#mustServe().clients.sessionEnded(id),
    })
  }

  #createClients(pipeline: WritePipeline, sessions: SessionService): ClientService {
    const { clock, timers, logger, metrics } = this.#components
    const command = (word: string, argument: Buffer): string | null => this.#words.answer(word, argument)
    const barrier = (passed: () => void): void => this.#mustServe().replica.barrier(passed)
    const looking = (): boolean => this.#mustServe().replica.role === 'looking'
    const parts = { tree: this.#tree, authorizer: this.#authorizer, clock, timers, logger, metrics, sessions, pipeline, barrier, looking, command }
    return new ClientService(parts, this.#settings, this.#statistics)
  }

  #createReplica(pipeline: WritePipeline, sessions: SessionService, clients: ClientService): Replica {
    const { peers, election, id } = this.#options
    const ensemble = this.#ensemble
    const others = ensemble.members.filter((member) => member.id !== id).map((member) => member.id)
    return new Replica({
      ...this.#components,
      serverId: id,
      ensemble,
      tickMs: this.#settings.tickMs,
      connectLimitMs: this.#settings.connectLimit * this.#settings.tickMs,
      storage: this.#storage,
      tree: this.#tree,
      epochs: this.#epochs,
      traces: this.#traces,
      broadcast: this.#broadcast,
      election: others.length === 0 ? null : (election?.({ serverId: id, quorum: ensemble.quorum, peers: others }) ?? null),
      transport: others.length === 0 ? null : (peers?.({ ...this.#components, serverId: id, ensemble }) ?? null),
      events: replicaEvents({
        pipeline,
        sessions,
        clients,
        leaderServes: this.#settings.leaderServes,
        secret: () => this.#epochs.state.sessionSecret,
        serving: () => this.#nowServing(),
        sendToLearner: (to, message) => this.#mustServe().replica.sendToLearner(to, message),
        onFailure: (error) => this.#fail(error),
      }),
    })
  }

  #nowServing(): void {
    for (const resolve of this.#onServing.splice(0)) resolve()
  }

  #createWords(): FourLetterWords {
    return new FourLetterWords({
      clients: () => this.#mustServe().clients,
      gauges: () => this.#mustServe().gauges,
      statistics: this.#statistics,
      metrics: this.#components.metrics,
      storage: this.#storage,
      settings: this.#settings,
      mode: () => this.mode,
      version: this.#options.version ?? DEFAULT_VERSION,
      environment: this.#options.environment ?? [],
      describe: this.#options.describe ?? (() => ''),
    })
  }

  #mustServe(): Serving {
    if (this.#serving === null) throw new Error('the state is recovered before anything serves')
    return this.#serving
  }

  // ---- timers ----

  #startTimers(): void {
    const { timers, clock } = this.#components
    const { sessions, pipeline, clients } = this.#mustServe()
    const reaper = new Reaper({ tree: this.#tree, pipeline, clock }, this.#settings)
    this.#timers.push(timers.every(this.#settings.tickMs, () => sessions.tick(() => clients.touchHeld())))
    this.#timers.push(timers.every(this.#settings.tickMs / 2, () => sessions.report(() => clients.touchHeld())))
    this.#timers.push(timers.every(this.#settings.reapIntervalMs, () => reaper.tick()))
  }

  async #stopTimers(): Promise<void> {
    for (const timer of this.#timers.splice(0)) timer.cancel()
  }

  /** Runs when no client is left; storage closes after it. */
  async #lastSnapshot(): Promise<void> {
    if (this.#failure !== null) return
    const timer = this.#components.timers.after(this.#settings.stopTimeoutMs * 0.8, () => this.#snapshotter.cancel())
    await this.#snapshotter.stop()
    timer.cancel()
  }

  /** Resolves when no write of this server's own clients is under way: those of others are sent again by their servers. */
  #settled(): Promise<void> {
    const { pipeline, replica } = this.#mustServe()
    return new Promise((resolve) => {
      const look = (): void => {
        if (pipeline.ownSize === 0 || this.#failure !== null || !replica.serving) resolve()
        else this.#components.timers.after(1, look)
      }
      look()
    })
  }

  // ---- from the pipeline ----

  #applied(record: LogRecord, type: number): void {
    if (type === OpCode.CreateSession || type === OpCode.CloseSession) this.#sessionChanged(record, type)
    this.#snapshotter.applied()
  }

  #sessionChanged({ bytes }: LogRecord, type: number): void {
    const { sessions, clients } = this.#mustServe()
    const id = sessionIdFromHalves(TxnBytes.clientIdHigh(bytes), TxnBytes.clientIdLow(bytes))
    if (type === OpCode.CreateSession) {
      const timeoutMs = this.#tree.sessions.get(id)
      if (timeoutMs !== undefined) sessions.begun(id, timeoutMs)
      return
    }
    sessions.ended(id)
    clients.sessionEnded(id)
  }

  #appliedAll(): void {
    this.#mustServe().clients.flushAll()
    this.#snapshotter.appliedAll()
  }

  #fail(error: Error): void {
    if (this.#failure !== null) return
    this.#failure = error
    this.#components.logger.error('the server can acknowledge nothing any more', { error })
    this.#options.onFailure?.(error)
  }
}

/** An ensemble of one. */
function alone(id: number): Ensemble {
  return { clusterId: '', members: [{ id, role: 'voter', addresses: [] }], quorum: majority([id]) }
}
