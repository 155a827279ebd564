/** The directory of the one lock. */
export const LOCK_PATH = '/contention/lock'

/** A holder writes so many times at most, twice for each look at `isHeld`, with so long between, ms. */
export const LOOKS_MAX = 5
export const LOOK_PAUSE_MS_MAX = 8

/** Pause between two faults of one kind of victim, ms. */
export const CALM_MS_MIN = 300
export const CALM_MS_MAX = 1_000

/** Parts of the session timeout for which a contender stands still: never so long that its session ends, and always so long. */
export const SHORT_PAUSE_MIN = 0.2
export const SHORT_PAUSE_MAX = 0.6
export const LONG_PAUSE_MIN = 1.3
export const LONG_PAUSE_MAX = 1.6

/** Parts of it for which a server stands still: its clients wait, or go elsewhere; the other servers wait, or elect another leader. */
export const SERVER_PAUSE_MIN = 0.2
export const SERVER_PAUSE_MAX = 1.2

/** Pause after a leader was lost and serves again, in session timeouts. */
export const SESSIONS_AFTER_LEADER = 1.2

/** The servers miss one of them after this, ms: ProcessEnsemble's syncLimit of 6 ticks of 500 ms. */
export const SERVER_LOSS_MS = 3_000

/** An election, the handover to who is next, and a machine with other things to do, ms. */
export const GAP_MARGIN_MS = 10_000

/**
 * Longest time, ms, in which nobody gets the lock while a quorum lives: the holder's session has to end, and a leader lost meanwhile gives it its whole
 * timeout again.
 */
export function gapMsMax(sessionTimeoutMs: number): number {
  return 2 * sessionTimeoutMs + SERVER_LOSS_MS + GAP_MARGIN_MS
}
