import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chroot } from '../src/chroot.ts'
import { childOf, nameOf, parentOf, pathFault } from '../src/path.ts'

describe('a path', () => {
  it('that ZooKeeper takes has no fault', () => {
    for (const path of ['/', '/a', '/a/b', '/.a', '/a../..b', '/ä/文', '/a b', '/...']) expect([path, pathFault(path)]).toEqual([path, null])
  })

  it('that ZooKeeper refuses has one', () => {
    const refused = ['', 'a', '/a/', '//', '/a//b', '/.', '/..', '/a/./b', '/a/../b', '/a\0', '/\u0001', '/\u007f', '/\u009f', '/\ud800', '/\ufff0', '/😀']
    for (const path of refused) expect([path, pathFault(path)]).not.toEqual([path, null])
    for (const path of [null, undefined, 7, {}]) expect(pathFault(path)).not.toBeNull()
  })

  it('of a sequential znode may end where the number begins', () => {
    for (const path of ['/', '/a/', '/a/.', '/a/..']) expect([path, pathFault(path, true)]).toEqual([path, null])
    for (const path of ['', 'a', '/a//', '/../a', '/a//b-']) expect([path, pathFault(path, true)]).not.toEqual([path, null])
  })

  it('is a parent and a name', () => {
    expect([parentOf('/'), parentOf('/a'), parentOf('/a/b')]).toEqual(['/', '/', '/a'])
    expect(['/a', '/a/b'].map((path) => childOf(parentOf(path), nameOf(path)))).toEqual(['/a', '/a/b'])
  })
})

describe('a chroot', () => {
  const name = fc.string({ minLength: 1, maxLength: 5 }).map((text) => `/x${text.replaceAll('/', '_')}`)

  it('gives every path back as the caller named it', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 3 }), fc.array(name, { maxLength: 3 }), (prefix, path) => {
        const chroot = new Chroot(prefix.join('') || '/')
        const named = path.join('') || '/'
        expect(chroot.toCaller(chroot.toServer(named))).toBe(named)
      }),
      { numRuns: 100 },
    )
  })

  it('leaves alone what lies outside, also where the letters are the same', () => {
    const chroot = new Chroot('/app')
    expect(['/app', '/app/a', '/apples', '/zookeeper/config'].map((path) => chroot.toCaller(path))).toEqual(['/', '/a', '/apples', '/zookeeper/config'])
    expect([new Chroot('/').toServer('/a'), new Chroot('').toServer('/'), chroot.toServer('/')]).toEqual(['/a', '/', '/app'])
  })
})
