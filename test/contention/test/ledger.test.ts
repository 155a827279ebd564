import { expect, it } from 'vitest'
import { Ledger } from '../src/ledger.ts'

function ledgerOf(...holds: readonly (readonly [contender: string, token: string, from: number, to: number])[]): Ledger {
  const ledger = new Ledger()
  for (const [contender, token, from, to] of holds) ledger.note(contender, { token, from, to })
  return ledger
}

it('holds one after the other, told in any order, are in order', () => {
  const ledger = ledgerOf(['b', '20', 12, 15], ['a', '10', 1, 5], ['a', '10', 1, 11], ['a', '30', 16, 16])
  expect([ledger.overlaps(), ledger.disorder(), ledger.size]).toEqual([[], [], 3])
})

it('a hold that begins before another ended is found, also behind a short one', () => {
  expect(ledgerOf(['a', '10', 1, 5], ['b', '20', 4, 9]).overlaps()).toHaveLength(1)
  expect(ledgerOf(['a', '10', 1, 50], ['b', '20', 51, 52], ['c', '30', 60, 61], ['a', '10', 1, 55]).overlaps()).toHaveLength(1)
  expect(ledgerOf(['a', '10', 1, 50], ['b', '20', 10, 20], ['c', '30', 30, 40]).overlaps()).toHaveLength(2)
})

it('one token of two contenders is found', () => {
  expect(ledgerOf(['a', '10', 1, 5], ['b', '10', 6, 9]).overlaps()).toHaveLength(1)
})

it('a token that is not more than the one before is found', () => {
  expect(ledgerOf(['a', '20', 1, 5], ['b', '10', 6, 9], ['c', '11', 10, 12]).disorder()).toHaveLength(1)
})

it('gaps are from holder to holder and to the end', () => {
  const ledger = ledgerOf(['b', '20', 130, 135], ['a', '10', 100, 105], ['c', '30', 140, 145])
  expect(ledger.gaps(200).map(({ begin, ms }) => [begin, ms])).toEqual([[100, 30], [130, 10], [140, 60]])
})

it('tells who held since', () => {
  expect(ledgerOf(['a', '10', 1, 5], ['b', '20', 6, 9]).holdersSince(2)).toEqual(new Set(['b']))
})
