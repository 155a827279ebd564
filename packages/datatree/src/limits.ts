/** A fingerprint of the state is remembered after every so many txns of an epoch: ZooKeeper's digest log interval. */
export const DIGEST_INTERVAL_TXNS = 128
/** So many fingerprints are kept, the newest: enough to compare servers that are minutes apart. */
export const DIGESTS_KEPT = 512
/** Largest time to live in ms: 40 bits, about 34.8 years (EphemeralType.TTL). */
export const TTL_MS_MAX = 0xff_ffff_ffffn
