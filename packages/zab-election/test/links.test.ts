import { describe, expect, it } from 'vitest'
import { DrivenCluster } from './drivers.ts'
import { Server, vote } from './server.ts'

type Pair = readonly [number, number]

function directedLinks(ids: readonly number[]): Pair[] {
  return ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => [from, to] as const))
}

/** True when some majority of `ids` is linked both ways throughout. */
function hasConnectedMajority(ids: readonly number[], cut: ReadonlySet<string>): boolean {
  const whole = (members: readonly number[]) => directedLinks(members).every(([from, to]) => !cut.has(`${from}>${to}`))
  const subsets = Array.from({ length: 1 << ids.length }, (_, bits) => ids.filter((_, index) => (bits & (1 << index)) !== 0))
  return subsets.some((members) => members.length * 2 > ids.length && whole(members))
}

function patternOf(links: readonly Pair[], bits: number): Pair[] {
  return links.filter((_, index) => (bits & (1 << index)) !== 0)
}

function serves(ids: readonly number[], cut: readonly Pair[], best: number, established: boolean): boolean {
  const cluster = new DrivenCluster({ voters: ids }, (id) => ({ epoch: 0, zxid: id === best ? 50 : 10 + id }))
  if (established) {
    cluster.startAll()
    if (cluster.untilServing(10_000) === null) throw new Error('no leader while all links stand')
  }
  for (const [from, to] of cut) cluster.cut(from, to)
  if (!established) cluster.startAll()
  return cluster.untilServing(20_000) !== null
}

const cutKeys = (cut: readonly Pair[]) => new Set(cut.map(([from, to]) => `${from}>${to}`))

describe('one-way and partial links', () => {
  const three = [1, 2, 3]

  it.each([false, true])('of three servers: a connected majority has a leader, whatever else is cut (leader before: %s)', (established) => {
    const links = directedLinks(three)
    const stuck: string[] = []
    for (let bits = 0; bits < 1 << links.length; bits++) {
      const cut = patternOf(links, bits)
      if (!hasConnectedMajority(three, cutKeys(cut))) continue
      for (const best of three) if (!serves(three, cut, best, established)) stuck.push(`${best}: ${[...cutKeys(cut)]}`)
    }
    expect(stuck).toEqual([])
  })

  it('of five servers: likewise, for patterns drawn by chance', () => {
    const five = [1, 2, 3, 4, 5]
    const links = directedLinks(five)
    const stuck: string[] = []
    let state = 12_345
    const next = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
      return state / 0x8000_0000
    }
    for (let tried = 0; tried < 150; ) {
      const share = next()
      const cut = links.filter(() => next() < share)
      if (!hasConnectedMajority(five, cutKeys(cut))) continue
      tried++
      const best = 1 + Math.floor(next() * 5)
      if (!serves(five, cut, best, tried % 2 === 0)) stuck.push(`${best}: ${[...cutKeys(cut)]}`)
    }
    expect(stuck).toEqual([])
  })

  it('sets a bridged candidate aside: best as it is, only one of the majority reaches it', () => {
    const cluster = new DrivenCluster({ voters: [1, 2, 3, 4, 5] }, (id) => ({ epoch: 0, zxid: id === 5 ? 50 : 10 }))
    for (const other of [2, 3]) for (const [from, to] of [[5, other], [other, 5]] as const) cluster.cut(from, to)
    for (const id of [1, 2, 3, 5]) cluster.start(id, cluster.credentials(id))
    expect(cluster.untilServing(5_000)).toBeGreaterThan(2_000)
    expect(cluster.serving()).toBe(3)
    expect(cluster.events.filter(({ name }) => name === 'CandidateRefused').map(({ server }) => server)).toEqual([1])
    // Only until then: with its links it is the best again.
    for (const other of [2, 3]) for (const [from, to] of [[5, other], [other, 5]] as const) cluster.heal(from, to)
    for (const id of [1, 2, 3, 5]) cluster.look(id, { epoch: 9, zxid: id === 5 ? 50 : 10 })
    cluster.run(250)
    expect(cluster.serving()).toBe(5)
  })

  it('leave an observer out of that: whom the voters refuse is theirs to say', () => {
    const observer = new Server({ id: 9, voters: [1, 2, 3], observers: [9] }).looking()
    observer.hears(3, 'looking', 1, vote(3))
    for (const id of [1, 2]) observer.hears(id, 'looking', 1, vote(id))
    observer.pass(5_000)
    expect(observer.events).not.toContain('CandidateRefused')
    expect(observer.core.vote).toEqual(vote(3))
  })

  it('heal into an ensemble that all have joined', () => {
    const cluster = new DrivenCluster({ voters: three }, () => ({ epoch: 0, zxid: 0 }))
    for (const [from, to] of directedLinks(three)) cluster.cut(from, to)
    cluster.startAll()
    expect(cluster.untilServing(2_000)).toBe(null)
    for (const [from, to] of directedLinks(three)) cluster.heal(from, to)
    cluster.run(1_000)
    expect(new Set(three.map((id) => cluster.leaderOf(id))).size).toBe(1)
    expect(cluster.serving()).not.toBe(null)
  })
})
