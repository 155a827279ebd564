import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScenario, type ScenarioCores } from '@zabkit/simulator'
import { describe, expect, it } from 'vitest'
import * as mutants from './mutants.ts'

const DIRECTORY = join(import.meta.dirname, '../scenarios')
const files = readdirSync(DIRECTORY)

/** The scenario whose name begins so, without what it requires in words: the invariants alone must see the fault. */
function scenario(name: string): string {
  const file = files.find((each) => each.startsWith(name)) ?? ''
  return readFileSync(join(DIRECTORY, file), 'utf8').replaceAll(/^must .*\n/gm, '')
}

/** Fault, scenario, invariant. */
const cases: readonly (readonly [keyof typeof mutants, string, RegExp])[] = [
  ['acksNewLeaderAtOnce', 'r01', /I8: server \d acknowledges a history/],
  ['savesEpochBeforeHistory', 'r02', /I\d+: /],
  ['acksBeforeDurable', 'r01', /I8: server \d acknowledges/],
  ['acksBeforeDurable', 'r25', /I8: server \d acknowledges/],
  ['promisesBeforeSaved', 'r03', /I3: .* (before it has promised it itself|that its disk does not have)/],
  ['promisesBeforeSaved', 'r23', /I3: /],
  ['neverTruncates', 'r10', /I5: the log of server 1 has 2.1 after 1.4/],
  ['neverTruncates', 'r11', /I\d+: /],
  ['appliesUncommitted', 'r12', /I\d+: server \d applies/],
  ['informsOfProposals', 'r19', /I8: server 4 observes/],
  ['countsObservers', 'r44', /I8: server \d applies/],
]

describe('scenarios see faults', () => {
  for (const [fault, name, violation] of cases) {
    it(`${name} sees a core that ${fault}`, () => {
      expect(() => runScenario(scenario(name), mutants[fault] as ScenarioCores)).toThrow(violation)
    })
  }

  it('the textbook sees an election without zxids', () => {
    const text = readFileSync(join(DIRECTORY, 'textbook-longer-log-wins.txt'), 'utf8')
    expect(() => runScenario(text, mutants.votesWithoutZxid)).toThrow(/server 1 must lead/)
  })
})
