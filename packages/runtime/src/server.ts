import {
  type Authorizer,
  type Broadcast,
  type ClientTransport,
  type Components,
  type LogRecord,
  type StateDigest,
  type StateMachine,
  type Storage,
  sessionIdFromHalves,
  type Timer,
} from '@zabkit/core'
import { OpCode, TxnBytes } from '@zabkit/jute'
import { ClientService } from './client-service.ts'
import type { ServerOptions } from './create-server.ts'
import { FourLetterWords } from './four-letter-words.ts'
import { Lifecycle, type LifecyclePart } from './lifecycle.ts'
import { Reaper } from './reaper.ts'
import { recover, replay } from './recovery.ts'
import { ServerStatistics } from './server-statistics.ts'
import { coreGauges, DEFAULT_VERSION, type Gauge, registerGauges } from './server-status.ts'
import { SessionClock } from './session-clock.ts'
import { SessionService } from './session-service.ts'
import type { ServerSettings } from './settings.ts'
import { Snapshotter } from './snapshotter.ts'
import { SoleVoter } from './sole-voter.ts'
import { WritePipeline } from './write-pipeline.ts'

/** What exists only while the server serves. */
interface Serving {
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
  readonly #voter: SoleVoter
  readonly #snapshotter: Snapshotter
  readonly #words: FourLetterWords
  readonly #lifecycle: Lifecycle
  readonly #timers: Timer[] = []
  #serving: Serving | null = null
  #failure: Error | null = null

  constructor(options: ServerOptions, components: Components, settings: ServerSettings) {
    this.#options = options
    this.#components = components
    this.#settings = settings
    this.#statistics = new ServerStatistics(components.metrics)
    this.#storage = options.storage(components)
    this.#authorizer = options.acl(components)
    this.#tree = options.tree({ ...components, authorizer: this.#authorizer })
    this.#broadcast = options.broadcast({ serverId: options.id })
    this.#transports = options.clients.map((create) => create(components))
    this.#voter = new SoleVoter({
      ...components,
      serverId: options.id,
      epochs: this.#storage.epochs,
      tree: this.#tree,
      broadcast: this.#broadcast,
    })
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

  /** Opens the storage, recovers the state, leads, and listens. Idempotent. */
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

  /** Why it can go on no more, or null. */
  get failure(): Error | null {
    return this.#failure
  }

  // ---- parts, in the order in which they start ----

  #parts(): LifecyclePart[] {
    const storage = this.#storage
    return [
      { name: `storage ${storage.description}`, start: () => storage.start(), stop: () => storage.stop() },
      { name: 'state', start: () => this.#recoverAndLead(), stop: () => this.#lastSnapshot() },
      { name: 'timers', start: async () => this.#startTimers(), stop: () => this.#stopTimers() },
      ...this.#transports.map((transport, index) => ({
        name: `clients ${index + 1} of ${this.#transports.length}`,
        start: () => transport.start(this.#mustServe().clients),
        stop: () => transport.stop(),
      })),
    ]
  }

  async #recoverAndLead(): Promise<void> {
    const parts = { storage: this.#storage, tree: this.#tree, logger: this.#components.logger }
    const recovered = await recover(parts)
    const secret = await this.#voter.load()
    // The only voter has a quorum in itself: all that its log holds is decided.
    const decided = await replay(parts, this.#storage.log.range.lastZxid)
    this.#snapshotter.replayed(recovered + decided)
    await this.#voter.lead()
    this.#serving = this.#createServing(secret)
    this.#serving.sessions.restore(this.#tree.sessions)
  }

  #createServing(secret: Uint8Array): Serving {
    const { clock, timers, logger, metrics } = this.#components
    const pipeline = new WritePipeline({
      tree: this.#tree,
      log: this.#storage.log,
      broadcast: this.#broadcast,
      timers,
      clock,
      onPrepared: ({ type, session }) => {
        if (type === OpCode.CloseSession) this.#mustServe().sessions.markClosing(session)
      },
      onApplied: (record, type) => this.#applied(record, type),
      onAppliedAll: () => this.#appliedAll(),
      onEpochUsedUp: () => this.#beginEpoch(),
      onFailure: (error) => this.#fail(error),
    })
    const tracker = this.#options.sessions({
      serverId: this.#options.id,
      tickMs: this.#settings.tickMs,
      secret,
      // Ids are seeded by the time: a clock that went back must not lead to ids that were given before.
      startedAtMs: Math.max(clock.now(), this.#tree.lastTimeMs + 1),
    })
    const sessionClock = new SessionClock(clock, this.#settings.tickMs)
    const sessions = new SessionService({ tracker, sessionClock, pipeline, timers, logger, metrics })
    const command = (word: string, argument: Buffer): string | null => this.#words.answer(word, argument)
    const clientParts = { tree: this.#tree, authorizer: this.#authorizer, clock, timers, logger, metrics, sessions, pipeline, command }
    const clients = new ClientService(clientParts, this.#settings, this.#statistics)
    const gauges = coreGauges(clients, this.#statistics, clock.monotonic())
    registerGauges(gauges, metrics)
    return { pipeline, sessions, clients, gauges }
  }

  #createWords(): FourLetterWords {
    return new FourLetterWords({
      clients: () => this.#mustServe().clients,
      gauges: () => this.#mustServe().gauges,
      statistics: this.#statistics,
      metrics: this.#components.metrics,
      storage: this.#storage,
      settings: this.#settings,
      mode: () => 'standalone',
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
    this.#timers.push(timers.every(this.#settings.reapIntervalMs, () => reaper.tick()))
  }

  async #stopTimers(): Promise<void> {
    for (const timer of this.#timers.splice(0)) timer.cancel()
  }

  /** Runs when no client is left; storage closes after it. */
  async #lastSnapshot(): Promise<void> {
    if (this.#failure !== null) return
    const timer = this.#components.timers.after(this.#settings.stopTimeoutMs * 0.8, () => this.#snapshotter.cancel())
    await this.#settled()
    await this.#snapshotter.stop()
    timer.cancel()
  }

  /** Resolves when no write is under way. */
  #settled(): Promise<void> {
    const { pipeline } = this.#mustServe()
    return new Promise((resolve) => {
      const look = (): void => {
        if (pipeline.size === 0 || this.#failure !== null) resolve()
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

  /** All counters of the epoch are used and all its txns applied: a new one begins, and what was held goes on. */
  #beginEpoch(): void {
    this.#voter.lead().then(
      () => this.#mustServe().pipeline.resume(),
      (error: Error) => this.#fail(error),
    )
  }

  #fail(error: Error): void {
    if (this.#failure !== null) return
    this.#failure = error
    this.#components.logger.error('the server can acknowledge nothing any more', { error })
    this.#options.onFailure?.(error)
  }
}
