import { performance } from 'node:perf_hooks'
import { ErrorCode, formatSessionId } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { Backoff } from './backoff.ts'
import { CLOSED_CODE, ZooKeeperError } from './errors.ts'
import { type Hello, NO_PASSWORD, type Welcome } from './handshake.ts'
import {
  BACKOFF_BASE_MS,
  BACKOFF_MAX_MS,
  CLOSE_TIMEOUT_MS,
  CONNECT_TIMEOUT_MS,
  CONNECT_TIMEOUT_MS_MIN,
  REQUEST_BYTES_MAX,
  SESSION_TIMEOUT_MS,
  STABLE_CONNECTION_MS,
  TIMER_MAX_MS,
  WAITING_REQUESTS_MAX,
} from './limits.ts'
import { type ClientLogger, type ClientOptions, silentLogger } from './options.ts'
import { type PendingRequest, PendingRequests } from './pending-request.ts'
import { WaitingRequests } from './pending-waiting.ts'
import { formatEndpoint, type ServerList } from './server-list.ts'
import { AuthList } from './session-auth.ts'
import { SessionLife } from './session-life.ts'
import { type LinkOwner, type LinkSettings, SessionLink } from './session-link.ts'
import type { ClientRequest, SessionEvents } from './session-request.ts'
import { FullServerSearch } from './session-search.ts'
import { SessionStates } from './session-states.ts'
import type { ClientState, StateChange } from './types.ts'

export type { ClientRequest, EstablishRequest, SessionEvents } from './session-request.ts'

const closeRequest: ClientRequest<void> = { opCode: OpCode.CloseSession, operation: 'close', path: null, encode() {}, decode() {} }

/**
 * A session with an ensemble over whatever connection there is: connects, goes on with the session after a lost connection, notices by itself when it
 * is over. Everything is told synchronously, in the order in which it arrived: an event before the answer to any later request, a state before
 * anything that follows from it.
 */
export class ClientSession {
  readonly #servers: ServerList
  readonly #options: ClientOptions
  readonly #events: SessionEvents
  readonly #logger: ClientLogger
  readonly #now: () => number
  readonly #random: () => number
  readonly #life: SessionLife
  readonly #owner: LinkOwner
  readonly #requests = new PendingRequests()
  readonly #waiting = new WaitingRequests(WAITING_REQUESTS_MAX)
  readonly #auth = new AuthList()
  readonly #backoff: Backoff
  readonly #tick = (): void => this.#ticked()
  readonly #states = new SessionStates((change) => this.#tellChange(change))
  #link: SessionLink | null = null
  #search: FullServerSearch | null = null
  #timer: NodeJS.Timeout | undefined
  #pauseTimer: NodeJS.Timeout | undefined
  #wake: () => void = ignore
  /** The connection just lost was given up for a better one. */
  #hurries = false
  /** Some connection had this session. */
  #wasReady = false
  #isFresh = false
  /** Not 0: no request is taken any more, this is why. */
  #endCode = 0
  #endReason = ''
  #closing: Promise<void> | null = null

  /** `now`: ms of a monotonic clock. Begins with `start`. */
  constructor(servers: ServerList, options: ClientOptions, events: SessionEvents, now: () => number = () => performance.now()) {
    this.#servers = servers
    this.#options = options
    this.#events = events
    this.#logger = options.logger ?? silentLogger
    this.#now = now
    this.#random = options.random ?? Math.random
    this.#life = new SessionLife(options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS, options.session)
    this.#backoff = new Backoff(BACKOFF_BASE_MS, BACKOFF_MAX_MS, this.#random)
    for (const { scheme, credential } of options.auth ?? []) this.#auth.add(scheme, credential)
    this.#owner = this.#makeOwner()
  }

  // ---- what is known ----

  /** Looks at the clock: what a process that stood still finds out first is that its session is over. */
  get state(): ClientState {
    this.#checkLife()
    return this.#states.state
  }

