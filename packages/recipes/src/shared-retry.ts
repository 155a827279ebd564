import { setMaxListeners } from 'node:events'
import { type Client, isZooKeeperError } from '@zabkit/client'
import { CAS_PAUSE_MS_MAX, RETRY_PAUSE_MS } from './shared-limits.ts'

/** True where the connection or the session failed, or only this server takes no writes, and not the operation: worth another try when there is a connection again. */
export function isPassing(error: unknown): boolean {
  return isZooKeeperError(error, 'ConnectionLoss', 'SessionExpired', 'SessionMoved', 'OperationTimeout', 'NotReadOnly')
}

/**
 * Runs `run` until it succeeds or fails for a reason of its own; waits for a connection in between. Only for what may be done twice. Ends with
 * the signal's reason (null: no signal), or with code `Closed` when the client is closed.
 */
export async function untilDone<T>(client: Client, signal: AbortSignal | null, run: () => Promise<T>): Promise<T> {
  for (;;) {
    signal?.throwIfAborted()
    try {
      return await run()
    } catch (error) {
      if (signal?.aborted || client.state === 'closed' || !isPassing(error)) throw error
    }
    await pause(RETRY_PAUSE_MS, signal)
    await untilConnected(client, signal)
  }
}

async function untilConnected(client: Client, signal: AbortSignal | null): Promise<void> {
  try {
    await client.connected(signal === null ? {} : { signal })
  } catch (error) {
    if (signal?.aborted || client.state === 'closed' || !isPassing(error)) throw error
  }
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export function pause(ms: number, signal: AbortSignal | null = null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(finish, ms)
    signal?.addEventListener('abort', stop, { once: true })
    function finish(): void {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    function stop(): void {
      clearTimeout(timer)
      reject(signal?.reason)
    }
  })
}

/** The pause before attempt `attempt` (0 is the first) of a compare-and-set: random, so that rivals part. */
export function casPauseMs(attempt: number): number {
  return Math.random() * Math.min(CAS_PAUSE_MS_MAX, 2 ** attempt)
}

/** The signal of something that many wait for at once: without a limit of listeners above which Node warns. */
export function stopController(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** A promise that somebody else settles; never an unhandled rejection by itself. */
export class Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void

  constructor() {
    const { promise, resolve, reject } = withResolvers<T>()
    promise.catch(() => {})
    this.promise = promise
    this.resolve = resolve
    this.reject = reject
  }
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let resolve: (value: T) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
