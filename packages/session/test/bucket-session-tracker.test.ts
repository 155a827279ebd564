import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BucketSessionTracker } from '../src/index.ts'
import { ModelTracker } from './model-tracker.ts'

const OPTIONS = { serverId: 1, tickMs: 100, secret: new Uint8Array(32).fill(9), startedAtMs: 1_700_000_000_000 }

const operations = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), session: fc.nat(9), timeoutMs: fc.constantFrom(1, 100, 250, 4000) }),
    fc.record({ kind: fc.constantFrom('touch' as const, 'markClosing' as const, 'remove' as const), session: fc.nat(9) }),
    fc.record({ kind: fc.constant('tick' as const), afterMs: fc.oneof(fc.nat(150), fc.double({ min: 0, max: 9000, noNaN: true })) }),
  ),
  { maxLength: 80 },
)

describe('BucketSessionTracker', () => {
  it('agrees with a model that looks at every session at every tick', () => {
    fc.assert(
      fc.property(operations, fc.nat(1_000_000), (steps, startMs) => {
        const [tracker, model] = [new BucketSessionTracker(OPTIONS), new ModelTracker(OPTIONS.tickMs)]
        let nowMs = startMs
        for (const step of steps) {
          if (step.kind === 'tick') {
            nowMs += step.afterMs
            expect(tracker.tick(nowMs).map(({ id }) => id).sort()).toEqual(model.tick(nowMs))
            continue
          }
          const id = BigInt(step.session)
          model[step.kind](id, nowMs, step.kind === 'add' ? step.timeoutMs : 0)
          const session = tracker.get(id)
          if (step.kind === 'add') tracker.add(id, step.timeoutMs, nowMs)
          else if (step.kind === 'remove') tracker.remove(id)
          else if (session !== undefined) tracker[step.kind](session, nowMs)
          expect(tracker.size).toBe(model.size)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('expires 100,000 sessions in one tick, each once', () => {
    const tracker = new BucketSessionTracker(OPTIONS)
    for (let count = 0; count < 100_000; count++) tracker.add(tracker.nextId(), 1000 + (count % 50) * 100, 0)
    const expired = tracker.tick(10_000)
    expect(new Set(expired).size).toBe(100_000)
    expect(tracker.tick(20_000)).toEqual([])
  })

  it('returns the earliest bucket first after a long pause', () => {
    const tracker = new BucketSessionTracker(OPTIONS)
    const late = tracker.add(1n, 9000, 0)
    const early = tracker.add(2n, 100, 0)
    expect(tracker.tick(60_000)).toEqual([early, late])
  })

  it('leaves the bucket alone when a touch does not reach the next one', () => {
    const tracker = new BucketSessionTracker(OPTIONS)
    const session = tracker.add(1n, 400, 1001)
    tracker.touch(session, 1100)
    expect(session.expiresAt).toBe(1500)
    tracker.touch(session, 1101)
    expect(session.expiresAt).toBe(1600)
  })

  it('expires a session that was added with a time before the last tick', () => {
    const tracker = new BucketSessionTracker(OPTIONS)
    tracker.tick(5000)
    const session = tracker.add(1n, 100, 1000)
    expect(tracker.tick(5001)).toEqual([session])
  })

  it('gives a new object for a new timeout, and the old one no longer writes', () => {
    const tracker = new BucketSessionTracker(OPTIONS)
    const before = tracker.add(1n, 400, 0)
    const after = tracker.add(1n, 800, 0)
    expect([after.timeoutMs, before.closing, tracker.size]).toEqual([800, true, 1])
    expect(tracker.tick(800)).toEqual([after])
  })

  it('gives no id that a restored session has', () => {
    const first = new BucketSessionTracker(OPTIONS).nextId()
    const restarted = new BucketSessionTracker(OPTIONS)
    restarted.add(first, 400, 0)
    expect(restarted.nextId()).toBe(first + 1n)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a tick of %s ms', (tickMs) => {
    expect(() => new BucketSessionTracker({ ...OPTIONS, tickMs })).toThrow(/tickTime .*: must be a whole number of ms above 0/)
  })
})
