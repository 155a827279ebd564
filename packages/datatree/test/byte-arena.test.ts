import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteArena, NO_BLOB } from '../src/byte-arena.ts'
import { FigureReader } from '../src/figure-reader.ts'
import { padded } from '../src/snapshot-format.ts'
import { ARENA_PAGE_BYTES, MAX_SLOT_BYTES, SPARE_ARENA_PAGES } from '../src/store-limits.ts'

interface Blob {
  readonly ref: number
  readonly bytes: Buffer
}

function put(arena: ByteArena, length: number, fill: number): Blob {
  const bytes = Buffer.alloc(length + 2, fill)
  return { ref: arena.put(bytes, 1, length), bytes: bytes.subarray(1, 1 + length) }
}

function read(arena: ByteArena, { ref, bytes }: Blob): Buffer {
  const out = Buffer.alloc(bytes.length)
  arena.copy(ref, bytes.length, out, 0)
  return out
}

describe('ByteArena', () => {
  it('gives back what was put in, until it is removed', () => {
    const length = fc.oneof(fc.nat(300), fc.nat(5000), fc.integer({ min: MAX_SLOT_BYTES - 2, max: MAX_SLOT_BYTES + 2 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(length, fc.nat(255), fc.boolean()), { maxLength: 60 }), (steps) => {
        const arena = new ByteArena()
        const live: Blob[] = []
        for (const [bytes, fill, remove] of steps) {
          if (remove && live.length > 0) arena.remove((live.splice(fill % live.length, 1)[0] as Blob).ref)
          live.push(put(arena, bytes, fill))
          for (const blob of live) expect(read(arena, blob).equals(blob.bytes)).toBe(true)
        }
        for (const blob of live) expect(arena.equals(blob.ref, blob.bytes.length, blob.bytes, 0)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('tells blobs that differ in one byte apart', () => {
    const arena = new ByteArena()
    const blob = put(arena, 20, 5)
    const other = Buffer.from(blob.bytes)
    other[19] = 6
    expect(arena.equals(blob.ref, 20, other, 0)).toBe(false)
  })

  it('stores nothing for an empty blob', () => {
    const arena = new ByteArena()
    expect(put(arena, 0, 0).ref).toBe(NO_BLOB)
    arena.remove(NO_BLOB)
    expect(arena.heldBytes).toBe(0)
  })

  it('hashes equal bytes equally, in a slot or in a Buffer of their own', () => {
    const arena = new ByteArena()
    for (const length of [1, 7, 8, 9, 1023, MAX_SLOT_BYTES + 1]) {
      const a = put(arena, length, 9)
      const b = put(arena, length, 9)
      const c = put(arena, length, 10)
      expect(arena.hash(a.ref, length)).toBe(arena.hash(b.ref, length))
      expect(arena.hash(a.ref, length)).not.toBe(arena.hash(c.ref, length))
    }
  })

  it('uses a freed slot again before it takes a new page', () => {
    const arena = new ByteArena()
    // Stays, so that the page is never empty and starts anew.
    const stays = put(arena, 1024, 77)
    const blobs = Array.from({ length: 1000 }, () => put(arena, 1024, 1))
    for (let round = 0; round < 20; round++) {
      for (const blob of blobs) arena.remove(blob.ref)
      for (let i = 0; i < blobs.length; i++) blobs[i] = put(arena, 1024, i)
      expect(new Set(blobs.map((blob) => blob.ref)).size).toBe(blobs.length)
      expect(blobs.every((blob) => read(arena, blob).equals(blob.bytes))).toBe(true)
    }
    expect(arena.heldBytes).toBe(ARENA_PAGE_BYTES)
    expect(read(arena, stays).equals(stays.bytes)).toBe(true)
  })

  it('gives empty pages to other sizes, and those beyond a few spare ones back', () => {
    const arena = new ByteArena()
    const blobs = Array.from({ length: 12 * 1024 }, () => put(arena, 1024, 1))
    expect(arena.heldBytes).toBe(12 * ARENA_PAGE_BYTES)
    for (const blob of blobs) arena.remove(blob.ref)
    expect(arena.heldBytes).toBe(SPARE_ARENA_PAGES * ARENA_PAGE_BYTES)
    for (let i = 0; i < SPARE_ARENA_PAGES * 2048; i++) put(arena, 512, 2)
    expect(arena.heldBytes).toBe(SPARE_ARENA_PAGES * ARENA_PAGE_BYTES)
  })

  it('gives a large blob back at once', () => {
    const arena = new ByteArena()
    const blob = put(arena, 200_000, 1)
    expect(arena.heldBytes).toBe(200_000)
    arena.remove(blob.ref)
    expect(arena.heldBytes).toBe(0)
    expect(put(arena, 100_000, 1).ref).toBe(blob.ref)
  })

  it('goes on from the bytes of another one as that one does: freed slots, empty pages and all', () => {
    const arena = new ByteArena()
    const blobs = Array.from({ length: 6 * 1024 }, (_, i) => put(arena, 1000 + (i % 3) * 500, i))
    blobs.push(put(arena, 100_000, 5), put(arena, 100_000, 6))
    for (let i = 0; i < blobs.length; i += 2) arena.remove((blobs[i] as Blob).ref)
    for (let i = 1; i < 2500; i += 2) arena.remove((blobs[i] as Blob).ref)
    const other = restored(arena)
    for (let i = 2501; i < blobs.length; i += 2) expect(read(other, blobs[i] as Blob).equals((blobs[i] as Blob).bytes)).toBe(true)
    for (const each of [arena, other]) {
      const before = each.heldBytes
      for (let i = 2501; i < blobs.length; i += 2) put(each, 1000 + (i % 3) * 500, i)
      expect(put(each, 100_000, 7).ref).toBe((blobs[6 * 1024] as Blob).ref)
      expect(each.heldBytes - before).toBe(100_000)
      // A size of its own takes an empty page's number before a new one.
      expect(put(each, 5000, 1).ref).toBeLessThan(Math.max(...blobs.map((blob) => blob.ref)))
    }
  })
})

function restored(arena: ByteArena): ByteArena {
  const figures: number[] = []
  const { pages, large } = arena.freeze(figures, () => {})
  const bytes = Buffer.concat([...pages.take(), ...large.filter((blob) => blob !== null).map((blob) => Buffer.concat([blob], padded(blob.length)))])
  arena.thaw()
  const other = new ByteArena()
  let at = 0
  for (const part of other.refill(new FigureReader(Buffer.from(Int32Array.from(figures).buffer)))) at += bytes.copy(part, 0, at)
  expect(at).toBe(bytes.length)
  return other
}
