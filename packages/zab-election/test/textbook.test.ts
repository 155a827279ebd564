import { describe, expect, it } from 'vitest'
import { Cluster, started } from './cluster.ts'

const three = { voters: [1, 2, 3] }
const five = { voters: [1, 2, 3, 4, 5] }

describe('an ensemble that starts', () => {
  it('elects 2 of 1, 2, 3 started in order, as soon as two agree, and 3 joins it', () => {
    const cluster = new Cluster(three)
    cluster.start(1)
    cluster.deliverAll()
    expect(cluster.leaderOf(1)).toBe(null)
    cluster.start(2)
    cluster.deliverAll()
    expect([cluster.core(1).state, cluster.core(2).state]).toEqual(['following', 'leading'])
    cluster.start(3, { epoch: 0, zxid: 9 })
    cluster.deliverAll()
    expect([cluster.core(3).state, cluster.leaderOf(3)]).toEqual(['following', 2])
    expect(cluster.nowMs).toBe(1_000_000)
  })

  it('elects the larger id of equal zxids when all begin together', () => {
    const cluster = started(five)
    cluster.deliverAll()
    expect(new Set(five.voters.map((id) => cluster.leaderOf(id))).size).toBe(1)
    const together = new Cluster(five)
    for (const id of five.voters) together.start(id)
    for (const id of five.voters) together.look(id)
    together.deliverAll()
    expect(five.voters.map((id) => together.leaderOf(id))).toEqual([5, 5, 5, 5, 5])
  })

  it('is a leader inside becomeLooking when it is its only voter', () => {
    const cluster = new Cluster({ voters: [7] })
    cluster.start(7, { epoch: 3, zxid: 12 })
    expect(cluster.core(7).state).toBe('leading')
    expect(cluster.decisions).toEqual([{ server: 7, round: 1, vote: { leader: 7, zxid: 12, epoch: 3 } }])
  })
})

describe('an ensemble that lost servers', () => {
  const own = (id: number) => ({ epoch: 1, zxid: id === 1 ? 66 : 28 })

  it('elects the longer log: (1, zxid 66) beats (3, zxid 28) after 2 died', () => {
    const cluster = new Cluster(three)
    for (const id of [1, 2]) cluster.start(id, { epoch: 1, zxid: 10 })
    cluster.deliverAll()
    cluster.start(3, { epoch: 1, zxid: 10 })
    cluster.deliverAll()
    cluster.kill(2)
    for (const id of [3, 1]) cluster.look(id, own(id))
    cluster.deliverAll()
    expect([cluster.core(1).state, cluster.core(3).state]).toEqual(['leading', 'following'])
  })

  it('waits 200 ms, and no longer, for a server whose death nobody has noticed', () => {
    const cluster = started(three)
    cluster.deliverAll()
    const leader = cluster.leaderOf(1) as number
    cluster.kill(leader, false)
    const left = three.voters.filter((id) => id !== leader)
    for (const id of left) cluster.look(id)
    cluster.run(200)
    expect(left.map((id) => cluster.leaderOf(id))).toEqual([null, null])
    cluster.tick()
    expect(left.map((id) => cluster.leaderOf(id))).toEqual([Math.max(...left), Math.max(...left)])
  })

  it('decides at once when the death is noticed during the wait', () => {
    const cluster = started(three)
    cluster.deliverAll()
    const leader = cluster.leaderOf(1) as number
    cluster.kill(leader, false)
    const left = three.voters.filter((id) => id !== leader)
    for (const id of left) cluster.look(id)
    cluster.deliverAll()
    for (const id of left) cluster.step(id, { type: 'peerDown', peer: leader })
    expect(left.map((id) => cluster.leaderOf(id))).toEqual([Math.max(...left), Math.max(...left)])
  })

  it('never elects in a minority', () => {
    const cluster = new Cluster(five)
    for (const id of [4, 5]) cluster.start(id)
    cluster.run(120_000)
    expect(cluster.decisions).toEqual([])
  })
})
