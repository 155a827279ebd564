/** Bytes of txns encoded into one piece of memory; a larger txn gets a piece of its own. */
export const TXN_CHUNK_BYTES = 256 << 10
/** What a txn can be larger than the request it comes from (header, sequence digits, expanded ACL of the usual size). */
export const TXN_OVERHEAD_BYTES = 512
/** A connection's replies are handed to the network at once when they reach this. */
export const FLUSH_BYTES = 256 << 10
/** Bytes of a snapshot made in one turn of the event loop. */
export const SNAPSHOT_CHUNK_BYTES = 256 << 10
/** Bytes of log read at a time in recovery. */
export const RECOVERY_CHUNK_BYTES = 4 << 20
/** Sessions whose end is proposed in one turn: a mass expiry must not starve the living. */
export const EXPIRIES_PER_TURN = 500
/** Beginnings of sessions that are logged together when they come turn after turn. */
export const OPENINGS_GATHERED = 64
/** Bytes of one client's requests that wait for their turn, at which it is not read from. At least one request of the largest size fits. */
export const WAITING_BYTES_PER_CLIENT = 8 << 20
/** Lines of one kind about what clients do: one in this time, with the count of those left out. */
export const CLIENT_LOG_INTERVAL_MS = 1_000
/** Ids one connection can collect by auth packets. */
export const MAX_IDS_PER_CONNECTION = 128
/** A timer that comes later than this many ticks stood still: sessions are not charged for it. */
export const STALL_TICKS = 1.5
/** A clean stop takes a snapshot when at least this many txns would have to be replayed. */
export const STOP_SNAPSHOT_TXNS = 10_000
/** Lines of detail that `cons`, `dump`, `wchc` and `wchp` give before they say how many are left. */
export const COMMAND_LINES_MAX = 100_000
