/**
 * The part of the session timeout that is given away for safety: what is held ends this much before the session could. A quarter, since a server tells its
 * leader of the clients that it heard only every half tick, and the shortest session is two ticks: a follower that dies may take a quarter
 * of that with it.
 */
export const HELD_MARGIN_FRACTION = 1 / 4

/** While something is held the session is shown to be alive this often, as a part of its timeout: as often as the client's own pings. */
export const LEASE_RENEWAL_FRACTION = 1 / 3

/**
 * A holder's first proof is the creation of its znode. Where that is longer ago than this part of the timeout, its place is proven anew before it holds. Small
 * enough to leave time for a renewal; large enough that who did not have to wait pays nothing.
 */
export const FIRST_PROOF_AGE_FRACTION = 1 / 4

/** The shortest pause between two looks at the time left, ms. */
export const LEASE_CHECK_MS_MIN = 10

/** The longest that a timer of Node can wait, ms: what is longer would be over at once. */
export const TIMER_MS_MAX = 2 ** 31 - 1

/** Pause before what a lost connection stopped is tried again, ms: a server that drops every connection must not be asked in a tight loop. */
export const RETRY_PAUSE_MS = 50

/** How many znodes are asked at once for what they hold (contenders, participants). */
export const READ_CONCURRENCY = 32
