import { describe, expect, it } from 'vitest'
import { Server, vote } from './server.ts'

const voters = [1, 2, 3, 4, 5]

describe('a server that begins to look', () => {
  it('enters the next round with a vote for itself, and tells all', () => {
    const server = new Server({ id: 2, voters: [1, 2, 3] })
    server.core.becomeLooking({ epoch: 4, zxid: vote(2, 77).zxid })
    expect(server.take()).toEqual({ said: ['1: looking 1 2', '3: looking 1 2'], decided: null })
    expect([server.core.round, server.core.vote]).toEqual([1, vote(2, 77, 4)])
    server.core.becomeLooking({ epoch: 4, zxid: vote(2, 78).zxid })
    expect([server.core.round, server.core.vote]).toEqual([2, vote(2, 78, 4)])
  })

  it('counts what it heard of its round before: whoever noticed first need not speak again', () => {
    const server = new Server({ id: 2, voters: [1, 2, 3] }).looking()
    server.hears(3, 'looking', 1, vote(3))
    server.hears(1, 'looking', 1, vote(3))
    expect(server.take().decided).toEqual(vote(3))
    server.hears(1, 'looking', 2, vote(1, 50))
    server.down(3)
    server.take()
    server.core.becomeLooking({ epoch: 0, zxid: vote(2, 40).zxid })
    expect(server.take()).toEqual({
      said: ['1: looking 2 1', '3: looking 2 1', '1: following 2 1', '3: following 2 1'],
      decided: vote(1, 50),
    })
  })

  it('enters the latest round that others look in', () => {
    const server = new Server({ id: 1, voters }).looking()
    for (const id of [2, 3, 5]) server.hears(id, 'looking', 1, vote(5))
    server.hears(4, 'looking', 1, vote(5))
    expect(server.take().decided).toEqual(vote(5))
    server.hears(4, 'looking', 9, vote(4))
    server.core.becomeLooking({ epoch: 0, zxid: vote(1).zxid })
    expect([server.core.round, server.core.vote]).toEqual([9, vote(4)])
  })

  it('says nothing and decides nothing before', () => {
    const server = new Server({ id: 1, voters: [1, 2] })
    server.up(2)
    server.hears(2, 'looking', 1, vote(2))
    server.pass(1_000)
    expect([server.core.hasReady(), server.core.state, server.core.round]).toEqual([false, 'looking', 0])
    server.core.becomeLooking({ epoch: 0, zxid: vote(1).zxid })
    expect(server.take().decided).toEqual(vote(2))
  })
})

describe('a server that looks', () => {
  it('comes along into a later round, however far, and keeps the better of its own vote and the one heard', () => {
    const server = new Server({ id: 2, voters }).looking({ epoch: 1, zxid: 30 })
    server.hears(3, 'looking', 1, vote(3, 90, 1))
    server.hears(4, 'looking', 1_000_000, vote(4, 20, 1))
    expect([server.core.round, server.core.vote]).toEqual([1_000_000, vote(2, 30, 1)])
    server.hears(5, 'looking', 2_000_000, vote(5, 40, 1))
    expect([server.core.round, server.core.vote]).toEqual([2_000_000, vote(5, 40, 1)])
    expect(server.take().said.filter((line) => line.startsWith('1'))).toEqual([
      '1: looking 1 3',
      '1: looking 1000000 2',
      '1: looking 2000000 5',
    ])
  })

  it('answers one that looks in an earlier round, to it alone, and counts nothing', () => {
    const server = new Server({ id: 2, voters }).looking()
    server.hears(3, 'looking', 7, vote(3))
    server.take()
    server.hears(5, 'looking', 6, vote(5))
    expect(server.take()).toEqual({ said: ['5: looking 7 3'], decided: null })
    expect(server.core.vote).toEqual(vote(3))
  })

  it('adopts a better vote of its round and tells all; to a worse one it says nothing', () => {
    const server = new Server({ id: 2, voters: [1, 2, 3] }).looking()
    server.hears(1, 'looking', 1, vote(1))
    expect(server.take().said).toEqual([])
    server.hears(3, 'looking', 1, vote(3))
    expect(server.take().said).toEqual(['1: looking 1 3', '3: looking 1 3'])
  })

  it('takes no candidate that it cannot reach, until it can', () => {
    const server = new Server({ id: 2, voters: [1, 2, 3] }).looking()
    server.down(3)
    server.hears(3, 'looking', 1, vote(3))
    server.hears(1, 'looking', 1, vote(3))
    expect([server.core.vote, server.take().decided]).toEqual([vote(2), null])
    server.up(3)
    expect(server.take().decided).toEqual(vote(3))
  })

  it('does not vote for one that leads already: it is joined or not', () => {
    const server = new Server({ id: 1, voters }).looking()
    server.hears(3, 'leading', 1, vote(3, 0, 9))
    expect(server.core.vote).toEqual(vote(1))
  })

  it('takes no candidate that it has not heard itself', () => {
    const server = new Server({ id: 2, voters }).looking()
    for (const id of [1, 3, 4]) server.hears(id, 'looking', 1, vote(5))
    expect(server.core.vote).toEqual(vote(2))
    server.hears(5, 'looking', 1, vote(5))
    expect(server.core.vote).toEqual(vote(5))
  })

  it('begins a new round when it loses the link to its candidate', () => {
    const server = new Server({ id: 2, voters }).looking()
    server.hears(5, 'looking', 1, vote(5))
    server.take()
    server.down(5)
    expect(server.take().said).toEqual(['1: looking 2 2', '3: looking 2 2', '4: looking 2 2', '5: looking 2 2'])
  })

  it('says its vote again after 200 ms, 400 ms and so on up to a minute', () => {
    const server = new Server({ id: 2, voters: [1, 2, 3], observers: [8] }).looking()
    const times: number[] = []
    for (let ms = 0; ms < 300_000; ms += 50) {
      server.pass(50)
      const { said } = server.take()
      if (said.length > 0) times.push(ms)
      // The observer asks when it wants to know.
      expect([[], ['1: looking 1 2', '3: looking 1 2']]).toContainEqual(said)
    }
    const waits = times.slice(1).map((time, index) => time - (times[index] as number))
    const doubling = [400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 51_200, 60_000, 60_000]
    expect([times[0], ...waits.slice(0, doubling.length)]).toEqual([200, ...doubling])
  })

  it('says its vote at once to a peer that it can reach anew', () => {
    const server = new Server({ id: 2, voters: [1, 2, 3] }).looking()
    server.down(1)
    server.up(1)
    expect(server.take().said).toEqual(['1: looking 1 2'])
  })
})
