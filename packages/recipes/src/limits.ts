/**
 * The part of the session timeout that is given away for safety: what is held ends this much before the session could. A quarter, since a server tells its
 * leader of the clients that it heard only every half tick, and the shortest session is two ticks: a follower that dies may take a quarter
 * of that with it.
 */
export const HELD_MARGIN_FRACTION = 1 / 4

/** While something is held the session is shown to be alive this often, as a part of its timeout: as often as the client's own pings. */
export const LEASE_RENEWAL_FRACTION = 1 / 3

/** The shortest pause between two looks at the time left, ms. */
export const LEASE_CHECK_MS_MIN = 10

/** Pause before what a lost connection stopped is tried again, ms: a server that drops every connection must not be asked in a tight loop. */
export const RETRY_PAUSE_MS = 50

/** How many znodes are asked at once for what they hold (contenders, participants). */
export const READ_CONCURRENCY = 32
