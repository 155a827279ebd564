/** A frame of setWatches is no longer than this, length included: servers take 1 MiB, and ZooKeeper's own client stays below this. */
export const SET_WATCHES_FRAME_BYTES_MAX = 128 * 1024
/** Events that a watch keeps for its iterator, unless `bufferMax` says otherwise. */
export const WATCH_BUFFER_MAX = 1_024
/** Creating what is missing above a znode begins again when somebody removes it meanwhile; so often. */
export const PARENT_ATTEMPTS_MAX = 10
/** Requests under way at a time while a subtree is read or removed. */
export const TREE_CONCURRENCY = 32
/** Deletes of one multi, and bytes of their paths. */
export const DELETE_BATCH_MAX = 200
export const DELETE_BATCH_BYTES_MAX = 256 * 1024
/** A subtree that others fill while it is removed is listed anew so often. */
export const DELETE_ROUNDS_MAX = 10
/** Times that `createOrSet` finds the znode gone after it was there, and back after it was gone. */
export const CREATE_OR_SET_ATTEMPTS_MAX = 10
/** 40 bits of ms: what ZooKeeper can hold beside a TTL znode. */
export const TTL_MS_MAX = 0xff_ffff_ffff
