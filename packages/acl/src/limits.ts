import { MAX_FRAME_BYTES } from '@zabkit/core'

/** Longest credential of an auth packet, in bytes: a client's frame carries no more. */
export const CREDENTIAL_BYTES_MAX = MAX_FRAME_BYTES
/** Longest id that authenticating gives, in bytes of its user part: ids stay as long as the connection, and `auth` copies them into ACLs. */
export const USER_BYTES_MAX = 4096
/**
 * Largest list that `fix` gives back, in bytes of scheme, id and permissions. `auth` multiplies entries by ids: without a bound, one frame
 * could ask for a list of gigabytes. More than this would not fit in a txn.
 */
export const ACL_BYTES_MAX = MAX_FRAME_BYTES
/** Certificates larger than this, in bytes, give no id: real ones have a few KiB. */
export const CERTIFICATE_BYTES_MAX = 1 << 16
/** Longest subject alternative name that a pattern is tried on, in characters. */
export const ALTERNATIVE_NAME_LENGTH_MAX = 1024
