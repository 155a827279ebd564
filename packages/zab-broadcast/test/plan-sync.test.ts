import { makeZxid, type Zxid } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { TRUNCATIONS_BEFORE_SNAPSHOT } from '../src/limits.ts'
import { planSync } from '../src/index.ts'

const ZERO = 0 as Zxid

/** Every history of up to two txns in each of three epochs: also those that are dead ends of each other. */
const histories: Zxid[][] = []
for (let code = 0; code < 27; code++) {
  const history: Zxid[] = []
  for (const [i, count] of [code % 3, Math.floor(code / 3) % 3, Math.floor(code / 9)].entries()) {
    for (let counter = 1; counter <= count; counter++) history.push(makeZxid(i + 1, counter))
  }
  histories.push(history)
}

const end = (history: readonly Zxid[]): Zxid => history.at(-1) ?? ZERO
const isPrefix = (a: readonly Zxid[], b: readonly Zxid[]): boolean => a.every((zxid, i) => b[i] === zxid)
const upTo = (history: readonly Zxid[], zxid: Zxid): Zxid[] => history.filter((each) => each <= zxid)

/** What Zab guarantees: a txn that both have comes after the same history in both. */
function canCoexist(a: readonly Zxid[], b: readonly Zxid[]): boolean {
  return a.every((zxid, i) => !b.includes(zxid) || isPrefix(a.slice(0, i + 1), b))
}

/** Carries plans out until the stream; what was done. `purged` txns of the leader are gone; the learner has applied `applied` of its own. */
function carryOut(leader: readonly Zxid[], purged: number, snapshot: number, learner: readonly Zxid[], applied: number) {
  const done: string[] = []
  const baseZxid = end(leader.slice(0, purged))
  let log = [...learner]
  let said = end(log)
  let truncations = 0
  for (let round = 0; round < 20; round++) {
    const floor = said < baseZxid ? null : end(upTo(leader, said))
    const plan = planSync({ learnerZxid: said, floor, baseZxid, snapshotZxid: end(leader.slice(0, snapshot)), truncations })
    done.push(plan.type)
    if (plan.type === 'impossible') return { done, log }
    if (plan.type === 'snapshot') {
      log = leader.slice(0, snapshot)
      said = end(log)
    } else if (plan.type === 'truncate') {
      truncations++
      const refused = plan.zxid < end(learner.slice(0, applied))
      if (!refused) log = upTo(log, plan.zxid)
      said = refused ? ZERO : end(log)
    } else {
      return { done, log: [...log, ...leader.filter((zxid) => zxid > plan.after)] }
    }
  }
  throw new Error('it does not end')
}

describe('the choice between stream, truncation and snapshot', () => {
  it('ends with the history of the leader, for every pair of histories, every purge and every snapshot', () => {
    const wrong: string[] = []
    let cases = 0
    for (const leader of histories) {
      for (const learner of histories.filter((history) => canCoexist(history, leader))) {
        const common = learner.filter((zxid, i) => leader[i] === zxid).length
        for (let applied = 0; applied <= common; applied++) {
          for (let snapshot = 0; snapshot <= leader.length; snapshot++) {
            for (let purged = 0; purged <= snapshot; purged++) {
              const { done, log } = carryOut(leader, purged, snapshot, learner, applied)
              const snapshots = done.filter((type) => type === 'snapshot').length
              if (log.join() !== leader.join() || snapshots > 1) wrong.push(`${learner} of ${leader}: ${done} gives ${log}`)
              cases++
            }
          }
        }
      }
    }
    expect(wrong).toEqual([])
    expect(cases).toBeGreaterThan(4_000)
  })

  it('sends a snapshot only to the empty and to those whose log ends before the base', () => {
    for (const leader of histories) {
      for (const learner of histories.filter((history) => isPrefix(history, leader) && history.length > 0)) {
        for (let purged = 0; purged <= learner.length; purged++) {
          expect(carryOut(leader, purged, leader.length, learner, 0).done).toEqual(['stream'])
        }
      }
    }
  })

  it('over small numbers says what the rule says', () => {
    const small = [0, 1, 2, 3, 4] as Zxid[]
    for (const learnerZxid of small) {
      for (const baseZxid of small) {
        for (const snapshotZxid of small) {
          const usable = snapshotZxid > 0 && snapshotZxid >= baseZxid
          for (const floor of [null, ...small.filter((zxid) => zxid <= learnerZxid)]) {
            const { type } = planSync({ learnerZxid, floor, baseZxid, snapshotZxid, truncations: 0 })
            const expected = usable && (learnerZxid === 0 || floor === null) ? 'snapshot' : floor === null ? 'impossible' : floor === learnerZxid ? 'stream' : 'truncate'
            expect(type).toBe(expected)
          }
        }
      }
    }
  })

  it('sends a snapshot after too many truncations, where there is one', () => {
    const question = { learnerZxid: 9 as Zxid, floor: 7 as Zxid, baseZxid: ZERO, truncations: TRUNCATIONS_BEFORE_SNAPSHOT }
    expect(planSync({ ...question, snapshotZxid: 5 as Zxid }).type).toBe('snapshot')
    expect(planSync({ ...question, snapshotZxid: ZERO }).type).toBe('truncate')
  })

  it('does not pretend where a state holds what the leader never had and there is no snapshot', () => {
    const learner = [makeZxid(1, 1), makeZxid(1, 2)]
    expect(carryOut([makeZxid(1, 1)], 0, 0, learner, 2).done).toEqual(['truncate', 'stream'])
    expect(carryOut([makeZxid(1, 1)], 0, 1, learner, 2).done).toEqual(['truncate', 'snapshot', 'stream'])
  })
})
