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
/** Slots of a segment of the child index at first: small trees are small, in memory and in their snapshots. Up to SEGMENT_SLOTS it doubles. */
export const FIRST_SEGMENT_SLOTS = 1 << 6
/** Longest piece in which a snapshot copies and checks: a fraction of a millisecond of work. */
export const SNAPSHOT_PIECE_BYTES = 1 << 18
/** 2^this rows are copied together when one of them changes before the snapshot has taken it: 3.5 KiB. */
export const ROWS_PER_COPY_BITS = 5
/** The same for names and data, in bytes. */
export const ARENA_COPY_BITS = 12
/** Such copies for which memory is taken at once. */
export const COPIES_PER_SLAB = 1 << 6
/**
 * Most bytes of copies that a snapshot may make of what changes before it is taken (1 GiB), or COPIED_SHARE_MAX of the store where that is
 * more: a disk that is slower than the changes would double the store in memory. Beyond it the snapshot is given up.
 */
export const MAX_SNAPSHOT_COPIED_BYTES = 2 ** 30
export const COPIED_SHARE_MAX = 0.5
/** Most bytes of the figures of a snapshot (16 MiB): 20 for each MiB of small blobs and 4 for each large one stay far below. */
export const MAX_FIGURES_BYTES = 1 << 24
/** Most bytes that all distinct ACLs may take in a snapshot: what an int and a Buffer can name. A snapshot of more is refused. */
export const MAX_ACL_BYTES = 2 ** 31 - 16
