import { append, makeRecords, rejects } from '@zabkit/conformance'
import { expect, it } from 'vitest'
import type { Database } from '../src/database.ts'
import { Gate } from '../src/gate.ts'
import { newHead } from '../src/head.ts'
import { LevelLogStore } from '../src/level-log-store.ts'
import { Writer } from '../src/writer.ts'

/** A database whose `failing`-th write fails, once. */
function failingDatabase(failing: number) {
  const state = { writes: 0 }
  const batch = () => {
    const made = {
      put: () => made,
      del: () => made,
      write: async () => {
        if (++state.writes === failing) throw new Error('no space left')
      },
    }
    return made
  }
  return { state, database: { location: '/data/level', batch } as unknown as Database }
}

function logOver(database: Database): LevelLogStore {
  const head = newHead()
  const gate = new Gate(database)
  const writer = new Writer(gate, { note: () => {} }, head)
  return new LevelLogStore({ gate, writer, directory: '/data', head, firstZxid: head.lastZxid, newestSnapshot: () => head.lastZxid })
}

it('the first write that fails is the last: all who wait and all who come are told, and nothing is tried again', async () => {
  const { state, database } = failingDatabase(2)
  const log = logOver(database)
  await append(log, makeRecords(1, 1, 1))
  const error = await rejects(() => append(log, makeRecords(1, 2, 1)), 'the failing write', 'ZK_DISK_FAILED')
  expect(error.message).toBe('/data/level: no space left')
  await rejects(() => append(log, makeRecords(1, 3, 1)), 'one after it', 'ZK_DISK_FAILED')
  await rejects(() => log.truncateAfter(makeRecords(1, 1, 1)[0]?.zxid ?? log.range.lastZxid), 'a truncation')
  expect(state.writes).toBe(2)
})
