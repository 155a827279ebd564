/** Bounds of what an operator may write. */

/** A configuration larger than this is not a configuration. */
export const CONFIG_BYTES_MAX = 1 << 20
/** Server numbers, in `server.N` and in the file `myid`: one byte of every session id. */
export const SERVER_ID_MAX = 255
export const PORT_MAX = 65_535
/** Java's `int`, the type of most numbers in a zoo.cfg. */
export const INT_MAX = 2_147_483_647
/** The fewest snapshots that purging leaves, whatever the file says: ZooKeeper's own floor. */
export const SNAPSHOTS_KEPT_MIN = 3
/** How often old snapshots and logs are purged when the configuration does not say. */
export const PURGE_INTERVAL_MS = 3_600_000
/** Characters of a value that a message shows. */
export const SHOWN_CHARACTERS_MAX = 200
/** Above this a timer of Node fires at once. */
export const TIMER_MS_MAX = INT_MAX
