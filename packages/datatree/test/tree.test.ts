import { ErrorCode, InvariantError, makeZxid, OPEN_ACL, Permission } from '@zabkit/core'
import { CreateMode, OpCode, readAclList } from '@zabkit/jute'
import { describe, expect, it, vi } from 'vitest'
import {
  ALICE,
  createBody,
  Harness,
  justPath,
  multiBody,
  only,
  pathAndNumber,
  readFreshStat,
  setAclBody,
  setDataBody,
  testAuthorizer,
  world,
} from './harness.ts'

describe('a fresh tree', () => {
  const zero = { czxid: 0, mzxid: 0, ctime: 0, mtime: 0, version: 0, ephemeralOwner: 0n, dataLength: 0, pzxid: 0 }

  it('has the znodes of a fresh server, with its Stats', () => {
    const h = new Harness()
    expect(h.stat('/')).toEqual({ ...zero, cversion: -1, aversion: 0, numChildren: 1 })
    expect(h.stat('/zookeeper')).toEqual({ ...zero, cversion: -2, aversion: 0, numChildren: 2 })
    expect(h.stat('/zookeeper/quota')).toEqual({ ...zero, cversion: 0, aversion: 0, numChildren: 0 })
    expect(h.stat('/zookeeper/config')).toEqual({ ...zero, cversion: 0, aversion: -1, numChildren: 0 })
    expect(h.data('/')).toBe('')
    h.create('/first')
    expect(h.stat('/')).toMatchObject({ cversion: 0, numChildren: 2 })
  })

  it('shows the membership it was given, in version -1', () => {
    const h = new Harness({ configText: 'server.1=a:1:2' })
    expect([h.data('/zookeeper/config'), h.stat('/zookeeper/config')?.version]).toEqual(['server.1=a:1:2', -1])
  })

  it('counts descendants as ZooKeeper does', () => {
    const h = new Harness()
    h.create('/a')
    h.create('/a/b')
    h.create('/ab')
    const count = (path: string) => h.read(OpCode.GetAllChildrenNumber, justPath(path)).body.readInt32()
    expect([count('/'), count(''), count('/a'), count('/ab')]).toEqual([6, 7, 1, 0])
  })
})

describe('a Stat', () => {
  it('follows creates, deletes, data and ACLs', () => {
    const h = new Harness()
    h.write(OpCode.Create, createBody('/a', 0, OPEN_ACL, 'abc'), {}, 500)
    const born = h.tree.lastZxid
    expect(h.stat('/a')).toMatchObject({ czxid: born, mzxid: born, pzxid: born, ctime: 500, mtime: 500, dataLength: 3, version: 0 })
    h.write(OpCode.SetData, setDataBody('/a', 'ab'), {}, 700)
    const changed = h.tree.lastZxid
    expect(h.stat('/a')).toMatchObject({ czxid: born, mzxid: changed, pzxid: born, ctime: 500, mtime: 700, dataLength: 2, version: 1 })
    h.create('/a/b')
    h.delete('/a/b')
    expect(h.stat('/a')).toMatchObject({ mzxid: changed, pzxid: h.tree.lastZxid, cversion: 2, numChildren: 0 })
    const before = h.stat('/a')
    h.write(OpCode.SetAcl, setAclBody('/a', world(31)), {}, 900)
    expect(h.stat('/a')).toEqual({ ...before, aversion: 1 })
  })

  it('comes with create2, setData and setACL, of the znode as it then is', () => {
    const h = new Harness()
    const created = h.write(OpCode.Create2, createBody('/a'))
    expect(created.body.readString()).toBe('/a')
    expect(readFreshStat(created.body)).toEqual(h.stat('/a'))
    expect(readFreshStat(h.write(OpCode.SetData, setDataBody('/a', 'x')).body)).toEqual(h.stat('/a'))
    expect(readFreshStat(h.write(OpCode.SetAcl, setAclBody('/a', world(31))).body)).toEqual(h.stat('/a'))
    expect(h.write(OpCode.Delete, pathAndNumber('/a', -1)).body.remaining).toBe(0)
  })

  it('names the session of an ephemeral, and no one for containers and TTL znodes', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    h.create('/e', CreateMode.Ephemeral)
    h.write(OpCode.CreateContainer, createBody('/c', 4))
    h.write(OpCode.CreateTtl, createBody('/t', 5, OPEN_ACL, '', 100n))
    expect(['/e', '/c', '/t'].map((path) => h.stat(path)?.ephemeralOwner)).toEqual([1n, 0n, 0n])
    expect(h.create('/c/child')).toBe('/c/child')
    expect(h.create('/t/child')).toBe('/t/child')
  })

  it('keeps null data null', () => {
    const h = new Harness()
    h.write(OpCode.Create, createBody('/a', 0, OPEN_ACL, null))
    expect([h.data('/a'), h.stat('/a')?.dataLength]).toEqual([null, 0])
  })
})