  /** 0n while there is none. */
  get sessionId(): bigint {
    return this.#life.id
  }

  get password(): Uint8Array {
    return this.#life.password
  }

  /** As negotiated; 0 while there is no session. */
  get sessionTimeoutMs(): number {
    return this.#life.endsAtMs === Number.POSITIVE_INFINITY ? 0 : this.#life.timeoutMs
  }

  /** Ms until the session is called lost unless a server says otherwise: the whole timeout while connected, 0 when there is no session. */
  get sessionTimeLeftMs(): number {
    this.#checkLife()
    if (this.#states.isConnected) return this.#life.timeoutMs
    const { endsAtMs } = this.#life
    return this.#states.state !== 'suspended' || endsAtMs === Number.POSITIVE_INFINITY ? 0 : Math.max(0, endsAtMs - this.#now())
  }

  get lastZxid(): bigint {
    return this.#life.lastZxid
  }

  /** `address:port` of the server that the session is connected to. */
  get server(): string | null {
    return this.#link !== null && this.#states.isConnected ? formatEndpoint(this.#link.endpoint) : null
  }

  /** Why no request is taken any more. */
  endError(operation: string, path: string | null = null): ZooKeeperError {
    return new ZooKeeperError(this.#endCode, operation, path, { detail: this.#endReason })
  }

  // ---- what is asked ----

  /** Begins to connect, and goes on until `close`. */
  start(): void {
    this.#run().catch((error: unknown) => this.#end(ErrorCode.SystemError, `connecting failed: ${String(error)}`))
  }

  /** The promise is the request's only one. Rejects with ZooKeeperError, or with the signal's reason. */
  submit<T>(request: ClientRequest<T>): Promise<T> {
    const { signal } = request
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.#link?.beginsTurn) this.#checkLife()
    const link = this.#link
    if (this.#endCode !== 0) return Promise.reject(this.endError(request.operation, request.path))
    const pending = this.#requests.make(request)
    if (link?.isOpen && this.#waiting.size === 0 && !link.isChoked) link.send(pending)
    else if (!this.#waiting.push(pending)) pending.fail(ErrorCode.ConnectionLoss, `${WAITING_REQUESTS_MAX} requests wait for a connection already`)
    return pending.promise as Promise<T>
  }

  /** Shows this to the server, and to every one after it. Resolves when a server has taken it; a refusal closes the session. */
  async addAuth(scheme: string, credential: string | Uint8Array): Promise<void> {
    if (this.#endCode !== 0) throw this.endError('addAuth')
    const entry = this.#auth.add(scheme, credential)
    const taken = entry.whenTaken()
    // A listener of `connected` is called before requests may go.
    if (this.#link?.isReady) this.#link.sendAuth(entry)
    return taken
  }

  /** Resolves when some server has taken all that is shown; null: it has. */
  whenShown(): Promise<unknown> | null {
    return this.#auth.whenTaken()
  }

  /** Says so to the server, if there is one: ephemerals go at once. Requests that were sent are still answered. Never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (this.#endCode !== 0) return
    const link = this.#link
    const isReady = link?.isReady === true
    this.#stop(CLOSED_CODE, 'closed by its owner')
    if (link === null) return
    if (isReady) await link.close(this.#requests.make(closeRequest), CLOSE_TIMEOUT_MS)
    else link.destroy('the client was closed')
  }

  // ---- connections ----

  async #run(): Promise<void> {
    while (this.#endCode === 0) {
      const stoodMs = await this.#tryAll()
      if (stoodMs >= STABLE_CONNECTION_MS) this.#backoff.reset()
      else if (!this.#hurries) await this.#pause(this.#backoff.next())
      this.#hurries = false
    }
  }

  /** One attempt with every address, until one is ready: then waits for its end, and returns the ms for which it was. -1: none was. */
  async #tryAll(): Promise<number> {
    for await (const endpoint of this.#servers.round()) {
      if (this.#endCode !== 0) return -1
      const link = new SessionLink(endpoint, this.#linkSettings(), this.#owner)
      this.#link = link
      const stoodMs = await link.whenOver
      if (stoodMs >= 0) return stoodMs
    }
    return -1
  }

  #linkSettings(): LinkSettings {
    const { sasl, connectTimeoutMs = CONNECT_TIMEOUT_MS, maxRequestBytes = REQUEST_BYTES_MAX } = this.#options
    // A session must outlive one attempt with each server.
    const fairMs = Math.max(CONNECT_TIMEOUT_MS_MIN, Math.floor(this.#life.timeoutMs / Math.max(1, this.#servers.size)))
    return { socket: this.#options, sasl, maxRequestBytes, connectTimeoutMs: Math.min(connectTimeoutMs, fairMs) }
  }

  #pause(ms: number): Promise<void> {
    if (this.#endCode !== 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#pauseTimer = setTimeout(resolve, ms)
    })
  }

  #makeOwner(): LinkOwner {
    return {
      life: this.#life,
      now: this.#now,
      hello: () => this.#hello(),
      heard: (link) => this.#heard(link),
      welcome: (link, welcome) => this.#welcomed(link, welcome),
      ready: (link) => this.#ready(link),
      event: (type, path, zxid) => this.#event(type, path, zxid),
      authFailed: (detail) => this.#end(ErrorCode.AuthFailed, detail),
      drained: (link) => this.#drain(link),
      faulty: (error) => this.#logger.error('a callback threw', { error }),
      closed: (link, reason) => this.#linkClosed(link, reason),
    }
  }

  #hello(): Hello {
    const life = this.#life
    const [sessionId, password] = life.isStandIn ? [0n, NO_PASSWORD] : [life.id, life.password]
    return {
      lastZxidSeen: life.lastZxid,
      timeoutMs: this.#options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      sessionId,
      password,
      readOnly: this.#options.readOnly ?? false,
    }
  }

  #heard(link: SessionLink): void {
    const nowMs = this.#now()
    link.heardAtMs = nowMs
    if (nowMs >= this.#life.endsAtMs) this.#checkLife()
  }

  #welcomed(link: SessionLink, welcome: Welcome): void {
    const { askedId } = link
    if (welcome.timeoutMs === 0) {
      if (askedId === 0n) return link.destroy('the server refuses a new session')
      this.#hurries = true
      return this.#lose('the server says that the session has expired')
    }
    if (askedId !== 0n && welcome.sessionId !== askedId) return link.destroy('the server answers with the session of another')
    if (welcome.readOnly && this.#options.readOnly !== true) return link.destroy('the server is read-only')
    this.#isFresh = askedId === 0n && !this.#life.isStandIn
    link.isReadOnly = welcome.readOnly
    this.#life.begin(welcome, link.helloAtMs, askedId === 0n)
  }

  #ready(link: SessionLink): void {
    for (const entry of this.#auth.entries) link.sendAuth(entry)
    for (const request of this.#establish()) link.sendOwn(request)
    const reconnected = this.#wasReady && !this.#isFresh
    this.#wasReady = true
    this.#arm()
    this.#states.tell(link.isReadOnly ? 'read-only' : 'connected', `connected to ${formatEndpoint(link.endpoint)}`, this.#life.id, reconnected)
    // A listener may have closed the client.
    if (this.#link !== link || this.#endCode !== 0) return
    link.isOpen = true
    this.#drain(link)
    if (link.isReadOnly) this.#searchFullServer(link).catch((error: unknown) => this.#logger.error('the search for a full server failed', { error }))
  }

  #establish(): ReturnType<SessionEvents['established']> {
    try {
      return this.#events.established(this.#isFresh)
    } catch (error) {
      this.#owner.faulty(error)
      return []
    }
  }

  #drain(link: SessionLink): void {
    if (!link.isOpen) return
    while (this.#waiting.size > 0 && !link.isChoked) {
      const pending = this.#waiting.shift() as PendingRequest
      if (!pending.settled) link.send(pending)
    }
  }

  async #searchFullServer(link: SessionLink): Promise<void> {
    const search = new FullServerSearch(this.#servers, this.#options, this.#random)
    this.#search = search
    const found = await search.run()
    if (found === null || this.#link !== link) return
    this.#servers.prefer(found)
    this.#hurries = true
    link.destroy('a full server was found')
  }

  #event(type: number, path: string, zxid: bigint): void {
    if (this.#endCode !== 0) return
    try {
      this.#events.event(type, path, zxid)
    } catch (error) {
      this.#owner.faulty(error)
    }
  }

  #linkClosed(link: SessionLink, reason: string): void {
    this.#checkLife()
    link.failAll(this.#endCode === 0 ? ErrorCode.ConnectionLoss : this.#endCode, reason)
    if (this.#link !== link) return
    this.#link = null
    this.#search?.stop()
    this.#servers.failed(formatEndpoint(link.endpoint), reason, link.error)
    this.#logger.info('connection ended', { server: formatEndpoint(link.endpoint), reason })
    if (this.#states.isConnected) this.#states.tell('suspended', reason, this.#life.id)
    this.#arm()
  }

  // ---- time ----

  #ticked(): void {
    if (this.#checkLife()) return
    if (this.#link?.isReady) this.#link.tick(this.#now())
    this.#arm()
  }

  #arm(): void {
    clearTimeout(this.#timer)
    if (this.#endCode !== 0) return
    const dueMs = Math.min(this.#life.endsAtMs, this.#link?.isReady ? this.#link.dueMs : Number.POSITIVE_INFINITY)
    if (dueMs === Number.POSITIVE_INFINITY) return
    const inMs = Math.ceil(dueMs - this.#now())
    this.#timer = setTimeout(this.#tick, Math.min(TIMER_MAX_MS, Math.max(1, inMs)))
  }

  /** True when the session is found to be over: everything about that has then been told. */
  #checkLife(): boolean {
    if (this.#endCode !== 0 || this.#now() < this.#life.endsAtMs) return false
    this.#lose(`nothing was heard of the session for ${this.#life.timeoutMs} ms`)
    return true
  }

  // ---- ends ----

  #lose(reason: string): void {
    const link = this.#link
    const sessionId = this.#life.id
    this.#link = null
    this.#search?.stop()
    this.#life.forget()
    this.#wasReady = false
    link?.failAll(ErrorCode.SessionExpired, reason)
    link?.destroy(reason)
    this.#waiting.failAll(ErrorCode.SessionExpired, reason)
    this.#states.tell('lost', reason, sessionId)
    if (this.#options.onLost === 'close') this.#end(ErrorCode.SessionExpired, reason)
  }

  /** For good, and not by its owner's wish. */
  #end(errorCode: number, reason: string): void {
    if (this.#endCode !== 0) return
    const link = this.#link
    this.#stop(errorCode, reason)
    link?.destroy(reason)
  }

  #stop(errorCode: number, reason: string): void {
    this.#endCode = errorCode
    this.#endReason = reason
    clearTimeout(this.#timer)
    clearTimeout(this.#pauseTimer)
    this.#wake()
    this.#search?.stop()
    this.#waiting.failAll(errorCode, reason)
    this.#auth.failAll(errorCode, reason)
    this.#states.tell('closed', reason, this.#life.id)
  }

  #tellChange(change: StateChange): void {
    this.#logger.info('session state', { ...change, sessionId: formatSessionId(change.sessionId) })
    try {
      this.#events.state(change)
    } catch (error) {
      this.#owner.faulty(error)
    }
  }
}

function ignore(): void {}
