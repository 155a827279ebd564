import { expect, it } from 'vitest'
import { TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import type { Rival } from '../../src/rival.ts'

/** kazoo's queues, counters and parties, and ours. */
export function describeData(match: () => Match): void {
  const bothWays = (): readonly (readonly [Rival, Rival, string])[] => [[match().ours, match().theirs, 'ours-theirs'], [match().theirs, match().ours, 'theirs-ours']]

  it('hand entries over in order', async () => {
    for (const [giver, taker, name] of bothWays()) {
      const queue = { kind: 'queue', path: `/queue-${name}` }
      for (const data of ['one', 'two', 'three']) await giver.ask('put', { ...queue, data })
      expect([await taker.ask('take', queue), await taker.ask('take', queue), await giver.ask('take', queue)]).toEqual(['one', 'two', 'three'])
    }
  }, TEST_MS_MAX)

  it('count together', async () => {
    const { ours, theirs } = match()
    for (const kind of ['text', 'int32']) {
      const counter = { kind, path: `/counter-${kind}`, rounds: 25 }
      await Promise.all([ours.ask('add', counter), theirs.ask('add', counter)])
      expect([await ours.ask('value', counter), await theirs.ask('value', counter)]).toEqual([50, 50])
    }
  }, TEST_MS_MAX)
}
