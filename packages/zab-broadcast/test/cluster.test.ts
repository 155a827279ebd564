import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cluster, OBSERVER_ID, VOTERS, WEIGHTLESS_ID } from './simulation/cluster.ts'
import { type Chance, happen, heal, notEstablished, settle } from './simulation/schedule.ts'

const ALL = [...VOTERS, OBSERVER_ID, WEIGHTLESS_ID]

function afterHealing(cluster: Cluster): void {
  heal(cluster)
  expect(notEstablished(cluster)).toEqual([])
  const leader = VOTERS.map((id) => cluster.server(id)).find(({ core }) => core.role === 'leader')
  leader?.propose(2)
  leader?.askBarrier()
  settle(cluster)
  expect(leader?.barriers.size).toBe(0)
  for (const id of ALL) {
    expect(cluster.server(id).tree).toEqual(cluster.checker.committed)
    expect(cluster.server(id).disk.history).toEqual(cluster.checker.committed)
  }
}

describe('a cluster of cores', () => {
  it('without faults takes every server into broadcast, and each write to every server', () => {
    const cluster = new Cluster()
    afterHealing(cluster)
    expect(cluster.checker.committed.length).toBe(2)
  })

  it('never loses, reorders or changes what was committed, whatever fails, and is whole again when nothing fails', () => {
    const chance: fc.Arbitrary<Chance> = fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 4 }), fc.nat({ max: 59 }))
    fc.assert(
      fc.property(fc.array(chance, { maxLength: 2_000, size: 'max' }), fc.nat({ max: 3 }), (chances, slow) => {
        const cluster = new Cluster()
        for (const each of chances) happen(cluster, each, slow)
        afterHealing(cluster)
      }),
      { numRuns: Number(process.env.RUNS ?? 100), endOnFailure: process.env.NOSHRINK === '1' },
    )
  })
})
