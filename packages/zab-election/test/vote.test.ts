import type { Zxid } from '@zabkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBetter, sameLeadership, sameVote } from '../src/index.ts'
import { NO_VOTE } from '../src/vote.ts'
import { vote } from './server.ts'

const small = fc.nat({ max: 2 })
const votes = fc.record({ leader: fc.integer({ min: 1, max: 3 }), zxid: small.map((zxid) => zxid as Zxid), epoch: small })

describe('the order of votes', () => {
  it('goes by epoch, then zxid, then leader', () => {
    const rising = [NO_VOTE, vote(1), vote(3), vote(1, 5), vote(2, 5), vote(1, 0, 1), vote(1, 7, 1), vote(1, 0, 2)]
    for (const [left, lower] of rising.entries()) {
      for (const [right, other] of rising.entries()) expect(isBetter(lower, other)).toBe(left > right)
    }
  })

  it('is total: of two votes one is better, or they are the same', () => {
    fc.assert(
      fc.property(votes, votes, (left, right) => {
        expect([isBetter(left, right), isBetter(right, left), sameVote(left, right)].filter((holds) => holds)).toHaveLength(1)
      }),
    )
  })

  it('is transitive', () => {
    fc.assert(
      fc.property(votes, votes, votes, (first, second, third) => {
        if (isBetter(first, second) && isBetter(second, third)) expect(isBetter(first, third)).toBe(true)
      }),
    )
  })
})

describe('agreement', () => {
  it('within a round is about the whole vote', () => {
    expect(sameVote(vote(3, 9, 1), vote(3, 9, 1))).toBe(true)
    for (const other of [vote(2, 9, 1), vote(3, 8, 1), vote(3, 9, 2)]) expect(sameVote(vote(3, 9, 1), other)).toBe(false)
  })

  it('outside of elections is about leader and epoch alone', () => {
    expect(sameLeadership(vote(3, 9, 1), vote(3, 8, 1))).toBe(true)
    for (const other of [vote(2, 9, 1), vote(3, 9, 2)]) expect(sameLeadership(vote(3, 9, 1), other)).toBe(false)
  })
})
