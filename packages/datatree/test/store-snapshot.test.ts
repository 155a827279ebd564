import { isOperatorError, makeZxid, READ_ACL, type StateSnapshot } from '@zabkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZnodeStore } from '../src/znode-store.ts'
import { ROOT } from '../src/znodes.ts'
import { applyChange, change, changes, dump, Model, ModelZnode } from './store-model.ts'

const ZXID = makeZxid(7, 42)
const HEAD = Buffer.from('the head')

function drain(snapshot: StateSnapshot, maxBytes: number): Buffer {
  const chunks: Buffer[] = []
  for (let chunk = snapshot.next(maxBytes); chunk !== null; chunk = snapshot.next(maxBytes)) chunks.push(chunk)
  snapshot.close()
  return Buffer.concat(chunks)
}

function restoreInto(store: ZnodeStore, bytes: Buffer, cut = bytes.length): [zxid: number, head: string] {
  let got: [number, string] = [-1, '']
  const restore = store.restore((zxid, head) => {
    got = [zxid, head.toString()]
  })
  for (let at = 0; at < bytes.length; at += cut) restore.push(bytes.subarray(at, at + cut))
  restore.finish()
  return got
}

function copyOf(model: Model): Model {
  const copy = new Model()
  for (const [path, znode] of model.znodes) copy.znodes.set(path, Object.assign(new ModelZnode(), znode))
  return copy
}

function populated(): ZnodeStore {
  const store = new ZnodeStore()
  const a = store.create(ROOT, '/a')
  store.setBirth(a, makeZxid(1, 1), 1000, 5n)
  store.setData(a, Buffer.from('hello'))
  const quota = store.create(store.create(ROOT, '/zookeeper'), '/zookeeper/quota')
  store.setData(store.create(quota, '/zookeeper/quota/ü'), Buffer.from('count=1'))
  store.setAcl(store.create(a, '/a/b'), READ_ACL)
  store.setModified(a, makeZxid(1, 2), 2000, 3)
  store.setChildCreates(a, 1)
  return store
}

describe('a snapshot', () => {
  it('is the state at its beginning, whatever changes between its chunks', () => {
    const steps = fc.array(fc.tuple(fc.nat(3), fc.array(change, { maxLength: 6 }), fc.integer({ min: 1, max: 400 })), { maxLength: 40 })
    fc.assert(
      fc.property(changes(80), steps, fc.integer({ min: 1, max: 5000 }), (before, during, cut) => {
        const store = new ZnodeStore()
        const model = new Model()
        for (const one of before) applyChange(store, model, one)
        const expected = dump(store)
        const { digest, count, dataBytes } = store
        const snapshot = store.snapshot(ZXID, HEAD)
        const chunks: Buffer[] = []
        for (const [reads, list, maxBytes] of during) {
          for (const one of list) applyChange(store, model, one)
          for (let i = 0; i < reads; i++) chunks.push(snapshot.next(maxBytes) ?? Buffer.alloc(0))
        }
        const bytes = Buffer.concat([...chunks, drain(snapshot, 1000)])
        const other = populated()
        expect(restoreInto(other, bytes, cut)).toEqual([ZXID, 'the head'])
        expect(dump(other)).toEqual(expected)
        expect([other.digest, other.count, other.dataBytes]).toEqual([digest, count, dataBytes])
      }),
      { numRuns: 60 },
    )
  })

  it('comes in chunks of the size asked for', () => {
    const store = populated()
    store.setData(ROOT, Buffer.alloc(300_000, 1))
    const snapshot = store.snapshot(ZXID, HEAD)
    for (let chunk = snapshot.next(1000); chunk !== null; chunk = snapshot.next(1000)) expect(chunk.length).toBeLessThanOrEqual(1000)
    snapshot.close()
    snapshot.close()
    expect(snapshot.next(1)).toBe(null)
  })

  it('is taken one at a time, and goes on when its state is replaced', () => {
    const store = populated()
    const bytes = drain(store.snapshot(ZXID, HEAD), 100)
    const expected = dump(store)
    const snapshot = store.snapshot(ZXID, HEAD)
    expect(() => store.snapshot(ZXID, HEAD)).toThrow('one snapshot')
    restoreInto(store, bytes)
    store.create(ROOT, '/new')
    drain(store.snapshot(ZXID, HEAD), 100)
    const other = new ZnodeStore()
    restoreInto(other, drain(snapshot, 100))
    expect(dump(other)).toEqual(expected)
  })
})

/** Several pages of rows, of blobs of each size, and segments, with gaps in all of them. */
function large(): ZnodeStore {
  const store = new ZnodeStore()
  const dir = store.create(ROOT, '/dir')
  for (let i = 0; i < 15_000; i++) store.setData(store.create(dir, `/dir/n${i}`), Buffer.alloc((i * 37) % 900, i))
  for (let i = 0; i < 4; i++) store.setData(store.create(ROOT, `/large${i}`), Buffer.alloc(100_000 + i, i))
  for (let i = 0; i < 15_000; i += 3) store.remove(store.findPath(`/dir/n${i}`))
  store.remove(store.findPath('/large2'))
  return store
}

