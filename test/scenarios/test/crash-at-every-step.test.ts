import { runScenario, type ScenarioCores } from '@zabkit/simulator'
import { describe, expect, it } from 'vitest'
import { cores } from './cores.ts'
import { mutants } from './mutants.ts'

/** What a scenario begins with. */
const beginnings: Readonly<Record<string, readonly string[]>> = {
  'a first election': ['servers 3', 'start 1 2 3'],
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

const SOON = ['settle', 'wait 250']
/** Whatever has happened: time for limits, pauses and elections. */
const LATER = [...SOON, 'tick 12', 'wait 400', 'tick 12', 'wait 2400']

function text(commands: readonly string[]): string {
  return `${commands.join('\n')}\n`
}

/** Throws where an invariant is broken, or somebody does not serve in the end. */
function recover(commands: readonly string[], servers: readonly number[], under: ScenarioCores = cores): void {
  const musts = servers.map((id) => `must ${id} serve`)
  try {
    runScenario(text([...commands, ...SOON, ...musts]), under)
  } catch {
    runScenario(text([...commands, ...LATER, ...musts, 'check']), under)
  }
}

function servers(commands: readonly string[]): number[] {
  return commands.includes('observers 1') ? [1, 2, 3, 4] : [1, 2, 3]
}

/** So many moves until nothing moves. */
function movesOf(commands: readonly string[]): number {
  const after = (moves: number): string => runScenario(text([...commands, `step ${moves}`, 'status']), cores).replace(/step \d+/, '')
  const all = after(1000)
  let moves = 0
  while (after(moves) !== all) moves++
  return moves
}

/** The scenario, stopped after each of its moves. */
function* everyStep(commands: readonly string[]): IterableIterator<string[]> {
  const all = movesOf(commands)
  expect(all).toBeGreaterThan(5)
  for (let moves = 0; moves <= all; moves++) yield [...commands, `step ${moves}`]
}

describe('a crash at every step', () => {
  for (const [name, commands] of Object.entries(beginnings)) {
    it(`${name}: one dies and comes back; whatever its disk kept, nothing is lost and all serve`, () => {
      const all = servers(commands)
      for (const stopped of everyStep(commands)) {
        for (const id of all) recover([...stopped, `crash ${id}${id % 2 === 0 ? ' keep' : ''}`, 'settle', 'wait 50', `start ${id}`], all)
      }
    })

    it(`${name}: all die, two come back, then the third`, () => {
      const all = servers(commands)
      for (const stopped of everyStep(commands)) {
        recover([...stopped, `crash ${all.join(' ')}`, 'start 1 2', ...SOON, `start ${all.slice(2).join(' ')}`], all)
      }
    })
  }

  it('sees a core that acknowledges a history before it is durable', () => {
    const commands = beginnings['a follower that misses a txn joins (R02)'] ?? []
    expect(() => recover([...commands, 'settle'], [1, 2, 3], mutants.acksNewLeaderAtOnce)).toThrow(/I8/)
  })
})
