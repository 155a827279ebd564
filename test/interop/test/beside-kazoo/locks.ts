import { expect, it } from 'vitest'
import { enter } from '../../src/exclusion.ts'
import { TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import { ELECTION, EXCLUSIVE, MUTEX, READ, TURNS, WRITE } from './stands.ts'

/** kazoo's locks and elections, and ours, in one directory. */
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

  it('exclude each other in the layout of Curator too, where kazoo is told of its names', async () => {
    const { theirs, referee } = match()
    const ours = { rival: match().anotherOfOurs('curator'), stand: MUTEX }
    const told = { rival: theirs, stand: { ...MUTEX, patterns: ['-lock-'] } }
    await referee.takeTurns('/ours-first', ours, told)
    await referee.takeTurns('/kazoo-first', told, ours)
    await referee.countTogether('/mixed', [ours, told, ours, told], 10)
  }, TEST_MS_MAX)

  it('are let in together as readers, refused to writers, and listed in order', async () => {
    const { theirs, ours, referee } = match()
    for (const [one, other] of [[ours, theirs], [theirs, ours]] as const) {
      const path = one === ours ? '/a' : '/b'
      await enter({ rival: one, stand: READ }, `${path}-documents`, 'reader')
      expect(await other.ask('try', { ...READ, path: `${path}-documents` })).toBe(true)
      expect(await other.ask('try', { ...WRITE, path: `${path}-documents` })).toBe(false)
      await enter({ rival: one, stand: ELECTION }, `${path}-election`, 'one')
      await referee.standBehind(`${path}-election`, { rival: other, stand: ELECTION }, 'other')
      for (const rival of [one, other]) expect(await rival.ask('contenders', { ...ELECTION, path: `${path}-election` })).toEqual(['one', 'other'])
    }
  }, TEST_MS_MAX)
}
