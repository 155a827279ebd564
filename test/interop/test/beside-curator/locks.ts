import { expect, it } from 'vitest'
import { enter, type Stand } from '../../src/exclusion.ts'
import { TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import { EXCLUSIVE, LATCH, MUTEX, READ, SELECTOR, TURNS, WRITE } from './stands.ts'

/** Curator's locks and leaders, and ours, in one directory. */
export function describeLocks(match: () => Match): void {
  it('wait for each other, each watching the one before it', async () => {
    const { theirs, ours, referee } = match()
    for (const [first, second] of TURNS) {
      const path = `/${first.kind}-${second.kind}`
      await referee.takeTurns(`${path}-ours-first`, { rival: ours, stand: first }, { rival: theirs, stand: second })
      await referee.takeTurns(`${path}-theirs-first`, { rival: theirs, stand: first }, { rival: ours, stand: second })
    }
  }, TEST_MS_MAX)

  it('lose no update when they contend', async () => {
    const { theirs, ours, referee } = match()
    await Promise.all(EXCLUSIVE.map((stand) => {
      const sides = [ours, theirs, ours, theirs].map((rival) => ({ rival, stand }))
      return referee.countTogether(`/${stand.kind}`, sides, 10)
    }))
  }, TEST_MS_MAX)

  it('are let in together as readers and up to the number of leases, and refused beyond', async () => {
    const { theirs, ours } = match()
    for (const [one, other] of [[ours, theirs], [theirs, ours]] as const) {
      const path = one === ours ? '/a' : '/b'
      const two: Stand = { kind: 'lease', leases: 2 }
      await enter({ rival: one, stand: READ }, `${path}-documents`, 'reader')
      expect(await other.ask('try', { ...READ, path: `${path}-documents` })).toBe(true)
      expect(await other.ask('try', { ...WRITE, path: `${path}-documents` })).toBe(false)
      await enter({ rival: one, stand: MUTEX }, `${path}-mutex`, 'holder')
      expect(await other.ask('try', { ...MUTEX, path: `${path}-mutex` })).toBe(false)
      await enter({ rival: one, stand: two }, `${path}-pool`, 'one')
      expect(await other.ask('try', { ...two, path: `${path}-pool` })).toBe(true)
      await enter({ rival: other, stand: two }, `${path}-pool`, 'other')
      expect(await other.ask('try', { ...two, path: `${path}-pool` })).toBe(false)
      expect(await one.ask('try', { ...two, path: `${path}-pool` })).toBe(false)
    }
  }, TEST_MS_MAX)

  it('list each other among the participants, the leader first', async () => {
    const { theirs, ours, referee } = match()
    for (const stand of [LATCH, SELECTOR]) {
      const path = `/listed-${stand.kind}`
      await enter({ rival: theirs, stand }, path, 'from curator')
      await referee.standBehind(path, { rival: ours, stand }, 'from ours')
      for (const rival of [theirs, ours]) {
        expect(await rival.ask('contenders', { ...stand, path })).toEqual(['from curator', 'from ours'])
      }
    }
  }, TEST_MS_MAX)
}
