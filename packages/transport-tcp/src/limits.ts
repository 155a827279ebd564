/** This package's own limits, with the reason of each. */

/** Most bytes taken from a socket at a time, as many as Node takes by itself. */
export const READ_BYTES = 64 << 10
/** A new writer's memory: the replies of a usual turn fit, and one allocation is cheaper than growing step by step. */
export const WRITER_BYTES = 16 << 10
/** Writers kept for the next turn: more than the connections that have something to say in one turn are rarely needed at once. */
export const POOL_WRITERS = 256
/** In a crowd each has little to say, an event or a short reply: a writer's first memory then, and how many of these are kept. */
export const CROWD_WRITER_BYTES = 256
export const CROWD_WRITERS = 4_096
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
/** Sends of one turn that go out at once, before the rest counts as one burst. */
export const BURST_SENDS = 64
/** A smaller burst is sent by one thread: waking the other would cost more than it saves. */
export const BURST_ALONE = 192
/** Sends that two threads share at a time; a larger burst goes in parts. */
export const BURST_JOBS = 4_096
/** Bytes of them together. */
export const BURST_BYTES = 1 << 20
/** A connection with more than this to say sends it itself. */
export const BURST_SEND_BYTES = 16 << 10
/** The other thread is waited for so often, so long each time: a process that was stopped for hours loses one of these waits, not all. */
export const HELPER_STUCK_WAITS = 60
export const HELPER_WAIT_MS = 1_000
/** MiB of the other thread, which makes next to no objects. */
export const HELPER_MEMORY = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, codeRangeSizeMb: 4, stackSizeMb: 1 } as const
