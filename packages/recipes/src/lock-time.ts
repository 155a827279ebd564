import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, isZooKeeperError, ZooKeeperError } from '@zabkit/client'
import { RETRY_PAUSE_MS, TIMER_MS_MAX } from './limits.ts'

/** ZooKeeper's number of OperationTimeout. */
const OPERATION_TIMEOUT = -7

/** A moment on both clocks: the monotonic one stands still while the machine sleeps, the wall clock may be set back. */
export interface Instant {
  readonly monotonic: number
  readonly wall: number
}

export function instant(): Instant {
  return { monotonic: performance.now(), wall: Date.now() }
}

/** Ms since `then` by the clock that went further: who must stop in time errs on this side. */
export function elapsedMs(then: Instant): number {
  return Math.max(performance.now() - then.monotonic, Date.now() - then.wall)
}

/** How long a call may wait. */
export interface WaitOptions {
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal
  /** Ends the wait with a `ZooKeeperError` of code `OperationTimeout`. Default, and `Infinity`: no limit. At most 24 days. */
  readonly timeoutMs?: number
}

export interface Limit {
  readonly signal: AbortSignal
  readonly stop: () => void
}

/** One signal for both of the options. `stop` frees the timer and the listener. */
export function limitOf({ signal, timeoutMs }: WaitOptions, operation: string, path: string): Limit {
  const controller = new AbortController()
  const aborted = () => controller.abort(signal?.reason)
  if (signal?.aborted === true) aborted()
  else signal?.addEventListener('abort', aborted, { once: true })
  const late = () => controller.abort(new ZooKeeperError(OPERATION_TIMEOUT, operation, path, { detail: `not within ${timeoutMs} ms` }))
  const timer = timeoutMs === undefined || timeoutMs === Infinity ? undefined : setTimeout(late, Math.min(timeoutMs, TIMER_MS_MAX))
  const stop = () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', aborted)
  }
  return { signal: controller.signal, stop }
}

/** `promise`, or the signal's reason if that comes first. What comes too late goes to `late`, an error of it nowhere. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal, late?: (value: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason)
    if (signal.aborted) aborted()
    else signal.addEventListener('abort', aborted, { once: true })
    promise.then(
      (value) => {
        signal.removeEventListener('abort', aborted)
        if (signal.aborted) late?.(value)
        resolve(value)
      },
      (error: unknown) => {
        signal.removeEventListener('abort', aborted)
        reject(error)
      },
    )
  })
}

/** True for failures that say nothing of the session: it may go on at the next server, or at one that takes writes. */
export function isConnectionTrouble(error: unknown): boolean {
  return isZooKeeperError(error, 'ConnectionLoss', 'OperationTimeout', 'SessionMoved', 'NotReadOnly')
}

/** Runs `run` until a server answered it. Only for what may be repeated. Throws what is not the connection's fault, the session's end too. */
export async function untilAnswered<T>(client: Client, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted()
    try {
      return await run()
    } catch (error) {
      if (!isConnectionTrouble(error)) throw error
      await pause(client, signal)
    }
  }
}

/** As `untilAnswered`, in the next session if this one ends: for what concerns no ephemeral of ours. */
export async function inAnySession<T>(client: Client, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await untilAnswered(client, run, signal)
    } catch (error) {
      if (!isZooKeeperError(error, 'SessionExpired')) throw error
      await pause(client, signal)
    }
  }
}

/** Until there is a connection again, and never less than a moment. */
async function pause(client: Client, signal?: AbortSignal): Promise<void> {
  await sleep(RETRY_PAUSE_MS, undefined, { ref: false })
  signal?.throwIfAborted()
  try {
    await client.connected(signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    if (!isConnectionTrouble(error)) throw error
  }
}
