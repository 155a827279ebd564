import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FrozenPages } from '../src/frozen-pages.ts'

const UNIT = 4
const UNITS = 8

it('pages are taken as they were, whatever is written after it was announced, and no more of them than was asked for', () => {
  const write = fc.tuple(fc.nat(5), fc.nat(UNIT * UNITS - 1), fc.boolean())
  fc.assert(
    fc.property(fc.array(fc.nat(UNIT * UNITS), { minLength: 1, maxLength: 4 }), fc.array(write, { maxLength: 60 }), (lengths, writes) => {
      const pages = lengths.map((_, page) => Buffer.alloc(UNIT * UNITS, page + 1))
      const expected = lengths.flatMap((length, page) => (length === 0 ? [] : [Buffer.alloc(length, page + 1)]))
      const frozen = new FrozenPages(pages.slice(), lengths, UNIT, UNITS, () => {})
      const taking = frozen.take()
      const taken: Buffer[] = []
      for (const [page, at, take] of writes) {
        frozen.keep(page, Math.floor(at / UNIT))
        if (page < pages.length) (pages[page] as Buffer)[at] = 99
        if (take) taken.push(...[taking.next().value].filter((each) => each !== undefined))
      }
      taken.push(...taking)
      expect(taken).toEqual(expected)
    }),
  )
})
