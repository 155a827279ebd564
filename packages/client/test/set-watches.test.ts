import { ByteReader, ByteWriter } from '@zabkit/core'
import { OpCode, readSetWatches } from '@zabkit/jute'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setWatchesBatches, setWatchesFrame, type WatchedPaths } from '../src/set-watches.ts'

const NOTHING: WatchedPaths = { data: [], exist: [], child: [], persistent: [], persistentRecursive: [] }
const lists = ['data', 'exist', 'child', 'persistent', 'persistentRecursive'] as const

function bytesOf(frame: ReturnType<typeof setWatchesFrame>): Buffer {
  const out = new ByteWriter()
  frame.encode(out)
  return out.copy()
}

describe('watches that are set again', () => {
  it('are all there, in frames that are no longer than they may be', () => {
    const paths = fc.array(fc.tuple(fc.nat(30), fc.constantFrom('a', 'é', '文')).map(([length, unit]) => `/${unit.repeat(length)}`), { maxLength: 40 })
    fc.assert(
      fc.property(fc.record({ data: paths, exist: paths, child: paths, persistent: paths, persistentRecursive: paths }), (all) => {
        const batches = setWatchesBatches(all, 5n, 400)
        for (const list of lists) expect(batches.flatMap((batch) => batch[list])).toEqual(all[list])
        for (const batch of batches) {
          // Length and header are the frame's.
          expect(bytesOf(setWatchesFrame(batch, () => {})).length + 12).toBeLessThanOrEqual(400)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('fill a frame of 128 KiB before the next begins', () => {
    const data = Array.from({ length: 5_000 }, (_, i) => `/${'p'.repeat(90)}${String(i).padStart(5, '0')}`)
    const batches = setWatchesBatches({ ...NOTHING, data }, 5n)
    expect(batches.length).toBe(4)
    for (const batch of batches) expect(bytesOf(setWatchesFrame(batch, () => {})).length).toBeLessThanOrEqual(128 * 1024 - 12)
  })

  it('that are too long for a frame have one of their own', () => {
    expect(setWatchesBatches({ ...NOTHING, data: ['/a', `/${'b'.repeat(500)}`, '/c'] }, 5n, 400).map(({ data }) => data.length)).toEqual([1, 1, 1])
  })

  it('ask in the older form wherever it will do', () => {
    const [plain] = setWatchesBatches({ ...NOTHING, child: ['/c'] }, 7n)
    const [kept] = setWatchesBatches({ ...NOTHING, child: ['/c'], persistentRecursive: ['/r'] }, 7n)
    if (plain === undefined || kept === undefined) throw new Error('no batch')
    expect(setWatchesFrame(plain, () => {})).toMatchObject({ opCode: OpCode.SetWatches, xid: -8 })
    expect(readSetWatches(new ByteReader(bytesOf(setWatchesFrame(plain, () => {}))), false)).toEqual(plain)
    expect(setWatchesFrame(kept, () => {})).toMatchObject({ opCode: OpCode.SetWatches2, xid: -8 })
    expect(readSetWatches(new ByteReader(bytesOf(setWatchesFrame(kept, () => {}))), true)).toEqual(kept)
  })

  it('need no request where there are none', () => {
    expect(setWatchesBatches(NOTHING, 5n)).toEqual([])
  })
})
