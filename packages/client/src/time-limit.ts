import { TIMER_MAX_MS } from './limits.ts'

/** A limit as timers take it, undefined for none: 0 and Infinity mean that. Node's timers would fire at once for what is too long for them. */
export function timeLimit(ms: number | undefined): number | undefined {
  return ms !== undefined && ms > 0 && ms !== Number.POSITIVE_INFINITY ? Math.min(ms, TIMER_MAX_MS) : undefined
}
