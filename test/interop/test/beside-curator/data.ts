import { expect, it } from 'vitest'
import { ANSWER_MS_MAX, TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import { waitUntil } from '../../src/wait-until.ts'

/** Curator's counters, delay queue and groups, and ours. */
export function describeData(match: () => Match): void {
  it('count together', async () => {
    const { ours, theirs } = match()
    for (const kind of ['int32', 'int64']) {
      const counter = { kind, path: `/counter-${kind}`, rounds: 25 }
      await Promise.all([ours.ask('add', counter), theirs.ask('add', counter)])
      expect([await ours.ask('value', counter), await theirs.ask('value', counter)]).toEqual([50, 50])
    }
    expect(await theirs.ask('count', { path: '/counter-int32' })).toBe(50)
  }, TEST_MS_MAX)

  it('hand over what is due, what is due first before', async () => {
    for (const [giver, taker, path] of [[match().ours, match().theirs, '/to-theirs'], [match().theirs, match().ours, '/to-ours']] as const) {
      const queue = { kind: 'delay-queue', path }
      await giver.ask('put', { ...queue, data: 'late', delayMs: 300 })
      await giver.ask('put', { ...queue, data: 'early', delayMs: 0 })
      expect(await taker.ask('take', { ...queue, handle: 'early' })).toBe('early')
      await taker.ask('ack', { handle: 'early' })
      expect(await taker.ask('take', { ...queue, handle: 'late' })).toBe('late')
      await taker.ask('ack', { handle: 'late' })
      await waitUntil(() => `${path} to be empty`, ANSWER_MS_MAX, async () => (await match().referee.client.getChildren(path)).children.length === 0)
    }
  }, TEST_MS_MAX)

  it('see the members of a group, with their data', async () => {
    const { ours, theirs } = match()
    const group = { kind: 'group', path: '/group' }
    await ours.ask('join', { ...group, name: 'a', data: 'of ours' })
    await theirs.ask('join', { ...group, name: 'b', data: 'of theirs' })
    for (const rival of [ours, theirs]) {
      await waitUntil(() => 'the group', ANSWER_MS_MAX, async () => (await rival.ask<string[]>('members', group)).join() === 'a=of ours,b=of theirs')
    }
  }, TEST_MS_MAX)
}
