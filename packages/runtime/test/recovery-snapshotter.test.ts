import { InvariantError, type Logger, OperatorError, type StateMachine, type Storage, silentLogger, silentMetrics, type Zxid } from '@zabkit/core'
import { expect, it } from 'vitest'
import { defaultSettings } from '../src/index.ts'
import { Snapshotter } from '../src/snapshotter.ts'

type Step = () => void

/** A snapshotter that is due at once, over parts that do what `steps` says, and what it told whom. */
function prepared(steps: { readonly next?: Step; readonly purge?: Step; readonly abort?: Step }, onFailure?: (error: Error) => void) {
  const lines: string[] = []
  const counted: string[] = []
  const line = (level: string) => (message: string) => void lines.push(`${level}: ${message}`)
  const logger: Logger = { ...silentLogger, info: line('info'), warn: line('warn'), error: line('error') }
  const metrics = { ...silentMetrics, counter: (name: string) => ({ add: () => void counted.push(name) }) }
  let chunks = 2
  const snapshot = () => {
    chunks = 2
    const next = () => {
      steps.next?.()
      return chunks-- > 0 ? Buffer.alloc(1) : null
    }
    return { zxid: 5 as Zxid, close() {}, next }
  }
  const sink = { write: async () => {}, commit: async () => {}, abort: async () => steps.abort?.() }
  const purge = async () => {
    steps.purge?.()
    return 0
  }
  const storage = { snapshots: { create: async () => sink, purge }, log: { sizeBytes: 0 } } as unknown as Storage
  const clock = { now: () => 0, monotonic: () => 0 }
  const random = { below: () => 0, bytes: () => new Uint8Array() }
  const tree = { snapshot } as unknown as StateMachine
  const failing = onFailure === undefined ? {} : { onFailure }
  const snapshotter = new Snapshotter({ storage, tree, clock, random, logger, metrics, ...failing }, { ...defaultSettings, snapshotTxns: 1 })
  return { snapshotter, lines, counted }
}

function fail(error: Error): Step {
  return () => {
    throw error
  }
}

for (const place of ['next', 'purge', 'abort'] as const) {
  it(`a broken invariant in ${place} is no failed snapshot: it reaches who can end the process`, async () => {
    const failures: Error[] = []
    const broken = new InvariantError('broken')
    const steps = place === 'abort' ? { next: fail(new Error('EIO')), abort: fail(broken) } : { [place]: fail(broken) }
    const { snapshotter, counted } = prepared(steps, (error) => void failures.push(error))
    snapshotter.applied()
    await snapshotter.stop()
    expect([failures, counted]).toEqual([[broken], []])
  })
}

it('a broken invariant that nobody takes is not caught either', async () => {
  const { snapshotter } = prepared({ next: fail(new InvariantError('broken')) })
  snapshotter.applied()
  await expect(snapshotter.stop()).rejects.toThrow('broken')
})

it('a failed purge is told as such: the snapshot was taken', async () => {
  const { snapshotter, lines, counted } = prepared({ purge: fail(new Error('EIO')) })
  snapshotter.applied()
  await snapshotter.stop()
  expect(counted).toEqual(['purge_error_count'])
  expect(lines).toEqual(['info: snapshot taken', expect.stringMatching(/^error: old snapshots and log could not be removed/)])
})

it('one that is cancelled at the stop is no error', async () => {
  const { snapshotter, lines, counted } = prepared({ next: () => snapshotter.cancel() })
  snapshotter.applied()
  await snapshotter.stop()
  expect([counted, lines]).toEqual([[], [expect.stringMatching(/^info: the snapshot under way was given up/)]])
})

it('one that the writes outrun is one warning, and the next is taken', async () => {
  let outrun = true
  const next = (): void => {
    if (outrun) throw new OperatorError('ZK_SNAPSHOT_OUTRUN', 'outrun')
  }
  const { snapshotter, lines, counted } = prepared({ next })
  snapshotter.applied()
  await snapshotter.stop()
  expect([counted, lines]).toEqual([['snapshot_error_count'], [expect.stringMatching(/^warn: outrun/)]])
  outrun = false
  snapshotter.applied()
  await snapshotter.stop()
  expect(lines.at(-1)).toBe('info: snapshot taken')
})

it('a failed one that cannot be removed either is told as what it failed of', async () => {
  const { snapshotter, lines } = prepared({ next: fail(new Error('first')), abort: fail(new Error('second')) })
  snapshotter.applied()
  await snapshotter.stop()
  expect(lines).toEqual([expect.stringMatching(/^warn: an unfinished snapshot/), expect.stringMatching(/^error: snapshot failed/)])
})
