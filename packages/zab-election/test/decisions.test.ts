import { hierarchical } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { Server, vote } from './server.ts'

const voters = [1, 2, 3, 4, 5]

describe('a decision in a round', () => {
  it('is made at once when every voter that can be reached agrees', () => {
    const server = new Server({ id: 1, voters }).looking()
    for (const id of [2, 3, 4]) server.hears(id, 'looking', 1, vote(5))
    expect(server.take().decided).toBe(null)
    server.hears(5, 'looking', 1, vote(5))
    expect(server.take()).toMatchObject({ decided: vote(5), said: expect.arrayContaining(['2: following 1 5']) })
    expect(server.core.state).toBe('following')
  })

  it('waits 200 ms for a voter that can be reached and is silent', () => {
    const server = new Server({ id: 5, voters }).looking()
    for (const id of [1, 2]) server.hears(id, 'looking', 1, vote(5))
    server.pass(200)
    expect(server.take().decided).toBe(null)
    server.pass(50)
    expect([server.take().decided, server.core.state]).toEqual([vote(5), 'leading'])
  })

  it('measures the wait from the agreement, however long the server was not told the time before', () => {
    const server = new Server({ id: 5, voters }).looking()
    server.pass(100)
    for (const id of [1, 2]) server.hears(id, 'looking', 1, vote(5))
    server.nowMs += 1_000_000
    server.pass(50)
    expect(server.take().decided).toBe(null)
  })

  it('starts the wait over with a better vote', () => {
    const server = new Server({ id: 1, voters }).looking()
    for (const id of [2, 3, 4]) server.hears(id, 'looking', 1, vote(4))
    server.pass(200)
    server.hears(5, 'looking', 1, vote(5))
    server.pass(200)
    expect(server.take().decided).toBe(null)
    for (const id of [2, 3]) server.hears(id, 'looking', 1, vote(5))
    server.pass(250)
    expect(server.take().decided).toEqual(vote(5))
  })

  it('starts the wait over too when the better vote has its quorum from the start', () => {
    const server = new Server({ id: 1, voters: [1, 2, 3, 4, 5, 6, 7] }).looking()
    for (const id of [2, 3, 4]) server.hears(id, 'looking', 1, vote(4))
    for (const id of [5, 6]) server.hears(id, 'looking', 1, vote(7))
    server.pass(200)
    server.hears(7, 'looking', 1, vote(7))
    server.pass(200)
    expect(server.take().decided).toBe(null)
    server.pass(50)
    expect(server.take().decided).toEqual(vote(7))
  })

  it('gives up the wait when a vote that it needs is gone', () => {
    const server = new Server({ id: 5, voters }).looking()
    for (const id of [1, 2]) server.hears(id, 'looking', 1, vote(5))
    server.pass(100)
    server.down(2)
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
  })

  it('is made by peerDown when that voter was the only one awaited', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    server.hears(1, 'looking', 1, vote(3))
    expect(server.take().decided).toBe(null)
    server.down(2)
    expect(server.take().decided).toEqual(vote(3))
  })

  it('needs the word of the candidate itself: it may have decided otherwise', () => {
    const server = new Server({ id: 1, voters }).looking()
    for (const id of [2, 3]) server.hears(id, 'looking', 1, vote(4))
    server.hears(4, 'looking', 1, vote(2))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
    server.hears(4, 'looking', 1, vote(4))
    server.pass(250)
    expect(server.take().decided).toEqual(vote(4))
  })

  it('is off when the candidate itself goes over to another', () => {
    const server = new Server({ id: 1, voters }).looking()
    for (const id of [2, 3, 4]) server.hears(id, 'looking', 1, vote(4))
    server.hears(4, 'looking', 1, vote(5))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
  })

  it('of a follower waits for a silent voter even when others follow already: the candidate may still go over', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(4, 'looking', 1, vote(4))
    for (const id of [2, 3]) server.hears(id, 'following', 1, vote(4))
    expect(server.take().decided).toBe(null)
    server.hears(4, 'leading', 1, vote(4))
    expect(server.take().decided).toEqual(vote(4))
  })

  it('counts nobody who cannot be reached', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    server.down(1)
    server.hears(1, 'looking', 1, vote(3))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
    server.up(1)
    server.down(2)
    expect(server.take().decided).toEqual(vote(3))
  })

  it('counts no vote of another round', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    server.core.becomeLooking({ epoch: 0, zxid: vote(3).zxid })
    server.hears(1, 'looking', 1, vote(3))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
  })

  it('counts one that has decided in the same round already', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    server.down(2)
    server.hears(1, 'following', 1, vote(3))
    expect(server.take().decided).toEqual(vote(3))
  })

  it('is made by a leader at once when a quorum follows it already, whoever is silent', () => {
    const server = new Server({ id: 5, voters }).looking()
    server.hears(1, 'following', 1, vote(5))
    server.hears(2, 'looking', 1, vote(5))
    expect(server.take().decided).toBe(null)
    server.hears(2, 'following', 1, vote(5))
    expect([server.take().decided, server.core.state]).toEqual([vote(5), 'leading'])
  })

  it('is forgotten when the server looks again before it was taken', () => {
    const server = new Server({ id: 2, voters: [1, 2] }).looking()
    server.hears(1, 'looking', 1, vote(2))
    server.core.becomeLooking({ epoch: 0, zxid: vote(2).zxid })
    expect(server.take().decided).toBe(null)
  })

  it('follows the weights of groups', () => {
    const quorum = hierarchical([new Map([[1, 3], [2, 1], [3, 1]])])
    const server = new Server({ id: 1, voters: [1, 2, 3], quorum })
    server.core.becomeLooking({ epoch: 0, zxid: vote(1, 5).zxid })
    expect(server.take().decided).toEqual(vote(1, 5))
    const light = new Server({ id: 3, voters: [1, 2, 3], quorum }).looking()
    light.hears(2, 'looking', 1, vote(3))
    light.pass(1_000)
    expect(light.take().decided).toBe(null)
  })

  it('is given once', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    for (const id of [1, 2]) server.hears(id, 'looking', 1, vote(3))
    expect(server.take().decided).toEqual(vote(3))
    for (const id of [1, 2]) server.hears(id, 'following', 1, vote(3))
    server.pass(1_000)
    expect(server.take()).toEqual({ said: [], decided: null })
  })
})

