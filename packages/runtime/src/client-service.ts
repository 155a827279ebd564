import {
  type Authorizer,
  ByteReader,
  type ByteWriter,
  type ClientConnection,
  type ClientHandler,
  type ClientRequest,
  type Clock,
  type ConnectionHandler,
  DecodeError,
  ErrorCode,
  formatSessionId,
  type Logger,
  type Metrics,
  QUEUED_BYTES_DROP,
  QUEUED_BYTES_PAUSE,
  rateLimited,
  type Session,
  type SessionId,
  type StateMachine,
  type Timer,
  type Timers,
} from '@zabkit/core'
import { type ConnectRequest, OpCode } from '@zabkit/jute'
import { Connection, PauseReason } from './connection.ts'
import { CLIENT_LOG_INTERVAL_MS, READ_ONLY_AFTER_MS_MIN } from './limits.ts'
import type { ServerStatistics } from './server-statistics.ts'
import type { SessionService } from './session-service.ts'
import type { ServerSettings } from './settings.ts'
import type { WritePipeline } from './write-pipeline.ts'

export interface ClientServiceParts {
  readonly tree: StateMachine
  readonly authorizer: Authorizer
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
  readonly metrics: Metrics
  readonly sessions: SessionService
  readonly pipeline: WritePipeline
  /** Calls back when what is applied here shows every write that was acknowledged before. */
  readonly barrier: (passed: () => void) => void
  /** The server looks for a leader; false as soon as one is found, be it that there is still much to get from it. */
  readonly looking: () => boolean
  /** Answers a four-letter word; null when it is none. */
  readonly command: (word: string, argument: Buffer) => string | null
}

/** All connections of all client transports: who they are, what they may ask, and when they are not read from. */
export class ClientService implements ClientHandler {
  readonly parts: ClientServiceParts
  readonly settings: ServerSettings
  readonly statistics: ServerStatistics
  readonly connections = new Set<Connection>()
  /** What clients can cause at will: one line a kind and interval. */
  readonly #log: Logger
  readonly #bySession = new Map<SessionId, Connection>()
  #dirty: Connection[] = []
  /** Bytes of all requests that are not answered yet. Kept by the lines of the connections. */
  waitingBytes = 0
  /** Not read from until the server as a whole has caught up. */
  readonly #held = new Set<Connection>()
  /**
   * Yes: there is a role. Paused: there was one lately, and clients wait for the next. Read-only: there is none, and clients that accept it read
   * what there is. No: they had better go elsewhere.
   */
  #serving: 'yes' | 'paused' | 'read-only' | 'no' = 'no'
  #patience: Timer | null = null
  readonly #reader = new ByteReader(Buffer.alloc(0))

  constructor(parts: ClientServiceParts, settings: ServerSettings, statistics: ServerStatistics) {
    this.parts = parts
    this.settings = settings
    this.statistics = statistics
    this.#log = rateLimited(parts.logger, parts.clock, CLIENT_LOG_INTERVAL_MS)
  }

  // ---- from the transports ----

  connected(link: ClientConnection): ConnectionHandler {
    const connection = new Connection(this, link, this.parts.authorizer.connected(link))
    this.connections.add(connection)
    return connection
  }

  command(word: string, argument: Buffer): string | null {
    return this.parts.command(word, argument)
  }

