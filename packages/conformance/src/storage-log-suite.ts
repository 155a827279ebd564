import { type LogStore, makeZxid, type Zxid } from '@zabkit/core'
import { equal, ok, rejects } from './check.ts'
import { append, makeRecords, plain, readAll, type StorageHarness, type StorageTest, testWithPlace, withStorage } from './storage-harness.ts'

/** What every LogStore promises. */
export function logStoreSuite(harness: StorageHarness): void {
  const test = testWithPlace(harness)
  appending(test)
  reading(test)
  flooring(test)
  cutting(test)
  edges(test)
  completeness(test)
}

function appending(test: StorageTest): void {
  test('log: a fresh one is empty, builds upon nothing, and gives nothing', (place) =>
    withStorage(place, async ({ log }) => {
      equal(log.range, { firstZxid: 0, lastZxid: 0, committedZxid: 0, baseZxid: 0 }, 'the range of an empty log')
      equal(await log.read(0 as Zxid, 1000), [], 'nothing to read')
    }))

  test('log: what was acknowledged is there after a restart, in order, with the commit watermark', async (place) => {
    const records = makeRecords(1, 1, 50)
    await withStorage(place, async ({ log }) => {
      await append(log, records.slice(0, 20), makeZxid(1, 5))
      await append(log, records.slice(20), makeZxid(1, 30))
    })
    await withStorage(place, async ({ log }) => {
      const range = { firstZxid: makeZxid(1, 1), lastZxid: makeZxid(1, 50), committedZxid: makeZxid(1, 30), baseZxid: 0 }
      equal(log.range, range, 'the range after a restart')
      equal(plain(await readAll(log)), plain(records), 'the records after a restart')
    })
  })

  test('log: done is called in order, never inside append, and the array may be reused at once', (place) =>
    withStorage(place, async ({ log }) => {
      const order: number[] = []
      const array = makeRecords(1, 1, 3)
      const records = [...array, ...makeRecords(1, 4, 2)]
      let isInside = true
      const called = [0, 1, 2].map(
        (i) =>
          new Promise<void>((resolve) => {
            log.append(array, 0 as Zxid, (error) => {
              ok(!isInside && error === null, 'done is called later, without an error')
              order.push(i)
              resolve()
            })
            array.splice(0, array.length, ...(i === 0 ? makeRecords(1, 4, 2) : []))
          }),
      )
      equal(log.range.lastZxid, makeZxid(1, 5), 'lastZxid includes what is not durable yet')
      isInside = false
      await Promise.all(called)
      equal(order, [0, 1, 2], 'the order of the calls, an append of nothing included')
      equal(plain(await readAll(log)), plain(records), 'the records')
    }))

  test('log: goes on after a restart, also in a later epoch', async (place) => {
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 1, 3)))
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 4, 2)))
    await withStorage(place, ({ log }) => append(log, [...makeRecords(3, 1, 2), ...makeRecords(4, 1, 1)]))
    await withStorage(place, async ({ log }) => {
      const expected = [...makeRecords(1, 1, 5), ...makeRecords(3, 1, 2), ...makeRecords(4, 1, 1)]
      equal(plain(await readAll(log)), plain(expected), 'the records of all three lives')
    })
  })

  test('log: a gap inside an epoch, a repeated zxid and one that goes back are refused', (place) =>
    withStorage(place, async ({ log }) => {
      await append(log, makeRecords(2, 5, 3))
      for (const [epoch, counter] of [[2, 9], [2, 7], [2, 6], [1, 900]] as const) {
        await rejects(() => log.append(makeRecords(epoch, counter, 1), 0 as Zxid, () => {}), `${epoch}.${counter} after 2.7`)
      }
      await append(log, makeRecords(2, 8, 1))
      equal(plain(await readAll(log)), plain(makeRecords(2, 5, 4)), 'the log is as if they had not been tried')
    }))

  test('log: large and empty records come back whole', async (place) => {
    const records = [...makeRecords(1, 1, 1, 3 << 20), { zxid: makeZxid(1, 2), bytes: Buffer.alloc(0) }, ...makeRecords(1, 3, 1, 1 << 20)]
    await withStorage(place, ({ log }) => append(log, records))
    await withStorage(place, async ({ log }) => {
      const found = await readAll(log, 0 as Zxid, 100)
      equal(found.map(({ bytes }) => bytes.length), records.map(({ bytes }) => bytes.length), 'the lengths')
      ok(found.every(({ bytes }, i) => records[i]?.bytes.equals(bytes)), 'the bytes')
    })
  })
}

