/** Bytes of records that one LevelDB write takes: what waits beyond goes with the next one. Bounds the copy that LevelDB makes of a write. */
export const WRITE_BYTES_MAX = 4 << 20
/** Memory in which LevelDB gathers writes before it makes a table of them. Larger than its own 4 MiB: fewer tables, less merging of a log that only grows. */
export const WRITE_BUFFER_BYTES = 16 << 20
/** Bytes that one step of an iteration brings into memory. */
export const READ_BYTES_MAX = 1 << 20
/** Entries that one step of an iteration brings into memory. */
export const READ_ENTRIES_MAX = 1_000
/** Entries that one LevelDB write removes. */
export const REMOVE_ENTRIES_MAX = 2_000
/** Bytes of one entry of a snapshot. Each is a write and a sync of its own. */
export const SNAPSHOT_CHUNK_BYTES = 1 << 20
/** The format of what is kept, in the first byte of the head. */
export const FORMAT = 1
