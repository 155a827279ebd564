/** This package's own limits, with the reason of each. */

/** A connection over which nothing came for so long is asked for a sign of life. */
export const KEEP_ALIVE_MS = 2_000
/** A connection that gives no sign of life for so long is lost: with KEEP_ALIVE_MS about what ZooKeeper's default tickTime and syncLimit allow. */
export const KEEP_ALIVE_TIMEOUT_MS = 4_000
/** A link that was closed has so long to tell the other side why; then its connection is cut. */
export const GOODBYE_MS = 250
/** `stop` takes no longer than this for all the goodbyes. */
export const STOP_MS = 500
/** Bytes that a sender may be ahead of what the other side's process has read: enough for 100 MB/s at a round trip of 40 ms. */
export const WINDOW_BYTES = 4 << 20
/** Connections to the peer port: every server of the largest ensemble has two, and a few more in their first moments. */
export const SOCKETS_MAX = 1_024
/** Calls on one connection: our own side opens one. */
export const STREAMS_PER_CONNECTION = 4
/** Messages, records and requests of one frame: bounds the memory that a small frame can ask for. */
export const FRAME_ITEMS_MAX = 1 << 20
/** A message above this is sent as several where it is a list. Far below PEER_FRAME_BYTES_MAX, far above what a turn makes. */
export const MESSAGE_SPLIT_BYTES = 8 << 20
/** Characters of a reason that another server gave. */
export const REASON_CHARS_MAX = 256
/** Lines of one kind about links that fail: one in this time, with the count of those left out. */
export const LOG_INTERVAL_MS = 1_000
/** Bytes of a hello, welcome or goodbye: ours have about a hundred. */
export const HANDSHAKE_BYTES_MAX = 16 << 10
/** Between two attempts to listen on a port that is taken. */
export const BIND_RETRY_MS = 1_000
