import type { ByteWriter } from '@zabkit/core'
import {
  HAS_AVERSION,
  HAS_CHILD_FIGURES,
  HAS_MODIFIED,
  HAS_OWNER,
  optionalBytes,
  TAG_ZNODE,
  ZNODE_PREFIX_BYTES,
} from './snapshot-format.ts'
import type { ZnodeContent } from './znode-content.ts'
import * as Row from './znode-table.ts'

function sameWide(words: Int32Array, a: number, b: number): boolean {
  return words[a] === words[b] && words[a + 1] === words[b + 1]
}

/** Which optional fields differ from what they were at birth. */
function flagsOf(words: Int32Array, base: number): number {
  const modified =
    words[base + Row.VERSION] !== 0 ||
    !sameWide(words, base + Row.MZXID, base + Row.CZXID) ||
    !sameWide(words, base + Row.MTIME, base + Row.CTIME)
  const parent = words[base + Row.CHILD_CREATES] !== 0 || !sameWide(words, base + Row.PZXID, base + Row.CZXID)
  const owned = words[base + Row.OWNER] !== 0 || words[base + Row.OWNER + 1] !== 0
  const guarded = words[base + Row.AVERSION] !== 0
  return (modified ? HAS_MODIFIED : 0) | (parent ? HAS_CHILD_FIGURES : 0) | (owned ? HAS_OWNER : 0) | (guarded ? HAS_AVERSION : 0)
}

/** Copies `count` words of the row out; returns the offset after them. */
function putWords(out: ByteWriter, at: number, words: Int32Array, from: number, count: number): number {
  for (let i = 0; i < count; i++) out.setInt32(at + 4 * i, words[from + i] as number)
  return at + 4 * count
}

function putOptional(out: ByteWriter, at: number, flags: number, words: Int32Array, base: number): number {
  if (flags & HAS_MODIFIED) {
    at = putWords(out, at, words, base + Row.MZXID, 2)
    at = putWords(out, at, words, base + Row.MTIME, 3)
  }
  if (flags & HAS_CHILD_FIGURES) {
    at = putWords(out, at, words, base + Row.PZXID, 2)
    at = putWords(out, at, words, base + Row.CHILD_CREATES, 1)
  }
  if (flags & HAS_OWNER) at = putWords(out, at, words, base + Row.OWNER, 2)
  if (flags & HAS_AVERSION) at = putWords(out, at, words, base + Row.AVERSION, 1)
  return at
}

/** Appends the record of row `id`. */
export function writeZnodeRecord(content: ZnodeContent, id: number, parentOrdinal: number, aclOrdinal: number, out: ByteWriter): void {
  const words = content.table.words(id)
  const base = content.table.base(id)
  const flags = flagsOf(words, base)
  const nameLength = words[base + Row.NAME_LENGTH] as number
  const dataLength = words[base + Row.DATA_LENGTH] as number
  const at = out.reserve(ZNODE_PREFIX_BYTES + optionalBytes(flags) + nameLength + Math.max(dataLength, 0))
  out.bytes[at] = TAG_ZNODE
  out.bytes[at + 1] = flags
  out.setInt32(at + 2, parentOrdinal)
  out.setInt32(at + 6, aclOrdinal)
  out.setInt32(at + 10, nameLength)
  out.setInt32(at + 14, dataLength)
  putWords(out, at + 18, words, base + Row.CZXID, 2)
  putWords(out, at + 26, words, base + Row.CTIME, 2)
  const nameAt = putOptional(out, at + ZNODE_PREFIX_BYTES, flags, words, base)
  content.arena.copy(words[base + Row.NAME_REF] as number, nameLength, out.bytes, nameAt)
  if (dataLength > 0) content.arena.copy(words[base + Row.DATA_REF] as number, dataLength, out.bytes, nameAt + nameLength)
}

/** The big-endian word at `at`, without the checks of Buffer's own method: the caller has made sure that it is there. */
export function takeInt32(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
}

function takeWords(bytes: Buffer, at: number, words: Int32Array, to: number, count: number): number {
  for (let i = 0; i < count; i++) words[to + i] = takeInt32(bytes, at + 4 * i)
  return at + 4 * count
}

function takeBirth(bytes: Buffer, at: number, words: Int32Array, base: number): void {
  takeWords(bytes, at + 18, words, base + Row.CZXID, 2)
  takeWords(bytes, at + 18, words, base + Row.MZXID, 2)
  takeWords(bytes, at + 18, words, base + Row.PZXID, 2)
  takeWords(bytes, at + 26, words, base + Row.CTIME, 2)
  takeWords(bytes, at + 26, words, base + Row.MTIME, 2)
}

/** Fills the figures of a row from the record at `at`, of which the lengths have been checked. */
export function readFigures(bytes: Buffer, at: number, flags: number, words: Int32Array, base: number): void {
  takeBirth(bytes, at, words, base)
  let next = at + ZNODE_PREFIX_BYTES
  if (flags & HAS_MODIFIED) {
    next = takeWords(bytes, next, words, base + Row.MZXID, 2)
    next = takeWords(bytes, next, words, base + Row.MTIME, 3)
  }
  if (flags & HAS_CHILD_FIGURES) {
    next = takeWords(bytes, next, words, base + Row.PZXID, 2)
    next = takeWords(bytes, next, words, base + Row.CHILD_CREATES, 1)
  }
  if (flags & HAS_OWNER) next = takeWords(bytes, next, words, base + Row.OWNER, 2)
  if (flags & HAS_AVERSION) takeWords(bytes, next, words, base + Row.AVERSION, 1)
}
