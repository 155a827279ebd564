/** Limits of the shared-state recipes (queues, caches, counters, groups, services), with the reason of each. */

/** Reads that one cache has in flight: enough to hide the way to the server, few enough to leave room for others. */
export const CACHE_READS_IN_FLIGHT_MAX = 64
/** Nodes that one cache holds before it says so and takes no more: a cache of the wrong root must not fill the memory. */
export const CACHE_NODES_MAX = 1_000_000
/** Pause before a recipe tries again what failed with the connection. The client waits for the connection itself; this only breaks tight loops. */
export const RETRY_PAUSE_MS = 50
/** Attempts of one compare-and-set before it gives up with `BadVersion`: each lost attempt is another's gain, so that this many in a row is a hot spot. */
export const CAS_ATTEMPTS_MAX = 64
/** Upper bound of the random pause between two attempts of a compare-and-set, doubled with each of the first ones. */
export const CAS_PAUSE_MS_MAX = 100
/** kazoo's priorities have three digits. */
export const QUEUE_PRIORITY_MAX = 999
/** kazoo's default priority, so that entries of both sides mix fairly. */
export const QUEUE_PRIORITY_DEFAULT = 100
/** Entries of one `putAll`: a multi has to fit into one frame of the server. */
export const QUEUE_PUT_ALL_MAX = 1_000
/** Longest wait of a timer for a delayed entry; it looks again after it. Node's timers cannot wait for more than 2^31 - 1 ms. */
export const QUEUE_DUE_WAIT_MS_MAX = 60_000
/** Ids that an id generator takes at once. After a crash at most this many numbers stay unused. */
export const ID_BLOCK_SIZE = 100
/** Largest block: a typing error must not use up the numbers. */
export const ID_BLOCK_SIZE_MAX = 1_000_000
/** Errors in `DOWN_TIMEOUT_MS` after which a service instance is not chosen any more (Curator's DownInstancePolicy). */
export const DOWN_ERRORS = 2
/** How long a service instance stays out, counted from its first error (Curator's DownInstancePolicy). */
export const DOWN_TIMEOUT_MS = 30_000
/** Instances whose errors one provider remembers; the oldest are forgotten. */
export const DOWN_INSTANCES_MAX = 10_000
/** `SessionExpired`, for what was held by a session that is over. */
export const SESSION_EXPIRED_CODE = -112
/** `BadVersion`, for a compare-and-set that lost too often. */
export const BAD_VERSION_CODE = -103
/** What a client that is closed says, and a recipe that is closed too. */
export const CLOSED_RECIPE_CODE = -116
