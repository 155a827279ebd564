import { TIMER_MAX_MS } from './limits.ts'

/** Waits; rejects with the signal's reason when that comes first. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, Math.min(ms, TIMER_MAX_MS))
    signal?.addEventListener('abort', abort, { once: true })
  })
}
