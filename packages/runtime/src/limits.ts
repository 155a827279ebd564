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
/** Bytes of log sent to a learner at a time. */
export const STREAM_BYTES = 1 << 20
/** Bytes on their way to a learner at which a stream to it waits. */
export const STREAM_AHEAD_BYTES = 4 << 20
/** Bytes of a leader's snapshot that wait for the disk here, at which no more is read. */
export const RECEIVE_AHEAD_BYTES = 16 << 20
/** Messages of a learner that came before this server has decided to lead: it says one and waits. */
export const PARKED_MESSAGES_MAX = 16
/** A learner that came before this server has decided waits this long. */
export const PARKED_MS = 2_000
/** Another server that cannot be reached is dialled again after this long, then twice as long, up to the larger. */
export const REDIAL_MS_MIN = 50
export const REDIAL_MS_MAX = 1_000
/** A leader that cannot be reached: so many attempts, so far apart, before the next election. ZooKeeper makes 5. */
export const LEADER_DIALS_MAX = 5
export const LEADER_REDIAL_MS = 50
/** Pause between a role that failed and the next election: drawn below this, doubled with each failure in a row up to the larger. */
export const LOOK_AGAIN_MS_MIN = 20
export const LOOK_AGAIN_MS_MAX = 1_000
/** Characters of a path that a trace shows. */
export const TRACED_PATH_CHARACTERS_MAX = 1024
/** A server looks for a leader at least this long, and for a tick, before it serves without one. */
export const READ_ONLY_AFTER_MS_MIN = 2_000
/** A server that looks for a leader in vain says so, and whom it cannot reach, after the first of these, then every so often. */
export const LOOKING_REPORT_MS_FIRST = 5_000
export const LOOKING_REPORT_MS_NEXT = 60_000
