import { MAX_FRAME_BYTES, QUEUED_BYTES_DROP } from '@zabkit/core'

/** A fingerprint of the state is remembered after every so many txns of an epoch: ZooKeeper's digest log interval. */
export const DIGEST_INTERVAL_TXNS = 128
/** So many fingerprints are kept, the newest: enough to compare servers that are minutes apart. */
export const DIGESTS_KEPT = 512
/** Largest time to live in ms: 40 bits, about 34.8 years (EphemeralType.TTL). */
export const TTL_MS_MAX = 0xff_ffff_ffffn
/**
 * Largest reply to a multiRead, in bytes, beyond which it fails with MarshallingError: half of what may wait for a client before it is taken
 * for one that does not read. Thirty of the largest znodes fit in; without a bound a frame of 1 MiB could ask for 58 GB.
 */
export const MULTI_READ_BYTES_MAX = QUEUED_BYTES_DROP / 2
/**
 * A txn may be longer than its request by so many bytes; a write that needs more fails with MarshallingError. Only `auth` in ACLs makes
 * txns grow: 4 MiB is five ids in each of twenty thousand creates, and without a bound a frame of 1 MiB could ask for 18 GB. It is an
 * allowance over the request, so that an operator who permits larger frames gets larger txns.
 */
export const TXN_GROWTH_BYTES_MAX = 4 * MAX_FRAME_BYTES
/** A closeSession txn names ephemerals up to so many bytes of paths; those it does not name go as well, by their owner. */
export const CLOSE_SESSION_BYTES_MAX = 4 * MAX_FRAME_BYTES
/** What a watch costs in bytes of memory besides its path, measured: an entry by path, one by connection, and the tables they stand in. */
export const WATCH_OVERHEAD_BYTES = 300
/**
 * Bytes of watches of one connection in one of the two tables (data, children), paths and overhead: 700,000 watches on paths of
 * ordinary length. A client that needs more follows the whole tree, for which there are recursive watches.
 */
export const WATCH_BYTES_PER_CONNECTION_MAX = 256 << 20
/** The same over all connections: eleven million watches. They are on the JavaScript heap, which an operator who wants so many must make large. */
export const WATCH_BYTES_MAX = 2 ** 32
