/** Rounds of locating and truncating after which a learner gets a snapshot, where there is one: each round costs a look into the log and a sync. */
export const TRUNCATIONS_BEFORE_SNAPSHOT = 8
/** Rounds after which a learner is dropped: honest ones need far fewer. */
export const SYNC_ROUNDS_MAX = 64
/** Applied records that the leader keeps while a learner is being synchronised, so that the end of the stream from disk meets them. */
export const RECENT_RECORDS_MAX = 100_000
/** Bytes of such records. What is beyond is read from disk again. */
export const RECENT_BYTES_MAX = 32 << 20
/** Bytes of records in one `history` message that is made from memory, one record at least: far below a peer's largest frame. */
export const HISTORY_BYTES = 1 << 20
