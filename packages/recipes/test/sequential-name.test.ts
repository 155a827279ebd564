import { describe, expect, it } from 'vitest'
import { compareSequence, newPrefix, parseName, parseNames, predecessorOf } from '../src/sequential-name.ts'

const sequenceOf = (name: string) => parseName(name)?.sequence ?? null
const uuid = 'b7a0a9d2-6c36-4d3c-8d7f-0e3f6f1f4a11'

/** As Curator's sorter cuts names: what follows the last of the word, or the whole. */
const curatorKey = (name: string, word: string) => (name.includes(word) ? name.slice(name.lastIndexOf(word) + word.length) : name)
/** As kazoo's pattern finds contenders. */
const kazooContender = /(?:__lock__)(-?\d{10})$/

describe('names in a queue', () => {
  it('are understood from Curator, kazoo and others by their number', () => {
    expect(sequenceOf(`_c_${uuid}-lock-0000000012`)).toBe(12)
    expect(sequenceOf('2f9c1d__lock__0000000013')).toBe(13)
    expect(sequenceOf(`_c_${uuid}-__WRIT__0000000014`)).toBe(14)
    expect(sequenceOf('n_0000000015')).toBe(15)
    expect(sequenceOf('x-72057594037927936-0000000016')).toBe(16)
    expect(sequenceOf('notes')).toBe(null)
  })

  it('are told apart from a hyphen where the counter has become negative', () => {
    expect(sequenceOf(`_c_${uuid}-lock--2147483648`)).toBe(-2147483648)
    expect(sequenceOf(`_c_${uuid}-lock--000000005`)).toBe(-5)
    expect(sequenceOf('x-0000000005')).toBe(5)
  })

  it('keep their order where the counter goes over', () => {
    const [last, first] = parseNames(['lock-2147483647', 'lock--2147483648'])
    if (last === undefined || first === undefined) throw new Error('not parsed')
    expect(compareSequence(last, first)).toBeLessThan(0)
    expect(predecessorOf(first, [first, last], () => true)).toBe(last)
    expect(predecessorOf(last, [first, last], () => true)).toBe(null)
  })

  it('know readers of both libraries', () => {
    expect(parseName(`_c_${uuid}-__READ__0000000001`)?.reader).toBe(true)
    expect(parseName('2f9c1d__rlock__0000000001')?.reader).toBe(true)
    expect(parseName('2f9c1d__lock__0000000001')?.reader).toBe(false)
  })

  it('wait for the nearest before them, never for an equal one', () => {
    const names = parseNames(['c-lock-0000000007', 'a-lock-0000000003', 'b-lock-0000000005', 'd-lock-0000000005'])
    const own = names.find(({ name }) => name.startsWith('d'))
    expect(own && predecessorOf(own, names, () => true)?.name).toBe('a-lock-0000000003')
  })
})

describe('our names', () => {
  it('sort in Curator by their number alone', () => {
    const kinds = { mutex: 'lock-', latch: 'latch-', read: '__READ__', write: '__WRIT__' } as const
    for (const [kind, word] of Object.entries(kinds)) {
      const prefix = newPrefix('curator', kind as keyof typeof kinds)
      expect(prefix).toMatch(/^_c_[0-9a-f-]{36}-/)
      expect(curatorKey(`${prefix}0000000042`, word)).toBe('0000000042')
    }
  })

  it('are contenders to kazoo in its layout', () => {
    const name = `${newPrefix('kazoo', 'mutex')}0000000042`
    expect(name).toMatch(/^[0-9a-f]{32}__lock__\d{10}$/)
    expect(kazooContender.exec(name)?.[1]).toBe('0000000042')
    expect(kazooContender.test(`${newPrefix('kazoo', 'read')}0000000042`)).toBe(false)
  })
})
