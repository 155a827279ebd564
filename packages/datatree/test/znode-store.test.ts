import { ByteReader, ByteWriter, makeZxid, OPEN_ACL, READ_ACL } from '@zabkit/core'
import { readStringList } from '@zabkit/jute'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZnodeStore } from '../src/znode-store.ts'
import { NO_ZNODE, ROOT } from '../src/znodes.ts'
import { applyChange, changes, expected, Model, parentPath, rebuild, shown } from './store-model.ts'

function childNames(store: ZnodeStore, path: string): string[] {
  const out = new ByteWriter()
  store.writeChildren(store.findPath(path), out)
  return readStringList(new ByteReader(out.copy())).sort()
}

function expectSame(store: ZnodeStore, model: Model): void {
  let bytes = 0
  for (const path of model.paths()) {
    expect(shown(store, path)).toEqual(expected(model, path))
    const id = store.findPath(path)
    expect(store.path(id)).toBe(path)
    expect(store.owner(id)).toBe(model.znodes.get(path)?.owner)
    const below = model.paths().filter((other) => other !== '/' && other !== path && (path === '/' || other.startsWith(`${path}/`)))
    expect(store.countDescendants(id)).toBe(below.length)
    const names = below.filter((other) => parentPath(other) === path).map((other) => other.slice(other.lastIndexOf('/') + 1))
    expect(childNames(store, path)).toEqual(names.sort())
    bytes += Buffer.byteLength(path) + store.dataLength(id)
  }
  expect(store.count).toBe(model.znodes.size)
  expect(store.dataBytes).toBe(bytes)
}

describe('ZnodeStore', () => {
  it('shows what a plain map would show, whatever the changes', () => {
    fc.assert(
      fc.property(changes(120), (list) => {
        const store = new ZnodeStore()
        const model = new Model()
        for (const one of list) applyChange(store, model, one)
        expectSame(store, model)
      }),
      { numRuns: 40 },
    )
  })

  it('has the digest of its content, whatever the history', () => {
    fc.assert(
      fc.property(changes(120), (list) => {
        const store = new ZnodeStore()
        const model = new Model()
        for (const one of list) applyChange(store, model, one)
        expect(rebuild(model).digest).toBe(store.digest)
      }),
      { numRuns: 60 },
    )
  })

  it('changes its digest with every part of the content', () => {
    const store = new ZnodeStore()
    const id = store.create(ROOT, '/a')
    const seen = new Set<bigint>([store.digest])
    const steps = [
      () => store.setBirth(id, makeZxid(1, 1), 5, 0n),
      () => store.setBirth(id, makeZxid(1, 1), 5, 7n),
      () => store.setData(id, Buffer.alloc(0)),
      () => store.setData(id, Buffer.from('x')),
      () => store.setData(id, Buffer.from('y')),
      () => store.setModified(id, makeZxid(1, 2), 5, 0),
      () => store.setModified(id, makeZxid(1, 2), 6, 0),
      () => store.setModified(id, makeZxid(1, 2), 6, 1),
      () => store.setAversion(id, 1),
      () => store.setAcl(id, READ_ACL),
      () => store.setChildCreates(id, 1),
      () => store.setPzxid(id, makeZxid(1, 3)),
      () => store.create(id, '/a/b'),
    ]
    for (const step of steps) {
      step()
      seen.add(store.digest)
    }
    expect(seen.size).toBe(steps.length + 1)
  })

  it('leaves what lies below /zookeeper/quota out of the digest, but not itself', () => {
    const store = new ZnodeStore()
    const quota = store.create(store.create(ROOT, '/zookeeper'), '/zookeeper/quota')
    const before = store.digest
    const limits = store.create(store.create(quota, '/zookeeper/quota/a'), '/zookeeper/quota/a/zookeeper_limits')
    store.setData(limits, Buffer.from('count=1'))
    expect(store.digest).toBe(before)
    store.setAversion(quota, 1)
    expect(store.digest).not.toBe(before)
  })

  it('finds only the exact path', () => {
    const store = new ZnodeStore()
    const id = store.create(store.create(ROOT, '/a'), '/a/bc')
    for (const path of ['a', '/a/', '//a', '/a//bc', '/a/b', '/a/bcd', '/A', '/a/bc/', '//', 'a/bc', '/ab']) {
      expect(store.findPath(path), path).toBe(NO_ZNODE)
    }
    expect(store.findPath('/a/bc')).toBe(id)
    expect(store.findPath('')).toBe(ROOT)
    expect(store.findPath('/')).toBe(ROOT)
    expect(store.find(Buffer.from('xx/a/bcyy'), 2, 7)).toBe(id)
    expect(store.parent(id)).toBe(store.findPath('/a'))
    expect(store.parent(ROOT)).toBe(NO_ZNODE)
  })

  it('keeps its own copy of data and of ACLs', () => {
    const store = new ZnodeStore()
    const data = Buffer.from('before')
    const acl = [{ permissions: 1, id: { scheme: 'ip', id: '10.0.0.1' } }]
    store.setData(ROOT, data)
    store.setAcl(ROOT, acl)
    data.fill(0)
    ;(acl[0] as { permissions: number }).permissions = 31
    store.data(ROOT)?.fill(0)
    expect(store.data(ROOT)?.toString()).toBe('before')
    expect(store.acl(ROOT)[0]?.permissions).toBe(1)
    expect(store.isOpen(ROOT)).toBe(false)
    store.setAcl(ROOT, [{ permissions: 31, id: { scheme: 'world', id: 'anyone' } }])
    expect(store.isOpen(ROOT)).toBe(true)
    expect(store.acl(ROOT)).toEqual(OPEN_ACL)
  })

  it('refuses misuse: a name twice, no name, removal of the root or of a parent, an id that is gone', () => {
    const store = new ZnodeStore()
    const a = store.create(ROOT, '/a')
    const b = store.create(a, '/a/b')
    expect(() => store.create(ROOT, '/a')).toThrow('created once')
    expect(() => store.create(ROOT, '/')).toThrow('has a name')
    expect(() => store.remove(ROOT)).toThrow('root stays')
    expect(() => store.remove(a)).toThrow('with children')
    store.remove(b)
    expect(() => store.remove(b)).toThrow('exists')
    expect(() => store.setData(b, null)).toThrow('exists')
  })

  it('holds many znodes in one directory and gives their room back', () => {
    const store = new ZnodeStore()
    const dir = store.create(ROOT, '/d')
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 15_000; i++) store.create(dir, `/d/n${i}`)
      expect(store.numChildren(dir)).toBe(15_000)
      for (let i = 0; i < 15_000; i += 2) store.remove(store.findPath(`/d/n${i}`))
      let right = 0
      for (let i = 0; i < 15_000; i++) right += (store.findPath(`/d/n${i}`) === NO_ZNODE) === (i % 2 === 0) ? 1 : 0
      expect(right).toBe(15_000)
      for (let i = 1; i < 15_000; i += 2) store.remove(store.findPath(`/d/n${i}`))
    }
    expect(store.count).toBe(2)
  })
})