function reading(test: StorageTest): void {
  test('log: read starts anywhere, gives about maxBytes and at least one record', async (place) => {
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 10; i++) await append(log, makeRecords(1, 1 + i * 20, 20, 100))
      const all = makeRecords(1, 1, 200, 100)
      for (const after of [0, 1, 19, 20, 21, 137, 199]) {
        const records = await readAll(log, after === 0 ? (0 as Zxid) : makeZxid(1, after), 512)
        equal(plain(records), plain(all.slice(after)), `all after counter ${after}`)
      }
      equal((await log.read(makeZxid(1, 7), 1)).length, 1, 'one record where only one byte was asked for')
      ok((await log.read(0 as Zxid, 1000)).length <= 12, 'not much more than maxBytes')
      equal(await log.read(makeZxid(1, 200), 1000), [], 'nothing after the last')
    })
  })

  test('log: reading while appending gives only durable records, without a hole', (place) =>
    withStorage(place, async ({ log }) => {
      const pending: Promise<void>[] = []
      for (let i = 0; i < 30; i++) {
        pending.push(append(log, makeRecords(1, 1 + i * 3, 3)))
        const found = await readAll(log)
        equal(plain(found), plain(makeRecords(1, 1, found.length)), 'a prefix')
      }
      await Promise.all(pending)
      equal((await readAll(log)).length, 90, 'all in the end')
    }))
}

/** What `floor` gives for each of the zxids, in words that a failure can show. */
async function floors(log: LogStore, zxids: readonly Zxid[]): Promise<(Zxid | null)[]> {
  const found: (Zxid | null)[] = []
  for (const zxid of zxids) found.push(await log.floor(zxid))
  return found
}

function flooring(test: StorageTest): void {
  test('log: floor finds a record, the end of an epoch between two, the last one beyond the end, and nothing at all before the first', async (place) => {
    const asked = [0, 1, makeZxid(1, 0), makeZxid(1, 1), makeZxid(1, 99), makeZxid(1, 300), makeZxid(1, 301), makeZxid(2, 900)] as Zxid[]
    const answers = [0, 0, 0, makeZxid(1, 1), makeZxid(1, 99), makeZxid(1, 300), makeZxid(1, 300), makeZxid(1, 300)]
    const later = [makeZxid(3, 6), makeZxid(3, 7), makeZxid(3, 9), makeZxid(4, 0), makeZxid(4, 1), makeZxid(4, 2), makeZxid(9, 9)]
    const answersLater = [makeZxid(1, 300), makeZxid(3, 7), makeZxid(3, 8), makeZxid(3, 8), makeZxid(4, 1), makeZxid(4, 1), makeZxid(4, 1)]
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 30; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100))
      await append(log, [...makeRecords(3, 7, 2), ...makeRecords(4, 1, 1)])
      equal(await floors(log, [...asked, ...later]), [...answers, ...answersLater], 'the floors')
    })
    await withStorage(place, async ({ log }) => {
      equal(await floors(log, [...asked, ...later]), [...answers, ...answersLater], 'the floors after a restart')
    })
  })

  test('log: floor of an empty log is what it builds upon, also behind a snapshot, and unknown before that', async (place) => {
    const base = makeZxid(2, 30)
    const asked = [0 as Zxid, makeZxid(2, 29), base, makeZxid(2, 31), makeZxid(7, 1)]
    await withStorage(place, async ({ log, snapshots }) => {
      equal(await floors(log, asked), [0, 0, 0, 0, 0], 'a log that never held anything')
      await (await snapshots.create(base)).commit()
      await log.truncateAfter(0 as Zxid)
      equal(await floors(log, asked), [null, null, base, base, base], 'behind a snapshot')
      await append(log, makeRecords(2, 31, 3))
      equal(await floors(log, asked), [null, null, base, makeZxid(2, 31), makeZxid(2, 33)], 'with records behind a snapshot')
    })
  })

  test('log: floor of what was purged is unknown, and of the base it is the base', async (place) => {
    const check = async ({ log }: { log: LogStore }): Promise<void> => {
      const { firstZxid, baseZxid, lastZxid } = log.range
      ok(baseZxid > makeZxid(1, 1), 'something was purged')
      const asked = [0, makeZxid(1, 1), baseZxid - 1, baseZxid, firstZxid, lastZxid] as Zxid[]
      equal(await floors(log, asked), [null, null, null, baseZxid, firstZxid, lastZxid], 'the floors')
    }
    await withStorage(place, async (storage) => {
      for (let i = 0; i < 40; i++) await append(storage.log, makeRecords(1, 1 + i * 10, 10, 100))
      await storage.log.purgeBefore(makeZxid(1, 350))
      await check(storage)
    })
    await withStorage(place, check)
  })

  test('log: floor knows nothing any more of what was cut off', (place) =>
    withStorage(place, async ({ log }) => {
      await append(log, [...makeRecords(1, 1, 100), ...makeRecords(2, 1, 5)])
      equal(await floors(log, [makeZxid(2, 3)]), [makeZxid(2, 3)], 'before the cut')
      await log.truncateAfter(makeZxid(1, 60))
      equal(await floors(log, [makeZxid(1, 60), makeZxid(1, 61), makeZxid(2, 3)]), Array(3).fill(makeZxid(1, 60)), 'after the cut')
      await append(log, makeRecords(2, 2, 1))
      equal(await floors(log, [makeZxid(2, 1), makeZxid(2, 3)]), [makeZxid(1, 60), makeZxid(2, 2)], 'with another end')
    }))

  test('log: floor counts only durable records', (place) =>
    withStorage(place, async ({ log }) => {
      await append(log, makeRecords(1, 1, 5))
      let acknowledged = makeZxid(1, 5)
      for (let i = 6; i <= 60; i += 5) {
        log.append(makeRecords(1, i, 5), 0 as Zxid, () => {
          acknowledged = makeZxid(1, i + 4)
        })
        const floor = await log.floor(makeZxid(1, 1000))
        ok(floor !== null && floor <= acknowledged, `${floor} is not beyond what was acknowledged, ${acknowledged}`)
      }
      await append(log, [])
      equal(await log.floor(makeZxid(1, 1000)), makeZxid(1, 60), 'all in the end')
    }))
}

