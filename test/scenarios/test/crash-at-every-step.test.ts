import { runScenario } from '@zabkit/simulator'
import { describe, expect, it } from 'vitest'
import { cores } from './cores.ts'

/** What a scenario begins with, and how many moves of it are tried. */
const beginnings: Readonly<Record<string, readonly string[]>> = {
  'a first election': ['servers 3', 'observers 1', 'start 1 2 3 4'],
  'a follower that misses a txn joins (R02)': [
    'servers 3', 'disk 1 accepted=1 log=1.1..1.2 committed=1.2', 'disk 2 accepted=1 log=1.1..1.3 committed=1.3',
    'disk 3 accepted=1 log=1.1..1.3 committed=1.3', 'start 1 2 3',
  ],
  'a dead tail is cut (R10, R14)': [
    'servers 3', 'disk 1 accepted=1 log=1.1..1.4 committed=1.2', 'disk 2 accepted=2 log=1.1..1.2 committed=1.2',
    'disk 3 accepted=2 log=1.1..1.2 committed=1.2', 'start 1 2 3',
  ],
  'a snapshot is taken over (R07, R08)': [
    'servers 3 chunk=1', 'disk 1 accepted=1 log=1.1..1.2 committed=1.2', 'disk 2 accepted=1 log=1.1..1.6 committed=1.6 snapshot=1.5',
    'disk 3 accepted=1 log=1.1..1.6 committed=1.5 snapshot=1.5', 'purge 2 3', 'start 1 2 3',
  ],
  'writes': ['servers 3', 'observers 1', 'start 1 2 3 4', 'settle', 'propose 3 a b', 'propose 3 c'],
  'a server joins while there are writes': ['servers 3 chunk=1', 'start 2 3', 'settle', 'propose 3 a b', 'settle', 'start 1', 'propose 3 c'],
  'an epoch is used up (R48)': ['servers 3 counter=2', 'start 1 2 3', 'settle', 'propose 3 a b c'],
}

/** Whatever has happened: time for limits, pauses and elections. */
const LATER = ['settle', 'wait 400', 'tick 12', 'wait 400', 'tick 12', 'wait 2400']

function ids(commands: readonly string[]): number[] {
  return Array.from({ length: commands.includes('observers 1') ? 4 : 3 }, (_, index) => index + 1)
}

/** Throws where an invariant is broken, or somebody does not serve in the end. */
function run(commands: readonly string[], servers: readonly number[]): void {
  runScenario(`${[...commands, ...LATER, ...servers.map((id) => `must ${id} serve`), 'check'].join('\n')}\n`, cores)
}

/** Moves that the beginning takes until nothing moves, by trial: more are the same as all. */
const MOVES = 70

describe('a crash at every step', () => {
  for (const [name, commands] of Object.entries(beginnings)) {
    for (const power of ['', ' keep']) {
      it(`${name}: one server dies${power === '' ? ', and its disk loses what was not synced' : ''}, and comes back`, () => {
        for (const id of ids(commands)) {
          for (let moves = 0; moves < MOVES; moves += 1) {
            run([...commands, `step ${moves}`, `crash ${id}${power}`, 'settle', 'wait 100', `start ${id}`], ids(commands))
          }
        }
        expect(MOVES).toBeGreaterThan(0)
      })
    }

    it(`${name}: all die, and two of three come back first`, () => {
      const all = ids(commands)
      for (const late of [1, 2, 3]) {
        const first = all.filter((id) => id !== late)
        for (let moves = 0; moves < MOVES; moves += 1) {
          const died = [...commands, `step ${moves}`, `crash ${all.join(' ')}`, 'settle', `start ${first.join(' ')}`]
          run([...died, ...LATER, ...first.map((id) => `must ${id} serve`), `start ${late}`], all)
        }
      }
    })
  }
})
