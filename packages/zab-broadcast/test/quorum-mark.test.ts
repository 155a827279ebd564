import { hierarchical, majority } from '@zabkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QuorumMark } from '../src/quorum-mark.ts'

describe('the mark that a quorum has reached', () => {
  it('is the highest number that a quorum has, whatever the order in which the numbers come', () => {
    const quorums = [majority([1]), majority([1, 2, 3]), majority([1, 2, 3, 4, 5]), hierarchical([new Map([[1, 3], [2, 1]]), new Map([[3, 1]]), new Map([[4, 1], [5, 0]])])]
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 12 })), { maxLength: 40 })
    fc.assert(
      fc.property(fc.constantFrom(...quorums), steps, (quorum, list) => {
        const mark = new QuorumMark(quorum, 2)
        const best = new Map<number, number>()
        for (const [server, value] of list) {
          mark.raise(server, value)
          best.set(server, Math.max(best.get(server) ?? 0, value))
          let expected = 2
          for (let v = 3; v <= 12; v++) if (quorum.isQuorum(new Set([...best].filter(([, has]) => has >= v).map(([id]) => id)))) expected = v
          expect(mark.value).toBe(expected)
        }
      }),
    )
  })
})
