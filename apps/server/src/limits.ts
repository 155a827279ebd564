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

/** How often serve-ensemble looks who leads: an election is over in less. */
export const WATCH_INTERVAL_MS = 500
/** A server on this machine that has not answered a four-letter word in this time does not serve. */
export const WORD_TIMEOUT_MS = 1_000
/** A reply to a four-letter word that is longer than this is none of ours. */
export const WORD_REPLY_BYTES_MAX = 1 << 16
/** What a server of serve-ensemble gets to stop in order, above its own `shutdownTimeout`. */
export const CHILD_STOP_TIMEOUT_MS = 15_000
/** Signals of a terminal, and of nx, reach the children too: how long serve-ensemble waits for them to stop by themselves. */
export const CHILD_SIGNAL_GRACE_MS = 300
/** How long a stop waits for the last spans to be exported. */
export const TRACES_FLUSH_MS = 3_000
/** Lines about traces that cannot be exported: one in this time. */
export const TRACES_LOG_INTERVAL_MS = 60_000
