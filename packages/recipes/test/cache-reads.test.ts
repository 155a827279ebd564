import { describe, expect, it } from 'vitest'
import type { Stat } from '@zabkit/client'
import { CacheMirror } from '../src/cache-mirror.ts'
import { CacheReads } from '../src/cache-reads.ts'
import { CACHE_READS_IN_FLIGHT_MAX } from '../src/shared-limits.ts'

/** Reads that answer when the test says so. */
class Harness {
  readonly log: string[] = []
  readonly #answers: { readonly path: string; readonly answer: (result: string) => void; readonly fail: () => void }[] = []
  readonly reads = new CacheReads<string>(
    (path, deep) => {
      this.log.push(`read ${path}${deep ? ' deep' : ''}`)
      return new Promise((answer, fail) => this.#answers.push({ path, answer, fail: () => fail(new Error('failed')) }))
    },
    (path, _deep, result) => {
      this.log.push(`apply ${path} ${result}`)
      if (result === 'parent') this.reads.ask(`${path}/child`, true)
    },
    () => this.log.push('settled'),
  )

  get inFlight(): number {
    return this.#answers.length
  }

  async answer(result: string | null): Promise<void> {
    const next = this.#answers.shift() ?? expect.fail()
    if (result === null) next.fail()
    else next.answer(result)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('the reads of a cache', () => {
  it('settle when the last deep read, its children included, was applied', async () => {
    const harness = new Harness()
    harness.reads.ask('/a', true)
    harness.reads.ask('/other', false)
    await harness.answer('parent')
    expect(harness.log).not.toContain('settled')
    await harness.answer('x')
    await harness.answer('leaf')
    expect(harness.log.at(-1)).toBe('settled')
  })

  it('read a path once more when it is asked for while it is read, and show the first answer meanwhile', async () => {
    const harness = new Harness()
    harness.reads.ask('/a', false)
    harness.reads.ask('/a', false)
    harness.reads.ask('/a', false)
    await harness.answer('old')
    await harness.answer('new')
    expect(harness.log).toEqual(['read /a', 'apply /a old', 'read /a', 'apply /a new'])
  })

  it('do not believe an answer from before a deletion that is known already, and read again as deep', async () => {
    const harness = new Harness()
    harness.reads.ask('/a', true)
    harness.reads.outdate('/a')
    await harness.answer('gone by now')
    expect(harness.log).toEqual(['read /a deep', 'read /a deep'])
    await harness.answer('new')
    expect(harness.log.slice(2)).toEqual(['apply /a new', 'settled'])
  })

  it('settle even where a znode changes during each of its reads', async () => {
    const harness = new Harness()
    harness.reads.ask('/busy', true)
    harness.reads.ask('/busy', false)
    await harness.answer('1')
    expect(harness.log).toContain('settled')
    harness.reads.ask('/busy', false)
    await harness.answer('2')
    expect(harness.log.filter((line) => line === 'settled').length).toBe(1)
  })

  it('begin a deep read that is asked for during another as one more', async () => {
    const harness = new Harness()
    harness.reads.ask('/a', true)
    harness.reads.ask('/a', true)
    await harness.answer('1')
    expect(harness.log).toEqual(['read /a deep', 'apply /a 1', 'read /a deep'])
    await harness.answer(null)
    expect(harness.log.at(-1)).toBe('settled')
  })

  it('are under way in a bounded number', async () => {
    const harness = new Harness()
    for (let i = 0; i < CACHE_READS_IN_FLIGHT_MAX + 5; i++) harness.reads.ask(`/${i}`, true)
    expect(harness.inFlight).toBe(CACHE_READS_IN_FLIGHT_MAX)
    for (let i = 0; i < CACHE_READS_IN_FLIGHT_MAX + 5; i++) await harness.answer('x')
    expect(harness.log.at(-1)).toBe('settled')
  })
})

describe('the mirror of a cache', () => {
  const node = (path: string, zxid: bigint, czxid = 1n) => ({ path, data: Buffer.from(''), stat: { czxid, mzxid: zxid } as Stat })

  it('tells removals from the leaves up, what is below a missing parent included', () => {
    const mirror = new CacheMirror()
    for (const path of ['/', '/a', '/a/b', '/a/b/c', '/d']) mirror.put(node(path, 1n))
    expect(mirror.remove('/a').map(({ path }) => path)).toEqual(['/a/b/c', '/a/b', '/a'])
    mirror.put(node('/x/y/z', 1n))
    expect(mirror.remove('/x/y').map(({ path }) => path)).toEqual(['/x/y/z'])
    expect([...mirror.nodes.keys()]).toEqual(['/', '/d'])
    expect([...mirror.names('/')]).toEqual(['d'])
  })

  it('tells a change by the zxid of the data, and a znode made anew as removed and added', () => {
    const mirror = new CacheMirror()
    mirror.put(node('/a', 1n))
    expect(mirror.put(node('/a', 1n))).toEqual([])
    expect(mirror.put(node('/a', 2n)).map(({ type }) => type)).toEqual(['changed'])
    mirror.put(node('/a/b', 3n))
    expect(mirror.put(node('/a', 5n, 5n)).map(({ type, path }) => `${type} ${path}`)).toEqual(['removed /a/b', 'removed /a', 'added /a'])
  })
})
