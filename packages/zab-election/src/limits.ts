/** How long a server waits for a better vote when a quorum agrees but a live voter does not yet: ZooKeeper's finalizeWait. */
export const FINALIZE_WAIT_MS = 200
/** First wait before a looking server says its vote again: ZooKeeper's `fastleader.minNotificationInterval`. */
export const NOTIFICATION_INTERVAL_MS_MIN = 200
/** The wait doubles up to this: ZooKeeper's `fastleader.maxNotificationInterval`. */
export const NOTIFICATION_INTERVAL_MS_MAX = 60_000
/**
 * A candidate that too many live voters pass over for so long (they cannot reach it) is set aside, so that those who can reach each other
 * elect another. Much more than a round trip, so that it does not happen to a candidate that is merely slow.
 */
export const REFUSED_WAIT_MS = 2_000
/** Rounds above it are malformed: adding to them must stay exact. */
export const ROUND_MAX = 2 ** 52
