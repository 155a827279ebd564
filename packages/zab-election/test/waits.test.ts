import { describe, expect, it } from 'vitest'
import { Countdown } from '../src/countdown.ts'
import { REFUSED_WAIT_MS } from '../src/index.ts'
import { Patience } from '../src/patience.ts'
import { Server, vote } from './server.ts'

describe('a countdown', () => {
  it('ends once, counted from the first tick after its start', () => {
    const countdown = new Countdown()
    countdown.start(100)
    expect([1_000, 1_099, 1_100, 1_200].map((nowMs) => countdown.ends(nowMs))).toEqual([false, false, true, false])
    expect(countdown.running).toBe(false)
  })

  it('goes on when it is kept, and ends when it is not', () => {
    const countdown = new Countdown()
    countdown.keep(true, 100)
    countdown.ends(1_000)
    countdown.keep(true, 100)
    expect(countdown.ends(1_100)).toBe(true)
    countdown.keep(true, 100)
    countdown.keep(false, 100)
    expect([countdown.ends(2_000), countdown.ends(3_000)]).toEqual([false, false])
  })
})

describe('patience with a refused candidate', () => {
  const refuse = (patience: Patience, candidate: number, fromMs: number) => {
    let nowMs = fromMs
    while (!patience.ends(candidate, nowMs)) nowMs += 50
    return nowMs - fromMs
  }

  it('adds up the time over interruptions, a late tick counting as one', () => {
    const patience = new Patience()
    patience.ends(null, 1_000)
    expect(refuse(patience, 5, 1_050)).toBe(REFUSED_WAIT_MS - 50)
    const interrupted = new Patience()
    for (let nowMs = 50; nowMs < REFUSED_WAIT_MS - 50; nowMs += 50) expect(interrupted.ends(5, nowMs)).toBe(false)
    expect([interrupted.ends(null, 90_000), interrupted.ends(5, 190_000), interrupted.ends(5, 290_000)]).toEqual([false, false, true])
  })

  it('begins anew for one that was set aside, and after a decision', () => {
    const patience = new Patience()
    refuse(patience, 5, 0)
    expect([patience.setAside(5, 1), patience.aside.has(5), patience.ends(5, 90_000)]).toEqual([true, true, false])
    const half = REFUSED_WAIT_MS - 50
    for (let nowMs = 100_000; nowMs < 100_000 + half; nowMs += 50) patience.ends(4, nowMs)
    patience.reset()
    expect([patience.aside.size, patience.ends(4, 110_000), patience.ends(4, 110_050)]).toEqual([0, false, false])
  })

  it('never sets the server itself aside: those that were get another chance', () => {
    const patience = new Patience()
    expect(patience.setAside(1, 1)).toBe(false)
    patience.setAside(5, 1)
    expect([patience.setAside(1, 1), patience.aside.size]).toEqual([true, 0])
  })

  it('lets a candidate stand again in the election after the next', () => {
    const server = new Server({ id: 1, voters: [1, 2, 3, 4, 5] }).looking()
    server.hears(5, 'looking', 1, vote(5, 50))
    for (const id of [2, 3, 4]) server.hears(id, 'looking', 1, vote(4))
    server.pass(REFUSED_WAIT_MS + 50)
    expect([server.core.round, server.core.vote]).toEqual([2, vote(1)])
    for (const id of [2, 3, 4]) server.hears(id, 'looking', 2, vote(4))
    server.pass(250)
    expect(server.take().decided).toEqual(vote(4))
    server.core.becomeLooking({ epoch: 0, zxid: vote(1).zxid })
    server.hears(5, 'looking', 3, vote(5, 50))
    expect(server.core.vote).toEqual(vote(5, 50))
  })
})

describe('the wait before a vote is said again', () => {
  it('is short again for a new vote', () => {
    const server = new Server({ id: 1, voters: [1, 2, 3] }).looking()
    server.pass(3_000)
    server.hears(2, 'looking', 1, vote(2))
    server.down(3)
    server.core.becomeLooking({ epoch: 0, zxid: vote(1).zxid })
    server.take()
    server.pass(200)
    expect(server.take().said).toEqual([])
    server.pass(50)
    expect(server.take().said).toEqual(['2: looking 2 1', '3: looking 2 1'])
  })
})

describe('the wait for a better vote', () => {
  it('is not drawn out by what changes nothing', () => {
    const server = new Server({ id: 5, voters: [1, 2, 3, 4, 5] }).looking()
    for (const id of [1, 2]) server.hears(id, 'looking', 1, vote(5))
    for (let ms = 0; ms < 250; ms += 50) {
      server.hears(1, 'looking', 1, vote(5))
      server.pass(50)
    }
    expect(server.take().decided).toEqual(vote(5))
  })
})