  disconnected(connection: Connection, reason: string): void {
    this.connections.delete(connection)
    this.#held.delete(connection)
    this.parts.tree.forget(connection)
    const { session } = connection
    if (session !== null && this.#bySession.get(session.id) === connection) this.#bySession.delete(session.id)
    this.parts.logger.debug('client disconnected', { address: connection.link.remoteAddress, reason, session: formatSessionId(connection.sessionId) })
  }

  malformed(connection: Connection, reason: string): void {
    this.parts.metrics.counter('malformed_requests', 'Requests whose bytes made no sense; their connections were closed').add(1)
    this.#log.warn('a client sent bytes that are no request; its connection was closed', { address: connection.link.remoteAddress, reason })
  }

  authenticationFailed(connection: Connection, scheme: string): void {
    this.parts.metrics.counter('auth_failed_count', 'Auth packets that were refused').add(1)
    this.#log.warn('a client could not authenticate; its connection was closed', { address: connection.link.remoteAddress, scheme })
  }

  // ---- roles ----

  /** There is no leader, and nothing is written. */
  get readOnly(): boolean {
    return this.#serving === 'read-only'
  }

  resume(): void {
    this.#losePatience()
    if (this.readOnly) this.#endReadOnly()
    this.#serving = 'yes'
  }

  /** Clients are for other servers. */
  refuse(): void {
    this.#serving = 'no'
    this.dropAll()
  }

  /**
   * The server has no leader. Its clients keep their connections: reads go on, writes wait. When no leader comes in time, they are let go, and
   * no new ones are taken before there is one, unless they want no more than to read and the server may do that.
   */
  pause(): void {
    const { readOnlyMode, leaderlessMs } = this.settings
    if (readOnlyMode) this.#waitForReadOnly()
    else if (this.#serving === 'yes') this.#patience = this.parts.timers.after(leaderlessMs, () => this.#letGo())
    if (this.#serving === 'yes') this.#serving = 'paused'
  }

  #losePatience(): void {
    this.#patience?.cancel()
    this.#patience = null
  }

  /** From the first look for a leader on, however many attempts there are. */
  #waitForReadOnly(): void {
    if (this.#patience !== null || this.readOnly) return
    const ms = Math.max(READ_ONLY_AFTER_MS_MIN, this.settings.tickMs)
    this.#patience = this.parts.timers.after(ms, () => {
      this.#patience = null
      if (this.parts.looking()) this.#beginReadOnly()
      else this.#waitForReadOnly()
    })
  }

