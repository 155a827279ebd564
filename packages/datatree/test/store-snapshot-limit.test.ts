import { isOperatorError, makeZxid } from '@zabkit/core'
import { expect, it } from 'vitest'
import { ARENA_PAGE_BYTES } from '../src/store-limits.ts'
import { StoreSnapshot } from '../src/store-snapshot.ts'
import { ZnodeContent } from '../src/znode-content.ts'

const ZXID = makeZxid(1, 1)
const DATA = Buffer.alloc(1000, 1)
const COUNT = 6000

function filled(): ZnodeContent {
  const content = new ZnodeContent()
  const root = content.attachRoot()
  for (let i = 0; i < COUNT; i++) content.putData(content.attach(root, i, Buffer.from(`n${i}`), 0, `n${i}`.length), DATA, 0, DATA.length)
  return content
}

function changeAll(content: ZnodeContent): void {
  for (let id = 1; id <= COUNT; id++) content.putData(id, DATA, 0, DATA.length)
}

function drain(snapshot: StoreSnapshot): number {
  let bytes = 0
  for (let chunk = snapshot.next(100_000); chunk !== null; chunk = snapshot.next(100_000)) bytes += chunk.length
  snapshot.close()
  return bytes
}

it('a snapshot is given up when what changes takes more memory than it may, and the next one is as any other', () => {
  const content = filled()
  const snapshot = new StoreSnapshot(content, ZXID, Buffer.alloc(0), 3 * ARENA_PAGE_BYTES)
  expect(snapshot.next(1000)?.length).toBeGreaterThan(0)
  changeAll(content)
  expect(content.snapshot).toBe(null)
  for (let again = 0; again < 2; again++) {
    try {
      snapshot.next(1000)
      expect.fail('it was not given up')
    } catch (error) {
      expect(isOperatorError(error) && error.code).toBe('ZK_SNAPSHOT_OUTRUN')
    }
  }
  snapshot.close()
  expect(drain(new StoreSnapshot(content, ZXID, Buffer.alloc(0)))).toBeGreaterThan(COUNT * DATA.length)
})

it('each page is copied once at most: no number of changes makes a snapshot cost more than the store', () => {
  const content = filled()
  const held = content.table.heldBytes + content.arena.heldBytes
  const snapshot = new StoreSnapshot(content, ZXID, Buffer.alloc(0), held)
  for (let round = 0; round < 5; round++) changeAll(content)
  expect(drain(snapshot)).toBeGreaterThan(COUNT * DATA.length)
})
