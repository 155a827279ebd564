/** Bounds of what an operator may write, and the codes with which the process ends. */

/** It did not start, could not go on, or did not stop in order. */
export const EXIT_FAILED = 1
/** The command line was not understood. */
export const EXIT_USAGE = 2

/** A configuration larger than this is not a configuration. */
export const CONFIG_BYTES_MAX = 1 << 20
export const PORT_MAX = 65_535
/** Java's `int`, the type of most numbers in a zoo.cfg. */
export const INT_MAX = 2_147_483_647
/** The fewest snapshots that purging leaves, whatever the file says: ZooKeeper's own floor. */
export const SNAPSHOTS_KEPT_MIN = 3
/** Characters of a value that a message shows. */
export const SHOWN_CHARACTERS_MAX = 200
/** Above this a timer of Node fires at once. */
export const TIMER_MS_MAX = INT_MAX