describe('a sequence', () => {
  it('counts every create under the parent, whatever its name, and no delete', () => {
    const h = new Harness()
    h.create('/p')
    h.create('/p/plain')
    h.delete('/p/plain')
    expect(h.create('/p/x-', 2)).toBe('/p/x-0000000001')
    expect(h.create('/p/', 3)).toBe('/p/0000000002')
  })

  it('meets a name made by hand', () => {
    const h = new Harness()
    h.create('/p')
    h.create('/p/x0000000001')
    expect(h.write(OpCode.Create, createBody('/p/x', 2)).code).toBe(ErrorCode.NodeExists)
    expect(h.create('/p/other')).toBe('/p/other')
    expect(h.create('/p/x', 2)).toBe('/p/x0000000002')
  })

  it('goes on within a multi', () => {
    const h = new Harness()
    h.write(OpCode.Multi, multiBody([OpCode.Create, createBody('/s', 2)], [OpCode.Create, createBody('/s', 2)]))
    expect(h.children('/')).toEqual(['s0000000000', 's0000000001', 'zookeeper'])
  })

  it('becomes negative past 2^31 - 1', () => {
    const h = new Harness()
    h.create('/p')
    jump(h, '/p/jump', 0x7fff_ffff)
    expect(h.create('/p/x', 2)).toBe('/p/x2147483647')
    expect(h.create('/p/x', 2)).toBe('/p/x-2147483648')
    expect(h.create('/p/x', 2)).toBe('/p/x-2147483647')
    jump(h, '/p/near', -5)
    expect(h.create('/p/x', 2)).toBe('/p/x-000000005')
  })
})

/** Creates `path` by a txn that leaves its parent's counter at `childCreates`. */
function jump(h: Harness, path: string, childCreates: number): void {
  h.prepare(OpCode.Create, createBody(path))
  const bytes = h.log.at(-1)?.bytes
  bytes?.writeInt32BE(childCreates, bytes.length - 4)
  h.applyNext()
}

describe('getACL', () => {
  it('hides digests from those without ADMIN', () => {
    const h = new Harness()
    const acl = [...only(ALICE, Permission.All), ...world(Permission.Read)]
    h.create('/a', 0, {}, acl)
    const seen = (ids: (typeof ALICE)[]) => readAclList(h.read(OpCode.GetAcl, justPath('/a'), { ids }).body)
    expect(seen([ALICE])).toEqual(acl)
    expect(seen([])?.[0]?.id).toEqual({ scheme: 'digest', id: 'alice:x' })
  })

  it('shows what auth stood for', () => {
    const h = new Harness()
    h.create('/a', 0, { ids: [ALICE] }, only({ scheme: 'auth', id: '' }, Permission.All))
    expect(readAclList(h.read(OpCode.GetAcl, justPath('/a'), { ids: [ALICE] }).body)).toEqual(only(ALICE, Permission.All))
  })

  it('of an open znode asks nobody', () => {
    const asked = vi.spyOn(testAuthorizer, 'allows')
    const h = new Harness()
    h.create('/a')
    expect([h.setData('/a', 'x'), h.data('/a'), asked.mock.calls]).toEqual([ErrorCode.Ok, 'x', []])
    asked.mockRestore()
  })
})

describe('an ACL that is pending', () => {
  it('binds the writes prepared after it', () => {
    const h = new Harness()
    h.create('/a')
    h.prepare(OpCode.SetAcl, setAclBody('/a', only(ALICE, Permission.All)))
    expect(h.prepare(OpCode.SetData, setDataBody('/a', 'x'))).toBe(ErrorCode.NoAuth)
    expect(h.prepare(OpCode.Create, createBody('/a/b'), { ids: [ALICE] })).toBe(ErrorCode.Ok)
  })
})

describe('order of txns', () => {
  it('is strict: a zxid that is not newer is a broken invariant', () => {
    const h = new Harness()
    h.create('/a')
    const record = h.log.at(-1)
    expect(() => record && h.tree.apply(record, OpCode.Create, null)).toThrow(InvariantError)
  })

  it('lets abandoned txns be forgotten', () => {
    const h = new Harness()
    h.prepare(OpCode.Create, createBody('/a'))
    expect(h.prepare(OpCode.Create, createBody('/a'))).toBe(ErrorCode.NodeExists)
    h.tree.abandonPrepared()
    expect(h.prepare(OpCode.Create, createBody('/a'))).toBe(ErrorCode.Ok)
  })

  it('leaves a fingerprint every 128 txns', () => {
    const h = new Harness()
    while (h.lastCounter < 300) h.setData('/', 'x')
    expect(h.tree.digests.map(({ zxid }) => zxid)).toEqual([makeZxid(1, 128), makeZxid(1, 256)])
  })
})
