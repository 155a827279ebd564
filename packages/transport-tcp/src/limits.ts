/** This package's own limits, with the reason of each. */

/** A new writer's memory: the replies of a usual turn fit, and one allocation is cheaper than growing step by step. */
export const WRITER_BYTES = 16 << 10
/** Writers kept for the next turn: more than the connections that have something to say in one turn are rarely needed at once. */
export const POOL_WRITERS = 256
/** Memory that the kept writers may hold together. */
export const POOL_BYTES = 8 << 20
/** After the last reply is with the kernel, what the client still sends is read and discarded for so long: unread input would turn the close into an RST. */
export const DRAIN_MS = 2_000
/** A connection that was ended, whose client does not take the last bytes in this time, is dropped. */
export const END_FLUSH_MS = 30_000
/** Lines of one kind about misbehaving clients: one in this time, with the count of those left out. */
export const LOG_INTERVAL_MS = 1_000
/** Deadlines are looked through at least this often; an eighth of the delay when that is shorter. */
export const SWEEP_MS_MAX = 1_000
export const SWEEP_MS_MIN = 5
/** Idle time before the kernel probes a silent client. */
export const KEEP_ALIVE_DELAY_MS = 60_000
/** Connections that the kernel holds ready before they are accepted. */
export const BACKLOG = 511
/** Certificates of one client that are passed on. */
export const CHAIN_CERTIFICATES = 16
