import { hierarchical, type Notification } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { Cluster } from './cluster.ts'
import { DrivenCluster } from './drivers.ts'
import { Server, vote } from './server.ts'

const five = [1, 2, 3, 4, 5]

describe('an election ends (R41)', () => {
  it('among five servers whose leader dies as soon as it is elected, again and again', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = new DrivenCluster({ voters: five, seed }, () => ({ epoch: 0, zxid: 0 }))
      cluster.startAll()
      for (let deaths = 0; deaths < 10; deaths++) {
        for (let steps = 0; !five.some((id) => cluster.cores.has(id) && cluster.core(id).state === 'leading'); steps++) {
          if (!cluster.deliverOne()) cluster.tick()
          expect(steps).toBeLessThan(1_000)
        }
        const leader = five.find((id) => cluster.cores.has(id) && cluster.core(id).state === 'leading') as number
        cluster.kill(leader)
        cluster.tick()
        cluster.start(leader, cluster.credentials(leader))
      }
      expect(cluster.untilServing(3_000)).not.toBe(null)
    }
  })

  it('between servers that differ in nothing but their ids', () => {
    const cluster = new Cluster({ voters: [8, 9] })
    for (const id of [8, 9]) cluster.start(id, { epoch: 3, zxid: 33 })
    cluster.deliverAll()
    expect([cluster.leaderOf(8), cluster.leaderOf(9)]).toEqual([9, 9])
  })

  it('without a server that goes back to the round of those who follow it, while others vote in a later one', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    server.core.becomeLooking({ epoch: 0, zxid: vote(3).zxid })
    for (const id of [1, 2]) server.hears(id, 'following', 1, vote(3))
    expect([server.take().decided, server.core.round]).toEqual([null, 2])
    for (const id of [1, 2]) server.hears(id, 'looking', 2, vote(3))
    expect([server.take().decided, server.core.round]).toEqual([vote(3), 2])
  })
})

describe('followers whose leaders began new epochs in between (R42)', () => {
  it('can be joined, in the nine steps of ZOOKEEPER-1818', () => {
    const cluster = new Cluster({ voters: [1, 2, 3] })
    const at = (epoch: number) => ({ epoch, zxid: 0 })
    // 1: z1 and z2 follow z3, elected with epoch 0xb8, which now leads 0xb9. Nobody refreshed a vote.
    for (const id of [3, 2]) cluster.start(id, at(0xb8))
    cluster.deliverAll()
    cluster.start(1, at(0xb8))
    cluster.deliverAll()
    expect([1, 2, 3].map((id) => cluster.core(id).vote)).toEqual([vote(3, 0, 0xb8), vote(3, 0, 0xb8), vote(3, 0, 0xb8)])
    // 2, 3: z2 restarts with 0xb9 and finds them: it follows z3 again, by a vote with 0xb8.
    cluster.kill(2)
    cluster.start(2, at(0xb9))
    cluster.deliverAll()
    expect([cluster.core(2).state, cluster.core(2).vote]).toEqual(['following', vote(3, 0, 0xb8)])
    // 4, 5: z3 restarts with 0xb9 before z2 has reached it; z2 goes on trying.
    cluster.kill(3)
    cluster.start(3, at(0xb9))
    cluster.deliverAll()
    // 6, 7: z1 restarts with 0xb9: z3 is elected by the two of them, in 0xb9.
    cluster.kill(1)
    cluster.start(1, at(0xb9))
    cluster.run(300)
    expect([cluster.core(3).state, cluster.core(3).vote.epoch, cluster.leaderOf(1)]).toEqual(['leading', 0xb9, 3])
    // 8: z2 reaches z3 after all. Its own vote is that of 0xb8 until the role stands, and 0xba from then on.
    for (const id of [1, 2, 3]) cluster.confirm(id, 0xba)
    cluster.deliverAll()
    // 9: z1 restarts and joins.
    cluster.kill(1)
    cluster.start(1, at(0xba))
    cluster.deliverAll()
    expect([cluster.core(1).state, cluster.core(1).vote]).toEqual(['following', vote(3, 0, 0xba)])
  })

  it('are joined once they know the epoch, whatever they said before, without a timer', () => {
    const server = new Server({ id: 1, voters: [1, 2, 3] }).looking()
    server.hears(2, 'following', 1, vote(3, 0, 0xb8))
    server.hears(3, 'leading', 5, vote(3, 7, 0xba))
    expect(server.take().decided).toBe(null)
    server.hears(2, 'following', 1, vote(3, 0, 0xba))
    expect(server.take().decided).toEqual(vote(3, 7, 0xba))
  })
})