  #beginReadOnly(): void {
    this.parts.logger.warn('no leader was found; serving reads only, to clients that accept it', { clients: this.connections.size })
    this.dropAll()
    this.#serving = 'read-only'
  }

  #endReadOnly(): void {
    this.dropAll()
    if (!this.settings.localSessions) this.parts.sessions.endAllLocal()
  }

  #letGo(): void {
    this.#serving = 'no'
    this.parts.logger.warn('no leader was found in time; the clients are let go', { ms: this.settings.leaderlessMs, clients: this.connections.size })
    this.dropAll()
  }

  dropAll(): void {
    this.#losePatience()
    for (const connection of [...this.connections]) connection.destroy()
  }

  // ---- sessions ----

  /** Answers a connect request: by a new session, the old one, an expiry, or by closing. */
  open(connection: Connection, request: ConnectRequest): void {
    this.parts.metrics.counter('connection_request_count', 'Connect requests').add(1)
    if (this.#serving === 'no' || (this.readOnly && request.readOnly !== true)) return connection.destroy()
    if (request.lastZxidSeen > BigInt(this.parts.tree.lastZxid)) {
      this.#log.warn('refused a client that has seen a newer state than this server has: was data lost or replaced here?', {
        address: connection.link.remoteAddress,
        seen: `0x${request.lastZxidSeen.toString(16)}`,
      })
      return connection.destroy()
    }
    if (request.sessionId === 0n) return this.#openNew(connection, this.#clampTimeout(request.timeoutMs))
    this.#reopen(connection, request)
  }

  #clampTimeout(asked: number): number {
    return Math.min(Math.max(asked, this.settings.minSessionTimeoutMs), this.settings.maxSessionTimeoutMs)
  }

  #openNew(connection: Connection, timeoutMs: number): void {
    const { sessions } = this.parts
    const opened = (session: Session, password: Uint8Array): void => {
      this.#attach(connection, session)
      connection.opened(session, password)
      connection.statistics.answered(OpCode.CreateSession, 0, this.parts.tree.lastZxid)
    }
    if (!this.settings.localSessions && !this.readOnly) return sessions.create(timeoutMs, opened)
    const session = sessions.createLocal(timeoutMs)
    opened(session, sessions.password(session.id))
  }

  #reopen(connection: Connection, { sessionId, password, timeoutMs }: ConnectRequest): void {
    const { sessions } = this.parts
    const asked = this.#clampTimeout(timeoutMs)
    if (!this.readOnly) return sessions.resume(sessionId, password, asked, (session) => this.#reopened(connection, session))
    const session = sessions.resumeReadOnly(sessionId, password, asked)
    if (session === 'unknown') connection.destroy()
    else this.#reopened(connection, session)
  }

  #reopened(connection: Connection, session: Session | null): void {
    if (!this.connections.has(connection)) return
    if (session === null) {
      this.parts.metrics.counter('stale_sessions_expired', 'Clients told that their session is gone').add(1)
      return connection.expired()
    }
    this.#bySession.get(session.id)?.destroy()
    this.#attach(connection, session)
    connection.opened(session, this.parts.sessions.password(session.id))
  }

  #attach(connection: Connection, session: Session): void {
    if (this.connections.has(connection)) this.#bySession.set(session.id, connection)
  }

  touch(session: Session): void {
    this.parts.sessions.touch(session)
  }

  /** The client of that session has gone to another server. */
  sessionMoved(id: SessionId): void {
    this.#bySession.get(id)?.destroy()
  }

  /** The end of a session was applied: its connection ends, with the reply to its own request where that is the cause. */
  sessionEnded(id: SessionId): void {
    const connection = this.#bySession.get(id)
    if (connection === undefined) return
    this.#bySession.delete(id)
    connection.sessionEnded()
  }

  // ---- requests ----

  mayAsk(connection: Connection): boolean {
    const { requiredSchemes } = this.settings
    return requiredSchemes === null || connection.ids.some((id) => requiredSchemes.includes(id.scheme))
  }

  /** Too much is under way or waits in lines: this client is not read from until it is less. */
  holdWhenFull(connection: Connection): void {
    if (!this.#isFull()) return
    connection.pause(PauseReason.Server)
    this.#held.add(connection)
  }

  #isFull(): boolean {
    const { outstandingBytes, outstandingWrites } = this.settings
    const { bytesInFlight, size } = this.parts.pipeline
    return this.waitingBytes + bytesInFlight > outstandingBytes || (outstandingWrites > 0 && size > outstandingWrites)
  }

  read(request: ClientRequest, out: ByteWriter): number {
    if (request.type === OpCode.Sync) return this.#sync(request, out)
    if (request.type === OpCode.WhoAmI) return this.#whoAmI(request, out)
    return this.parts.tree.read(request, out)
  }

  /** Its barrier is passed: the path goes back. */
  #sync(request: ClientRequest, out: ByteWriter): number {
    try {
      out.writeString(this.#reader.reset(request.chunk, request.start, request.end).readString())
      return ErrorCode.Ok
    } catch (error) {
      if (error instanceof DecodeError) return ErrorCode.MarshallingError
      throw error
    }
  }

  #whoAmI(request: ClientRequest, out: ByteWriter): number {
    const users = this.parts.authorizer.users(request.ids)
    out.writeInt32(users.length)
    for (const { scheme, user } of users) {
      out.writeString(scheme)
      out.writeString(user)
    }
    return ErrorCode.Ok
  }

  // ---- sending ----

  markDirty(connection: Connection): void {
    if (connection.dirty) return
    connection.dirty = true
    if (this.#dirty.length === 0) this.parts.timers.endOfTurn(() => this.flushAll())
    this.#dirty.push(connection)
  }

  /** Sends what was written since the last time, and reads again from those who had to wait. */
  flushAll(): void {
    const dirty = this.#dirty
    this.#dirty = []
    for (const connection of dirty) connection.flush()
    if (this.#held.size > 0 && !this.#isFull()) this.#resumeAll()
  }

  #resumeAll(): void {
    const held = [...this.#held]
    this.#held.clear()
    for (const connection of held) connection.unpause(PauseReason.Server)
  }

  /** Before sessions are expired: those whose requests we do not read for reasons of our own have not been silent. */
  touchHeld(): void {
    for (const connection of this.connections) {
      if (connection.isHeld && connection.session !== null) this.touch(connection.session)
    }
  }

  /** Every client that is connected here counts as heard of now. */
  touchAll(): void {
    for (const { session } of this.connections) if (session !== null) this.touch(session)
  }

  /** A client that does not read is not read from; when events alone pile up, it is dropped. */
  checkQueue(connection: Connection): void {
    const queued = connection.link.queuedBytes
    if (queued > QUEUED_BYTES_DROP) {
      this.#log.warn('dropped a client that does not read what it is sent', { address: connection.link.remoteAddress, queuedBytes: queued })
      return connection.destroy()
    }
    if (queued > QUEUED_BYTES_PAUSE) connection.pause(PauseReason.Slow)
  }

  // ---- operators ----

  get outstanding(): number {
    let count = 0
    for (const connection of this.connections) count += connection.queued
    return count
  }

  resetConnectionStatistics(): void {
    for (const connection of this.connections) connection.statistics.reset()
  }
}
