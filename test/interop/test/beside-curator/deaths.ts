import { it } from 'vitest'
import { enter } from '../../src/exclusion.ts'
import { ANSWER_MS_MAX, TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import type { Rival } from '../../src/rival.ts'
import { waitUntil } from '../../src/wait-until.ts'
import { FULL, type Seen } from './instances.ts'
import { EXCLUSIVE } from './stands.ts'

/** What becomes of what a killed process had. */
export function describeDeaths(match: () => Match): void {
  it.concurrent('hand over to the other when the holder is killed, back and forth', async () => {
    const { theirs, referee } = match()
    const [first, second] = [match().anotherOfTheirs(), match().anotherOfOurs()]
    await Promise.all(EXCLUSIVE.map((stand) => enter({ rival: first, stand }, `/killed-${stand.kind}`, 'first')))
    const standBehind = (rival: Rival, name: string) =>
      Promise.all(EXCLUSIVE.map((stand) => referee.standBehind(`/killed-${stand.kind}`, { rival, stand }, name)))
    const seconds = await standBehind(second, 'second')
    await first.kill()
    await Promise.all(seconds.map(({ entered }) => entered))
    const thirds = await standBehind(theirs, 'third')
    await second.kill()
    await Promise.all(thirds.map(({ entered }) => entered))
  }, TEST_MS_MAX)

  it.concurrent('see the instances of a killed process go, and no others', async () => {
    const name = 'mortal'
    const [victimOfTheirs, victimOfOurs] = [match().anotherOfTheirs(), match().anotherOfOurs()]
    const readers = [match().ours, match().theirs]
    const see = (...ids: readonly string[]) => Promise.all(readers.map((reader) => waitUntil(() => `${name}: ${ids}`, ANSWER_MS_MAX, async () => {
      const seen = await reader.ask<Seen[]>('cached', { name })
      return seen.map(({ id }) => id).sort().join() === ids.join()
    })))
    for (const reader of readers) await reader.ask('watch', { name })
    await match().ours.ask('register', { instance: { ...FULL, name, id: 'alive' } })
    await victimOfOurs.ask('register', { instance: { ...FULL, name, id: 'ours' } })
    await victimOfTheirs.ask('register', { instance: { ...FULL, name, id: 'theirs' } })
    await victimOfTheirs.ask('register', { instance: { ...FULL, name, id: 'theirs-for-good', serviceType: 'PERMANENT' } })
    await see('alive', 'ours', 'theirs', 'theirs-for-good')
    await Promise.all([victimOfOurs.kill(), victimOfTheirs.kill()])
    await see('alive', 'theirs-for-good')
  }, TEST_MS_MAX)
}