describe('a voter that changes its mind (R43)', () => {
  it('leaves a leader that is one short, and all meet again in the next round', () => {
    const cluster = new Cluster({ voters: five })
    for (const id of [1, 2, 3]) cluster.start(id, { epoch: 1, zxid: id === 1 ? 20 : 10 })
    for (const id of [1, 2, 3]) cluster.look(id, { epoch: 1, zxid: id === 1 ? 20 : 10 })
    for (let wave = 0; wave < 2; wave++) cluster.deliverWave()
    expect(cluster.core(1).state).toBe('leading')
    // 2 has not counted yet when 5, whose log is longer, speaks to it and to 3.
    const disloyal = new Server({ id: 2, voters: five }).looking({ epoch: 1, zxid: 10 })
    disloyal.hears(1, 'looking', 1, vote(1, 20, 1))
    disloyal.hears(5, 'looking', 1, vote(5, 30, 1))
    disloyal.hears(1, 'leading', 1, vote(1, 20, 1))
    expect([disloyal.core.vote, disloyal.take().decided]).toEqual([vote(5, 30, 1), null])
    for (const id of [2, 1, 3]) cluster.look(id, { epoch: 1, zxid: id === 1 ? 20 : 10 })
    cluster.start(5, { epoch: 1, zxid: 30 })
    cluster.start(4, { epoch: 1, zxid: 10 })
    cluster.run(250)
    expect(five.map((id) => cluster.leaderOf(id))).toEqual([5, 5, 5, 5, 5])
  })

  it('is let go by a leader that keeps its majority: a late better vote changes nothing', () => {
    const cluster = new Cluster({ voters: five })
    for (const id of [1, 2, 3]) cluster.start(id, { epoch: 1, zxid: 10 })
    cluster.deliverAll()
    const before = [1, 2, 3].map((id) => cluster.leaderOf(id))
    cluster.start(5, { epoch: 1, zxid: 30 })
    cluster.deliverAll()
    expect([1, 2, 3].map((id) => cluster.leaderOf(id))).toEqual(before)
    expect([cluster.core(5).state, cluster.leaderOf(5)]).toEqual(['following', before[0]])
  })
})

describe('who does not vote (R44)', () => {
  const shape = { voters: [1, 2], observers: [3, 4, 5] }

  it('elects nobody: of two voters and three observers, one voter is too few', () => {
    const cluster = new Cluster(shape)
    for (const id of [1, 3, 4, 5]) cluster.start(id, { epoch: 9, zxid: 9 })
    cluster.run(10_000)
    expect(cluster.decisions).toEqual([])
  })

  it('is not elected, whatever it claims', () => {
    const server = new Server({ id: 1, voters: [1, 2], observers: [3, 4, 5] }).looking()
    for (const id of [3, 4, 5]) {
      for (const state of ['looking', 'following', 'leading', 'observing'] as const) server.hears(id, state, 99, vote(3, 9, 9))
    }
    server.hears(2, 'looking', 1, vote(3, 9, 9))
    server.pass(1_000)
    expect([server.take().decided, server.core.round, server.core.vote]).toEqual([null, 1, vote(1)])
  })

  it('observes the leader that the voters elect, and joins one that leads already', () => {
    const cluster = new Cluster(shape)
    for (const id of [3, 1, 2, 4]) cluster.start(id)
    cluster.deliverAll()
    expect([1, 2, 3, 4].map((id) => cluster.core(id).state)).toEqual(['following', 'leading', 'observing', 'observing'])
    for (const id of [1, 2]) cluster.confirm(id, 1)
    cluster.start(5)
    cluster.deliverAll()
    expect([cluster.core(5).state, cluster.core(5).vote]).toEqual(['observing', vote(2, 0, 1)])
  })

  it('takes part in any round of the voters, without a word about what it finds there', () => {
    const observer = new Server({ id: 3, voters: [1, 2], observers: [3] }).looking()
    for (let times = 0; times < 20; times++) observer.core.becomeLooking({ epoch: 9, zxid: vote(3, 9).zxid })
    expect(observer.take().said).toHaveLength(40)
    for (const id of [1, 2]) observer.hears(id, 'looking', 1, vote(2))
    expect(observer.take()).toEqual({ said: [], decided: vote(2) })
  })

  it('finds the leader, however often it looked alone', () => {
    const cluster = new Cluster(shape)
    cluster.start(3)
    for (let times = 0; times < 20; times++) cluster.look(3)
    for (const id of [1, 2]) cluster.start(id)
    cluster.deliverAll()
    expect([cluster.core(3).state, cluster.leaderOf(3)]).toEqual(['observing', 2])
  })

  it('is answered by voters only, so that two who look do not talk for ever', () => {
    const cluster = new Cluster(shape)
    for (const id of [3, 4]) cluster.start(id)
    cluster.deliverAll()
    const voter = new Server({ id: 1, voters: [1, 2], observers: [3] }).looking()
    voter.hears(3, 'looking', 0, vote(0))
    expect(voter.take().said).toEqual(['3: looking 1 1'])
    voter.hears(3, 'observing', 0, vote(0))
    expect(voter.take().said).toEqual([])
  })

  it('has weight 0: it is no candidate and no part of a quorum', () => {
    const quorum = hierarchical([new Map([[1, 1], [2, 1], [3, 1], [4, 0], [5, 0]])])
    const cluster = new Cluster({ voters: five, quorum })
    for (const id of [1, 4, 5]) cluster.start(id, { epoch: 0, zxid: id })
    cluster.run(5_000)
    expect(cluster.decisions).toEqual([])
    cluster.start(2)
    cluster.run(250)
    expect([1, 2, 4, 5].map((id) => cluster.leaderOf(id))).toEqual([1, 1, 1, 1])
  })
})

