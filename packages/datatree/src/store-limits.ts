/** Limits of the store of znodes, with the reason of each. */

/** Bits of a row id inside a slot of the child index; the other six hold a piece of the hash. */
export const ID_BITS = 26
/** Most znodes of one store: 2^26, about 17 GB of small ones. */
export const MAX_ZNODES = 1 << ID_BITS
/** Longest name, data or snapshot head in bytes (256 MiB): far above any frame, so that a damaged length is found before memory is asked for. */
export const MAX_BLOB_BYTES = 1 << 28
/** Bytes of one page of the arena. */
export const ARENA_PAGE_BYTES = 1 << 20
/** Longest blob that lives in a page; a longer one is a Buffer of its own, because few of them would fit and leave a hole at the end. */
export const MAX_SLOT_BYTES = 1 << 16
/** Empty arena pages kept for the next need; more go back to the system. */
export const SPARE_ARENA_PAGES = 4
/** Slots of one segment of the child index: a growth moves at most this many entries, which takes about a millisecond. */
export const SEGMENT_SLOTS = 1 << 13
/** Largest directory of the child index is 2^this; beyond it (only when hashes collide) a segment doubles instead of being split. */
export const MAX_DIRECTORY_BITS = 16
/** Bounds of the pieces in which a snapshot gathers its records: too small costs calls, too large costs a pause. */
export const MIN_SNAPSHOT_PIECE_BYTES = 1 << 16
export const MAX_SNAPSHOT_PIECE_BYTES = 1 << 22
/** Rows that one call of a snapshot's `next` looks at before it is content with a short chunk. */
export const SNAPSHOT_SCAN_ROWS = 1 << 16