function cutting(test: StorageTest): void {
  test('log: truncateAfter removes the tail for good, wherever it cuts, and appends go on from there', async (place) => {
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 5; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 50))
    })
    let first = 50
    for (const cut of [50, 47, 40, 21, 3]) {
      await withStorage(place, async ({ log }) => {
        await log.truncateAfter(makeZxid(1, cut))
        first = Math.min(first, cut)
        equal(log.range.lastZxid, makeZxid(1, cut), `the last zxid after a cut at ${cut}`)
        equal(plain(await readAll(log)), plain(makeRecords(1, 1, cut, 50)), `the records after a cut at ${cut}`)
      })
      await withStorage(place, async ({ log }) => equal(log.range.lastZxid, makeZxid(1, cut), 'the same after a restart'))
    }
    const other = makeRecords(2, 1, 4, 10)
    await withStorage(place, ({ log }) => append(log, other))
    await withStorage(place, async ({ log }) => {
      equal(plain(await readAll(log)), plain([...makeRecords(1, 1, 3, 50), ...other]), 'old beginning, new end')
    })
  })

  test('log: append, truncate and append again in one life', (place) =>
    withStorage(place, async ({ log }) => {
      await append(log, makeRecords(1, 1, 100))
      await log.truncateAfter(makeZxid(1, 50))
      await append(log, makeRecords(1, 51, 2, 60))
      await log.truncateAfter(makeZxid(9, 0))
      equal(plain(await readAll(log)), plain([...makeRecords(1, 1, 50), ...makeRecords(1, 51, 2, 60)]), '1..50 and the new 51, 52')
    }))

  test('log: truncated to nothing it takes any zxid next', async (place) => {
    await withStorage(place, async ({ log }) => {
      await append(log, makeRecords(1, 1, 5))
      await log.truncateAfter(0 as Zxid)
      equal([log.range.firstZxid, log.range.lastZxid], [0, 0], 'an empty range')
    })
    await withStorage(place, async ({ log }) => {
      equal([log.range.firstZxid, log.range.lastZxid, log.range.baseZxid], [0, 0, 0], 'an empty range after a restart')
      await append(log, makeRecords(4, 77, 2))
    })
    await withStorage(place, async ({ log }) => equal(plain(await readAll(log)), plain(makeRecords(4, 77, 2)), 'the new records'))
  })
}

