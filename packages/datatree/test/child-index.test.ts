import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteArena } from '../src/byte-arena.ts'
import { ChildIndex } from '../src/child-index.ts'
import { FigureReader } from '../src/figure-reader.ts'
import { NAME_HASH, NAME_LENGTH, NAME_REF, NO_ROW, PARENT, ZnodeTable } from '../src/znode-table.ts'

/** An index whose name hashes the test chooses, to make them collide. */
class Fixture {
  readonly table = new ZnodeTable()
  readonly arena = new ByteArena()
  readonly index = new ChildIndex(this.table, this.arena)

  constructor() {
    this.table.allocate()
  }

  add(parent: number, name: string, hash: number): number {
    const bytes = Buffer.from(name)
    const id = this.table.allocate()
    this.table.set(id, PARENT, parent)
    this.table.set(id, NAME_HASH, hash)
    this.table.set(id, NAME_LENGTH, bytes.length)
    this.table.set(id, NAME_REF, this.arena.put(bytes, 0, bytes.length))
    this.index.add(id)
    return id
  }

  find(parent: number, name: string, hash: number): number {
    const bytes = Buffer.from(name)
    return this.index.find(parent, hash, bytes, 0, bytes.length)
  }

  remove(id: number): void {
    this.index.remove(id)
    this.table.release(id)
  }
}

describe('ChildIndex', () => {
  it('finds what is in and nothing else, with few hashes for many names', () => {
    const step = fc.tuple(fc.boolean(), fc.nat(3), fc.nat(60))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (steps, hashes) => {
        const fixture = new Fixture()
        const model = new Map<string, number>()
        for (const [remove, parent, n] of steps) {
          const key = `${parent}/${n}`
          const known = model.get(key)
          if (known === undefined) model.set(key, fixture.add(parent, `${n}`, n % hashes))
          else if (remove) {
            fixture.remove(known)
            model.delete(key)
          }
        }
        for (let parent = 0; parent < 4; parent++) {
          for (let n = 0; n <= 60; n++) expect(fixture.find(parent, `${n}`, n % hashes)).toBe(model.get(`${parent}/${n}`) ?? NO_ROW)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('still works when more names share one hash than a segment has room for', () => {
    const fixture = new Fixture()
    const ids = Array.from({ length: 6500 }, (_, i) => fixture.add(0, `n${i}`, 7))
    expect(fixture.find(0, 'n0', 7)).toBe(ids[0])
    expect(fixture.find(0, 'n6499', 7)).toBe(ids[6499])
    fixture.remove(ids[0] as number)
    expect(fixture.find(0, 'n0', 7)).toBe(NO_ROW)
    expect(fixture.find(0, 'n6499', 7)).toBe(ids[6499])
  })

  it('finds the same when it goes on from the bytes of another one, which a change after their taking does not alter', () => {
    for (const count of [0, 50, 20_000]) {
      const fixture = new Fixture()
      const hash = (i: number): number => Math.imul(i, 0x9e3779b1)
      const ids = Array.from({ length: count }, (_, i) => fixture.add(0, `n${i}`, hash(i)))
      const figures: number[] = []
      const slots = fixture.index.freeze(figures)
      for (let i = 0; i < count; i += 2) fixture.index.remove(ids[i] as number)
      const other = new ChildIndex(fixture.table, fixture.arena)
      const parts = other.refill(new FigureReader(Buffer.from(Int32Array.from(figures).buffer)))
      for (const each of slots) (parts.next().value as Uint8Array).set(new Uint8Array(each.buffer))
      expect(parts.next().done).toBe(true)
      fixture.index.thaw()
      const find = (index: ChildIndex, i: number): number => index.find(0, hash(i), Buffer.from(`n${i}`), 0, `n${i}`.length)
      for (let i = 0; i < count; i++) {
        expect(find(other, i)).toBe(ids[i])
        expect(find(fixture.index, i)).toBe(i % 2 === 0 ? NO_ROW : ids[i])
      }
    }
  })
})