/** Changes that empty pages, give them to other sizes, and reuse rows. */
function overturn(store: ZnodeStore, from: number, to: number): void {
  const dir = store.findPath('/dir')
  for (let i = from; i < to; i++) {
    const id = store.findPath(`/dir/n${i}`)
    if (id !== -1) store.remove(id)
    store.setData(store.create(dir, `/dir/m${i}`), Buffer.alloc((i * 13) % 2000, 7))
  }
  store.setData(store.findPath('/large1'), Buffer.alloc(70_000, 9))
}

describe('a snapshot of many pages', () => {
  it('is the state at its beginning while all of it is overturned', () => {
    const store = large()
    const expected = dump(store)
    const { digest } = store
    const snapshot = store.snapshot(ZXID, HEAD)
    const chunks: Buffer[] = []
    for (let i = 0; i < 15_000; i += 500) {
      overturn(store, i, i + 500)
      if (i % 1000 === 0) chunks.push(snapshot.next(400_000) ?? Buffer.alloc(0))
    }
    const other = new ZnodeStore()
    restoreInto(other, Buffer.concat([...chunks, drain(snapshot, 100_000)]), 77_777)
    expect(dump(other)).toEqual(expected)
    expect(other.digest).toBe(digest)
  })

  it('makes a store that goes on as the original does', () => {
    const store = large()
    const other = new ZnodeStore()
    restoreInto(other, drain(store.snapshot(ZXID, HEAD), 100_000))
    for (const each of [store, other]) overturn(each, 0, 15_000)
    expect(dump(other)).toEqual(dump(store))
    expect([other.digest, other.count, other.dataBytes]).toEqual([store.digest, store.count, store.dataBytes])
  })
})

describe('a restore', () => {
  it('makes a store that survives the same changes as the original, and snapshots of its own', () => {
    fc.assert(
      fc.property(changes(80), changes(80), (before, after) => {
        const [store, other, third] = [new ZnodeStore(), new ZnodeStore(), new ZnodeStore()]
        const model = new Model()
        for (const one of before) applyChange(store, model, one)
        restoreInto(other, drain(store.snapshot(ZXID, HEAD), 1000))
        const same = copyOf(model)
        for (const one of after) applyChange(store, model, one)
        for (const one of after) applyChange(other, same, one)
        restoreInto(third, drain(other.snapshot(ZXID, HEAD), 1000))
        for (const each of [other, third]) {
          expect(dump(each)).toEqual(dump(store))
          expect([each.digest, each.count, each.dataBytes]).toEqual([store.digest, store.count, store.dataBytes])
        }
      }),
      { numRuns: 40 },
    )
  })

  it('takes chunks cut anywhere and leaves a store that goes on as the original', () => {
    const store = populated()
    const bytes = drain(store.snapshot(ZXID, HEAD), 100)
    for (let cut = 1; cut < 60; cut++) {
      const other = new ZnodeStore()
      restoreInto(other, bytes, cut)
      for (const each of [store, other]) each.setAcl(each.findPath('/a/b'), cut % 2 === 0 ? READ_ACL : [])
      expect(other.digest).toBe(store.digest)
    }
  })

  it('refuses a snapshot with any byte damaged, and leaves the store as it was', () => {
    const bytes = drain(populated().snapshot(ZXID, HEAD), 100)
    const store = new ZnodeStore()
    store.create(ROOT, '/mine')
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const broken = Buffer.from(bytes)
        broken[at] = (broken[at] as number) ^ flip
        expectRefused(store, broken, `byte ${at} flipped by ${flip}`)
      }
    }
    expect(store.count).toBe(2)
  })

  it('refuses a snapshot cut at any length, or followed by anything', () => {
    const bytes = drain(populated().snapshot(ZXID, HEAD), 100)
    const store = new ZnodeStore()
    for (let length = 0; length < bytes.length; length++) expectRefused(store, bytes.subarray(0, length), `cut at ${length}`)
    expectRefused(store, Buffer.concat([bytes, Buffer.alloc(1)]), 'trailing')
    expectRefused(store, Buffer.concat([bytes, bytes]), 'twice')
  })

  it('refuses one with records left out, doubled or exchanged', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(60), (a, b, length) => {
        const bytes = drain(populated().snapshot(ZXID, HEAD), 100)
        const from = a % bytes.length
        const piece = bytes.subarray(from, from + length)
        const to = b % bytes.length
        const broken = Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to)])
        if (!broken.equals(bytes)) expectRefused(new ZnodeStore(), broken, `${length} bytes of ${from} at ${to}`)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the old state when the one who asked for it refuses the head', () => {
    const store = new ZnodeStore()
    const restore = store.restore(() => {
      throw new Error('no such head')
    })
    restore.push(drain(populated().snapshot(ZXID, HEAD), 100))
    expect(() => restore.finish()).toThrow('no such head')
    expect(store.count).toBe(1)
  })
})

function expectRefused(store: ZnodeStore, bytes: Buffer, what: string): void {
  const { digest } = store
  const restore = store.restore(() => expect.fail(what))
  try {
    restore.push(bytes)
    restore.finish()
    expect.fail(`${what} was accepted`)
  } catch (error) {
    if (!isOperatorError(error) || error.code !== 'ZK_SNAPSHOT_DAMAGED') throw new Error(what, { cause: error })
  }
  expect(store.digest).toBe(digest)
}