describe('a leader that leads already', () => {
  it('is joined when it says so and a quorum stands behind it, even against a better vote', () => {
    const server = new Server({ id: 5, voters }).looking({ epoch: 9, zxid: 99 })
    for (const id of [1, 2]) server.hears(id, 'following', 4, vote(3, 7, 2))
    expect(server.take().decided).toBe(null)
    server.hears(3, 'leading', 4, vote(3, 7, 2))
    expect([server.take().decided, server.core.round]).toEqual([vote(3, 7, 2), 4])
  })

  it('is joined only when it says so itself, and can be reached', () => {
    const server = new Server({ id: 1, voters }).looking()
    for (const id of [2, 3, 4]) server.hears(id, 'following', 4, vote(5))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
    server.down(5)
    server.hears(5, 'leading', 4, vote(5))
    expect(server.take().decided).toBe(null)
    server.up(5)
    expect(server.take().decided).toEqual(vote(5))
  })

  it('is not joined by those who follow another epoch of it', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(5, 'leading', 4, vote(5, 0, 2))
    for (const id of [2, 3]) server.hears(id, 'following', 4, vote(5, 0, 1))
    expect(server.take().decided).toBe(null)
    for (const id of [2, 3]) server.hears(id, 'following', 3, vote(5, 6, 2))
    expect(server.take().decided).toEqual(vote(5, 0, 2))
  })

  it('is joined by the votes of its own round too', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(3, 'looking', 1, vote(4))
    server.hears(2, 'looking', 1, vote(4))
    server.hears(4, 'leading', 1, vote(4))
    expect(server.take().decided).toEqual(vote(4))
  })

  it('is joined at once by one that votes for it, when that makes a quorum', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(4, 'looking', 1, vote(4))
    server.hears(2, 'looking', 1, vote(4))
    server.hears(4, 'leading', 1, vote(4))
    expect(server.take().decided).toEqual(vote(4))
  })

  it('does not count the own vote of another round', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(4, 'looking', 2, vote(4))
    server.hears(2, 'following', 1, vote(4))
    server.hears(4, 'leading', 1, vote(4))
    server.pass(1_000)
    expect([server.core.vote, server.take().decided]).toEqual([vote(4), null])
  })

  it('is not joined by votes of another round', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(3, 'looking', 2, vote(4))
    server.hears(2, 'looking', 2, vote(4))
    server.hears(4, 'leading', 1, vote(4))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
  })

  it('does not make a server leader whose followers follow it in another round', () => {
    const server = new Server({ id: 3, voters: [1, 2, 3] }).looking()
    for (const id of [1, 2]) server.hears(id, 'following', 6, vote(3))
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
  })

  it('never takes the round of a server back', () => {
    const server = new Server({ id: 1, voters: [1, 2, 3] }).looking()
    for (let round = 2; round <= 8; round++) server.core.becomeLooking({ epoch: 0, zxid: vote(1).zxid })
    server.hears(3, 'leading', 4, vote(3))
    server.hears(2, 'following', 4, vote(3))
    expect([server.take().decided, server.core.round]).toEqual([vote(3), 8])
  })
})

describe('a server that has decided', () => {
  const leader = () => {
    const server = new Server({ id: 3, voters: [1, 2, 3], observers: [8] }).looking()
    for (const id of [1, 2]) server.hears(id, 'looking', 1, vote(3))
    server.take()
    return server
  }

  it('answers one that looks at once, in whatever round, and keeps its vote', () => {
    const server = leader()
    server.hears(1, 'looking', 1, vote(1, 999, 9))
    server.hears(2, 'looking', 7, vote(2, 999, 9))
    expect(server.take()).toEqual({ said: ['1: leading 1 3', '2: leading 1 3'], decided: null })
    expect(server.core.vote).toEqual(vote(3))
  })

  it('says nothing to those who have decided', () => {
    const server = leader()
    server.hears(1, 'following', 1, vote(3))
    server.hears(2, 'leading', 1, vote(2))
    expect(server.take().said).toEqual([])
  })

  it('tells all the epoch once its role stands, so that those who look can join', () => {
    const server = leader()
    server.core.confirm(6)
    expect(server.take().said).toEqual(['1: leading 1 3', '2: leading 1 3', '8: leading 1 3'])
    expect(server.core.vote).toEqual(vote(3, 0, 6))
  })

  it('ignores a confirmation that comes when it looks again', () => {
    const server = leader()
    server.core.becomeLooking({ epoch: 1, zxid: vote(3, 5).zxid })
    server.core.confirm(6)
    expect(server.core.vote).toEqual(vote(3, 5, 1))
  })

  it('asks anew who follows whom when it looks again', () => {
    const server = new Server({ id: 1, voters: [1, 2, 3] }).looking()
    server.hears(2, 'following', 1, vote(3))
    server.hears(3, 'leading', 1, vote(3))
    expect(server.take().decided).toEqual(vote(3))
    server.core.becomeLooking({ epoch: 0, zxid: vote(1).zxid })
    server.pass(1_000)
    expect(server.take().decided).toBe(null)
  })
})
