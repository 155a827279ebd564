/** Limits of this package, with the reason of each. */

/** A segment that has grown past this is closed and the next one begun. ZooKeeper preallocates the same 64 MiB. */
export const SEGMENT_BYTES = 64 << 20
/** Records that wait are written together up to this many bytes: large enough that the disk, not the sync, is the limit. */
export const FRAME_BYTES = 1 << 20
/** Writes up to this size go to the page cache without a thread in between: at most some tens of microseconds of the event loop. */
export const DIRECT_WRITE_BYTES = 64 << 10
/** A frame buffer larger than this is given back after use. */
export const FRAME_BUFFER_KEPT_BYTES = 4 << 20
/** One read of recovery. Larger reads were not faster. */
export const READ_CHUNK_BYTES = 1 << 20
/** One read of durable records while the server serves: what lies in it, in however small frames, is decoded in a turn of some ms at most. */
export const READ_STEP_BYTES = 256 << 10
/** Sequential readers whose place in the log is remembered: more than the learners of any ensemble that are brought up at once. */
export const PLACES_KEPT = 16
/** The next segment is filled with zeros in steps of this size, each synced, so that appends beside it are not held up. */
export const PREALLOCATE_STEP_BYTES = 1 << 20
/** Distance in a segment between entries of its index in memory: what a read may have to skip. */
export const INDEX_STEP_BYTES = 1 << 20
/** A snapshot is written in chunks of this size, each with its checksum. */
export const SNAPSHOT_CHUNK_BYTES = 256 << 10
/** Chunks that one read of a snapshot brings; the next read is under way while they are used. */
export const SNAPSHOT_READ_CHUNKS = 4
/** A snapshot being written is synced each time this much is dirty, so that its last sync does not hold up the log's. */
export const SNAPSHOT_DIRTY_BYTES = 16 << 20
/** A sync that takes longer is worth a warning: ZooKeeper's `fsync.warningthresholdms`. */
export const FSYNC_WARNING_MS = 1_000
/** At most one such warning in this time. */
export const FSYNC_WARNING_EVERY_MS = 10_000
/** Bytes of `EpochState.sessionSecret`. */
export const SESSION_SECRET_BYTES = 32
/** Bytes of the random identity that data and log directory share. */
export const IDENTITY_BYTES = 16
/** Files put aside under one name before a new one is refused: someone should have looked by then. */
export const DETACHED_PER_NAME = 10_000