describe('malformed notifications (R45)', () => {
  const good = { type: 'notification', state: 'looking', round: 1, vote: vote(5) }
  const malformed: Readonly<Record<string, unknown>> = {
    'no state': { ...good, state: undefined },
    'an unknown state': { ...good, state: 'electing' },
    'a state that is a name of Object': { ...good, state: 'constructor' },
    'a voter that observes': { ...good, state: 'observing' },
    'a leader that names another': { ...good, state: 'leading' },
    'a follower of itself': { ...good, state: 'following', vote: vote(2) },
    'a negative round': { ...good, round: -1 },
    'a round that is no number': { ...good, round: '7' },
    'a round beyond exact numbers': { ...good, round: 2 ** 60 },
    'no round': { ...good, round: Number.NaN },
    'no vote': { ...good, vote: undefined },
    'a vote of null': { ...good, vote: null },
    'a candidate that does not vote': { ...good, vote: vote(6) },
    'a candidate that nobody knows': { ...good, vote: vote(77) },
    'a negative zxid': { ...good, vote: vote(5, -1) },
    'a zxid with a fraction': { ...good, vote: vote(5, 0.5) },
    'a zxid beyond exact numbers': { ...good, vote: vote(5, 2 ** 60) },
    'a negative epoch': { ...good, vote: vote(5, 0, -1) },
    'an epoch beyond the largest': { ...good, vote: vote(5, 0, 2 ** 21) },
    'nothing': null,
    'text': 'looking',
  }
  const voterOne = () => new Server({ id: 1, voters: five, observers: [6] }).looking()

  it.each(Object.entries(malformed))('are dropped and counted: %s', (_, notification) => {
    const server = voterOne()
    server.core.step({ type: 'notification', from: 2, notification: notification as Notification })
    expect(server.events.filter((name) => name === 'MalformedNotification')).toHaveLength(1)
    expect([server.core.hasReady(), server.core.round, server.core.vote]).toEqual([false, 1, vote(1)])
    server.core.step({ type: 'notification', from: 6, notification: notification as Notification })
    expect(server.core.vote).toEqual(vote(1))
    for (const id of [2, 3, 4, 5]) server.hears(id, 'looking', 1, vote(5))
    expect(server.take().decided).toEqual(vote(5))
  })

  it.each([0, 1, 7, -3, Number.NaN])('are dropped when they come from a stranger, or from the server itself: %s', (from) => {
    const server = voterOne()
    server.hears(from, 'looking', 5, vote(5))
    server.up(from)
    server.down(from)
    expect([server.core.hasReady(), server.core.round]).toEqual([false, 1])
    expect(server.events).toContain('MalformedNotification')
  })
})
