import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cluster } from './cluster.ts'
import { DrivenCluster } from './drivers.ts'

const voters = [1, 2, 3, 4, 5]
const zxids = fc.array(fc.nat({ max: 3 }), { minLength: 5, maxLength: 5 })
const server = fc.integer({ min: 1, max: 5 })
const mishap = fc.record({
  kind: fc.constantFrom('deliver', 'deliver', 'deliver', 'lose', 'cut', 'heal', 'tick', 'look', 'kill', 'start'),
  from: server,
  to: server,
})
type Mishap = typeof mishap extends fc.Arbitrary<infer Value> ? Value : never

/** A cluster under mishaps. Credentials stay what they are, as on servers that never write. */
function suffer(seed: number, own: readonly number[], mishaps: readonly Mishap[]): Cluster {
  const cluster = new Cluster({ voters, seed })
  const credentials = (id: number) => ({ epoch: 1, zxid: own[id - 1] ?? 0 })
  const happen: Readonly<Record<Mishap['kind'], (from: number, to: number) => void>> = {
    deliver: () => void cluster.deliverOne(),
    lose: (from, to) => void cluster.lose(from, to),
    cut: (from, to) => cluster.linked(from, to) && cluster.cut(from, to),
    heal: (from, to) => cluster.heal(from, to),
    tick: () => cluster.tick(),
    look: (from) => cluster.cores.has(from) && cluster.look(from, credentials(from)),
    kill: (from) => cluster.kill(from),
    start: (from) => !cluster.cores.has(from) && cluster.start(from, credentials(from)),
  }
  for (const id of voters) cluster.start(id, credentials(id))
  for (const { kind, from, to } of mishaps) if (from !== to) happen[kind](from, to)
  return cluster
}

describe('under mishaps in any order', () => {
  it('no two leaders are decided by quorums in one round', () => {
    fc.assert(
      fc.property(fc.integer(), zxids, fc.array(mishap, { maxLength: 150 }), (seed, own, mishaps) => {
        // A restarted server begins its rounds anew, as a process does that forgot them: one life each is looked at.
        const lasting = mishaps.filter(({ kind }) => kind !== 'kill')
        const cluster = suffer(seed, own, lasting)
        const deciders = new Map<string, Set<number>>()
        for (const { server: id, round, vote } of cluster.decisions) {
          const key = `${round}`
          const leaders = deciders.get(`${key} ${vote.leader}`) ?? new Set()
          deciders.set(`${key} ${vote.leader}`, leaders.add(id))
        }
        const rounds = [...deciders].filter(([, servers]) => cluster.quorum.isQuorum(servers)).map(([key]) => key.split(' ')[0])
        expect(new Set(rounds).size).toBe(rounds.length)
      }),
      { numRuns: 150 },
    )
  })

  it('whoever is decided has credentials at least as good as the server that decides', () => {
    fc.assert(
      fc.property(fc.integer(), zxids, fc.array(mishap, { maxLength: 150 }), (seed, own, mishaps) => {
        for (const { server: id, vote } of suffer(seed, own, mishaps).decisions) {
          expect(vote.zxid).toBe(own[vote.leader - 1])
          // One that joins a leader takes it as it is; one that leads has votes of a quorum, all for better or equal credentials.
          if (vote.leader === id) expect(vote.zxid).toBe(own[id - 1])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('once they end, servers that all look agree on one leader within 100 ticks', () => {
    fc.assert(
      fc.property(fc.integer(), zxids, fc.array(mishap, { maxLength: 150 }), (seed, own, mishaps) => {
        const cluster = suffer(seed, own, mishaps)
        for (const from of voters) for (const to of voters) if (from !== to) cluster.heal(from, to)
        for (const id of voters) {
          const credentials = { epoch: 1, zxid: own[id - 1] ?? 0 }
          if (cluster.cores.has(id)) cluster.look(id, credentials)
          else cluster.start(id, credentials)
        }
        cluster.run(5_000)
        expect(voters.map((id) => cluster.leaderOf(id))).toEqual(voters.map(() => cluster.leaderOf(1)))
        expect(cluster.leaderOf(1)).not.toBe(null)
      }),
      { numRuns: 150 },
    )
  })

  it('a connected majority decides within 10 ticks of beginning to look, whichever servers it is', () => {
    fc.assert(
      fc.property(fc.integer(), zxids, fc.shuffledSubarray(voters, { minLength: 3 }), fc.boolean(), (seed, own, members, noticed) => {
        const cluster = new Cluster({ voters, seed })
        for (const id of voters) cluster.start(id, { epoch: 1, zxid: own[id - 1] ?? 0 })
        for (const id of voters) if (!members.includes(id)) cluster.kill(id, noticed)
        for (const id of members) cluster.look(id, { epoch: 1, zxid: own[id - 1] ?? 0 })
        cluster.run(noticed ? 0 : 500)
        const best = Math.max(...members.map((id) => (own[id - 1] ?? 0) * 10 + id)) % 10
        expect(members.map((id) => cluster.leaderOf(id))).toEqual(members.map(() => best))
      }),
      { numRuns: 150 },
    )
  })

  it('words that are lost, however many, are made up for when they are said again', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (seed, share) => {
        const cluster = new DrivenCluster({ voters, seed }, () => ({ epoch: 0, zxid: 0 }))
        cluster.startAll()
        for (let count = 0; count < 200; count++) {
          const [from, to] = [1 + Math.floor(cluster.random() * 5), 1 + Math.floor(cluster.random() * 5)]
          if (cluster.random() < share) cluster.lose(from, to)
          else cluster.deliverOne()
        }
        cluster.run(10_000)
        expect(voters.map((id) => cluster.leaderOf(id))).toEqual(voters.map(() => cluster.serving()))
        expect(cluster.serving()).not.toBe(null)
      }),
      { numRuns: 100 },
    )
  })
})
