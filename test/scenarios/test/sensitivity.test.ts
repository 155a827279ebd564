import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScenario } from '@zabkit/simulator'
import { describe, expect, it } from 'vitest'
import { mutants } from './mutants.ts'

const DIRECTORY = join(import.meta.dirname, '../scenarios')
const files = readdirSync(DIRECTORY)

/** The scenario whose name begins so. */
function read(name: string): string {
  return readFileSync(join(DIRECTORY, files.find((each) => each.startsWith(name)) ?? ''), 'utf8')
}

/** Without what it requires in words: the invariants alone must see the fault. */
function scenario(name: string): string {
  return read(name).replaceAll(/^must .*\n/gm, '')
}

/** Fault, scenario, invariant. */
const cases: readonly (readonly [keyof typeof mutants, string, RegExp])[] = [
  ['acksNewLeaderAtOnce', 'r01', /I8: server \d acknowledges a history/],
  ['acksBeforeDurable', 'r01', /I8: server \d acknowledges/],
  ['acksBeforeDurable', 'r25', /I8: server \d (acknowledges|says that it has)/],
  ['promisesBeforeSaved', 'r03', /I3: .* (before it has promised it itself|that its disk does not have)/],
  ['promisesBeforeSaved', 'r23', /I3: /],
  ['neverTruncates', 'r10', /I5: the log of server 1 has 2.1 after 1.4/],
  ['neverTruncates', 'r11', /I\d+: /],
  ['appliesUncommitted', 'r12', /I\d+: server \d applies/],
  ['informsOfProposals', 'r19', /I8: server 4 observes/],
  ['countsObservers', 'r44', /I8: server \d applies/],
  ['countsObservers', 'quorum-of-two-across', /I8: server \d applies/],
  ['saysDurableAtOnce', 'quorum-of-two.', /I8: server 3 says that it has 1.1 when 0 is durable/],
]

describe('scenarios see faults', () => {
  for (const [fault, name, violation] of cases) {
    it(`${name} sees a core that ${fault}`, () => {
      expect(() => runScenario(scenario(name), mutants[fault])).toThrow(violation)
    })
  }

  for (const [fault, name] of [['votesWithoutZxid', 'textbook-longer-log-wins'], ['savesEpochBeforeHistory', 'r02']] as const) {
    it(`${name} requires in words what a core that ${fault} does not do`, () => {
      expect(() => runScenario(read(name), mutants[fault])).toThrow(/server \d must/)
    })
  }
})