function edges(test: StorageTest): void {
  test('log: truncateAfter lowers the commit watermark with the end, and one before the base empties the log and keeps the base', async (place) => {
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 40; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100), makeZxid(1, 1 + i * 10))
      await log.purgeBefore(makeZxid(1, 350))
      await log.truncateAfter(makeZxid(1, 380))
      equal([log.range.lastZxid, log.range.committedZxid], [makeZxid(1, 380), makeZxid(1, 380)], 'the end and the watermark')
      const { baseZxid } = log.range
      await log.truncateAfter(makeZxid(1, 1))
      equal(log.range, { firstZxid: 0, lastZxid: 0, committedZxid: 0, baseZxid }, 'an empty log with the base that it had')
    })
  })

  test('log: purgeBefore beyond the end leaves the last record, and a second one changes nothing', async (place) => {
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 40; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100))
      await log.purgeBefore(makeZxid(7, 1))
      const { firstZxid, lastZxid, baseZxid } = log.range
      ok(firstZxid > makeZxid(1, 1) && firstZxid <= makeZxid(1, 400), 'something is left')
      await log.purgeBefore(makeZxid(7, 1))
      equal(log.range, { firstZxid, lastZxid: makeZxid(1, 400), committedZxid: 0, baseZxid }, 'the range')
      equal([lastZxid, (await readAll(log, baseZxid)).at(-1)?.zxid], [makeZxid(1, 400), makeZxid(1, 400)], 'the last record')
    })
  })

  test('log: an empty one builds upon a snapshot as soon as that is committed', async (place) => {
    const zxid = makeZxid(2, 30)
    await withStorage(place, async ({ log, snapshots }) => {
      await (await snapshots.create(zxid)).commit()
      equal(log.range.baseZxid, zxid, 'the base')
      await append(log, makeRecords(2, 31, 2))
      await (await snapshots.create(makeZxid(2, 32))).commit()
      equal(log.range.baseZxid, zxid, 'the base of a log with records stays')
    })
    await withStorage(place, async ({ log }) => equal(log.range.baseZxid, zxid, 'the base after a restart'))
  })
}

function completeness(test: StorageTest): void {
  test('log: purgeBefore keeps what follows zxid; what is left has no hole and knows what it comes after', async (place) => {
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 40; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100))
      const before = log.sizeBytes
      await log.purgeBefore(makeZxid(1, 350))
      ok(log.sizeBytes < before, 'the log takes less room')
    })
    await withStorage(place, async ({ log }) => {
      const { firstZxid, lastZxid, baseZxid } = log.range
      ok(firstZxid > makeZxid(1, 1) && firstZxid <= makeZxid(1, 351), 'it begins later, but not after what is needed')
      equal([lastZxid, baseZxid], [makeZxid(1, 400), firstZxid - 1], 'its end, and what it comes after')
      const records = await readAll(log, (firstZxid - 1) as Zxid)
      equal(plain(records), plain(makeRecords(1, firstZxid % 2 ** 32, records.length, 100)), 'no hole')
      equal(records.at(-1)?.zxid, lastZxid, 'to the end')
    })
  })

  test('log: after a purge across an epoch it still names the last txn before it', async (place) => {
    await withStorage(place, async ({ log }) => {
      for (let i = 0; i < 40; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100))
      await append(log, makeRecords(2, 1, 2))
      await append(log, makeRecords(3, 7, 2))
      await log.purgeBefore(makeZxid(2, 1))
    })
    await withStorage(place, async ({ log }) => {
      const { firstZxid, baseZxid } = log.range
      ok(firstZxid > makeZxid(1, 1) && firstZxid <= makeZxid(2, 1), 'something is gone, and nothing that is needed')
      equal(baseZxid, firstZxid === makeZxid(2, 1) ? makeZxid(1, 400) : firstZxid - 1, 'what it comes after')
    })
  })

  for (const [before, name] of [[5, 'that was emptied behind'], [0, 'that never held anything and begins behind']] as const) {
    test(`log: one ${name} a snapshot builds upon it for good, also without it`, async (place) => {
      const [old, zxid] = [makeZxid(1, 2), makeZxid(2, 30)]
      await withStorage(place, async ({ log, snapshots }) => {
        await append(log, makeRecords(1, 1, before))
        await (await snapshots.create(old)).commit()
        await (await snapshots.create(zxid)).commit()
        await log.truncateAfter(0 as Zxid)
        equal(log.range.baseZxid, zxid, 'an empty log with a snapshot')
      })
      await withStorage(place, async ({ log, snapshots }) => {
        equal(log.range.baseZxid, zxid, 'after a restart')
        await snapshots.detach(zxid, 'damaged')
        equal(log.range.baseZxid, zxid, 'without the snapshot')
      })
      await withStorage(place, async ({ log }) => {
        equal(log.range.baseZxid, zxid, 'without the snapshot, after a restart')
        await append(log, makeRecords(2, 31, 5))
      })
      await withStorage(place, async ({ log }) => equal(log.range.baseZxid, zxid, 'with records'))
    })
  }
}
