import type { ByteReader } from '@zabkit/core'
import { ErrorCode } from '@zabkit/core'
import { ZooKeeperError } from './errors.ts'
import { type SignalGroup, SignalGroups } from './pending-signals.ts'
import type { ClientRequest } from './session-request.ts'
import { timeLimit } from './time-limit.ts'

type Resolve = (value: unknown) => void
type Reject = (reason: unknown) => void

/** A request that somebody waits for. It stays in its queue when the wait ends early: the answer must still be matched. */
export class PendingRequest {
  readonly request: ClientRequest<unknown>
  readonly promise: Promise<unknown>
  /** 0: it was not sent. */
  xid = 0
  /** When its bytes were handed to the connection. */
  sentAtMs = 0
  settled = false
  readonly #resolve: Resolve
  readonly #reject: Reject
  #timer: NodeJS.Timeout | null = null
  #group: SignalGroup | null = null

  constructor(request: ClientRequest<unknown>, promise: Promise<unknown>, resolve: Resolve, reject: Reject) {
    this.request = request
    this.promise = promise
    this.#resolve = resolve
    this.#reject = reject
  }

  /** Lets the request's signal and time limit end the wait. */
  limit(signals: SignalGroups): void {
    const { signal } = this.request
    const timeoutMs = timeLimit(this.request.timeoutMs)
    if (signal !== undefined) {
      this.#group = signals.of(signal)
      this.#group.add(this)
    }
    if (timeoutMs !== undefined) this.#timer = setTimeout(timeOut, timeoutMs, this)
  }

  abort(reason: unknown): void {
    this.reject(reason)
  }

  /** The answer's body is there, with err 0. */
  decode(body: ByteReader): void {
    if (this.settled) return
    let value: unknown
    try {
      value = this.request.decode(body)
    } catch (cause) {
      const { operation, path } = this.request
      const detail = 'the answer cannot be read'
      return this.reject(new ZooKeeperError(ErrorCode.MarshallingError, operation, path, { cause, detail, outcome: 'unknown' }))
    }
    this.#release()
    this.#resolve(value)
  }

  /** A server refused it. */
  refuse(errorCode: number): void {
    if (this.settled) return
    const { operation, path } = this.request
    this.reject(new ZooKeeperError(errorCode, operation, path))
  }

  /** There is no answer. What was not sent was not done. */
  fail(errorCode: number, detail: string): void {
    if (this.settled) return
    const { operation, path } = this.request
    this.reject(new ZooKeeperError(errorCode, operation, path, { detail, outcome: this.xid === 0 ? 'not-done' : 'unknown' }))
  }

  reject(reason: unknown): void {
    if (this.settled) return
    this.#release()
    this.#reject(reason)
  }

  #release(): void {
    this.settled = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (this.#group !== null) this.#group.remove(this)
  }
}

function timeOut(pending: PendingRequest): void {
  pending.fail(ErrorCode.OperationTimeout, `no answer in ${pending.request.timeoutMs} ms`)
}

/** Makes pending requests with one executor for all: no closure is created a request. */
export class PendingRequests {
  readonly #signals = new SignalGroups()
  #resolve: Resolve = ignore
  #reject: Reject = ignore
  readonly #executor = (resolve: Resolve, reject: Reject): void => {
    this.#resolve = resolve
    this.#reject = reject
  }

  make(request: ClientRequest<unknown>): PendingRequest {
    const promise = new Promise<unknown>(this.#executor)
    const pending = new PendingRequest(request, promise, this.#resolve, this.#reject)
    if (request.signal !== undefined || request.timeoutMs !== undefined) pending.limit(this.#signals)
    return pending
  }
}

function ignore(): void {}
