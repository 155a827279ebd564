import { invariant, OperatorError } from '@zabkit/core'

/*
 * A snapshot is an image of the store's pages: typed arrays as they lie in memory, so it is little-endian throughout. Each part is a whole
 * number of SECTION_UNIT_BYTES, zeros at its end where it has less:
 *   header   magic (8 bytes), int version, int bytes of the figures
 *   figures  ints: zxid, number of znodes, digest, bytes of data, length of the head, then what the tables need to know of what follows
 *   check    of header and figures: nothing is allocated by figures that are not as they were written
 *   rows     page after page, up to the last row ever given
 *   blobs    the pages of the arena, each up to the last slot ever given; then the large blobs
 *   index    the slots of its segments
 *   ACLs     by id: int length (-1 where the id is free), jute's encoding
 *   head
 *   check    of all before it: nothing is followed from one part into another until it is right
 * Beside it the digest of the znodes is made anew from the rows and compared.
 */
export const MAGIC = Buffer.from('ZABZNODE', 'latin1')
export const FORMAT_VERSION = 2
export const HEADER_BYTES = 16
export const SECTION_UNIT_BYTES = 16

/** `bytes`, up to the next border of a section's units. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / SECTION_UNIT_BYTES) * SECTION_UNIT_BYTES
}

/** The bytes of a typed array, shared with it. */
export function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength)
}

/** A number of up to 53 bits and sign as two ints, the upper half first. */
export function halves(value: number): [high: number, low: number] {
  return [Math.floor(value / 0x1_0000_0000), value | 0]
}

export function expectLittleEndian(): void {
  invariant(new Uint8Array(Int32Array.of(1).buffer)[0] === 1, 'snapshots of the tree are made on little-endian machines only')
}

/** The error of a snapshot that is not what was written. */
export function damaged(what: string, cause?: unknown): OperatorError {
  return new OperatorError('ZK_SNAPSHOT_DAMAGED', `snapshot of the znodes: ${what}`, { cause })
}
