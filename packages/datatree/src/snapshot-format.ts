import { OperatorError } from '@zabkit/core'

/*
 * The stream of a snapshot, big-endian:
 *   header  magic (8 bytes), int version, long zxid, int count of znodes, int length of the head, head
 *   ACL     byte 2, int length, vector of ACL in jute's encoding; numbered from 1 in order of appearance, before its first use; 0 is open
 *   znode   byte 1, byte flags, int ordinal of the parent, int ACL, int length of the name, int length of the data (-1 null),
 *           long czxid, long ctime, then what the flags announce, name, data; numbered from 0, the root, whose parent is -1
 *   end     byte 3, int count of znodes, long digest, long check
 * The digest is that of the znodes; the check covers what the digest does not: header, ACL records, znodes that the digest leaves out.
 */
export const MAGIC = Buffer.from('ZABZNODE', 'latin1')
export const FORMAT_VERSION = 1
export const HEADER_BYTES = 28
export const TAG_ZNODE = 1
export const TAG_ACL = 2
export const TAG_END = 3
/** Tag and length of an ACL record. */
export const ACL_PREFIX_BYTES = 5
/** A znode record up to its optional fields. */
export const ZNODE_PREFIX_BYTES = 34
export const END_BYTES = 21
export const NO_PARENT = -1

/** Optional fields of a znode record, in this order. Absent: as at birth. */
export const HAS_MODIFIED = 1
/** long mzxid, long mtime, int version. */
export const MODIFIED_WORDS = 5
export const HAS_CHILD_FIGURES = 2
/** long pzxid, int child creates. */
export const CHILD_FIGURES_WORDS = 3
export const HAS_OWNER = 4
/** long owner. */
export const OWNER_WORDS = 2
export const HAS_AVERSION = 8
/** int aversion. */
export const AVERSION_WORDS = 1
export const ALL_FLAGS = HAS_MODIFIED | HAS_CHILD_FIGURES | HAS_OWNER | HAS_AVERSION

/** Bytes of the optional fields that `flags` announces. */
export function optionalBytes(flags: number): number {
  let words = 0
  if (flags & HAS_MODIFIED) words += MODIFIED_WORDS
  if (flags & HAS_CHILD_FIGURES) words += CHILD_FIGURES_WORDS
  if (flags & HAS_OWNER) words += OWNER_WORDS
  if (flags & HAS_AVERSION) words += AVERSION_WORDS
  return words * 4
}

/** The error of a snapshot that is not what was written. */
export function damaged(what: string, cause?: unknown): OperatorError {
  return new OperatorError('ZK_SNAPSHOT_DAMAGED', `snapshot of the znodes: ${what}`, { cause })
}
