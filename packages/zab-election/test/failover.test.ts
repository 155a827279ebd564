import { describe, expect, it } from 'vitest'
import { Cluster, type Credentials } from './cluster.ts'

/** Three servers that follow 3, the tree as it would be later. */
function led(): Cluster {
  const cluster = new Cluster({ voters: [1, 2, 3] })
  for (const id of [3, 2]) cluster.start(id, { epoch: 1, zxid: 10 })
  cluster.deliverAll()
  cluster.start(1, { epoch: 1, zxid: 10 })
  cluster.deliverAll()
  for (const id of [3, 2, 1]) cluster.confirm(id, 2)
  cluster.deliverAll()
  return cluster
}

const settled = (cluster: Cluster) => [1, 2].map((id) => cluster.leaderOf(id))

/** Message delays until both survivors have decided. */
function delays(cluster: Cluster): number {
  for (let count = 0; count < 10; count++) {
    if (!settled(cluster).includes(null)) return count
    cluster.deliverWave()
  }
  throw new Error('no decision without a timer')
}

const longer: Credentials = { epoch: 2, zxid: 20 }
const shorter: Credentials = { epoch: 2, zxid: 15 }

describe('after the death of a leader', () => {
  it('two message delays settle it when both notice together', () => {
    const cluster = led()
    cluster.kill(3)
    cluster.look(1, longer)
    cluster.look(2, shorter)
    expect(delays(cluster)).toBe(2)
    expect(settled(cluster)).toEqual([1, 1])
  })

  it('one message delay settles it when the second to notice has the shorter log', () => {
    const cluster = led()
    cluster.kill(3)
    cluster.look(1, longer)
    cluster.deliverAll()
    cluster.look(2, shorter)
    expect(cluster.leaderOf(2)).toBe(1)
    expect(delays(cluster)).toBe(1)
  })

  it('two message delays settle it when the second to notice has the longer log', () => {
    const cluster = led()
    cluster.kill(3)
    cluster.look(1, shorter)
    cluster.deliverAll()
    cluster.look(2, longer)
    expect(delays(cluster)).toBe(2)
    expect(settled(cluster)).toEqual([2, 2])
  })

  it('one that has not noticed leads nobody astray: it still names the dead leader, in the old round', () => {
    const cluster = led()
    cluster.kill(3)
    cluster.look(1, shorter)
    cluster.deliverAll()
    for (let ms = 0; ms < 5_000; ms += 50) {
      cluster.tick()
      cluster.deliverAll()
    }
    expect(settled(cluster)).toEqual([null, 3])
    cluster.look(2, longer)
    expect(delays(cluster)).toBe(2)
  })

  it('needs no timer either when the vote crosses the old opinion on its way', () => {
    const cluster = led()
    cluster.kill(3)
    cluster.look(1, shorter)
    cluster.deliverWave()
    expect(cluster.inFlight(2, 1).map((word) => word.state)).toEqual(['following'])
    cluster.look(2, longer)
    expect(delays(cluster)).toBe(2)
  })

  it('needs a wait only when the death is not noticed', () => {
    const cluster = led()
    cluster.kill(3, false)
    cluster.look(1, longer)
    cluster.look(2, shorter)
    cluster.run(200)
    expect(settled(cluster)).toEqual([null, null])
    cluster.run(50)
    expect(settled(cluster)).toEqual([1, 1])
  })

  it('a candidate that dies during the election costs no timer', () => {
    const cluster = new Cluster({ voters: [1, 2, 3, 4, 5] })
    for (const id of [1, 2, 3, 4, 5]) cluster.start(id)
    for (const id of [1, 2, 3, 4, 5]) cluster.look(id)
    cluster.deliverWave()
    expect([1, 2, 3, 4].map((id) => cluster.core(id).vote.leader)).toEqual([5, 5, 5, 5])
    cluster.kill(5)
    cluster.deliverAll()
    expect([1, 2, 3, 4].map((id) => cluster.leaderOf(id))).toEqual([4, 4, 4, 4])
  })
})
