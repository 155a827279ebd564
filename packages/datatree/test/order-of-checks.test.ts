import { ErrorCode, Permission, Session } from '@zabkit/core'
import { CreateMode, OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import {
  ALICE,
  type Asker,
  type Body,
  createBody,
  Harness,
  justPath,
  NOTHING,
  only,
  pathAndNumber,
  pathAndWatch,
  setAclBody,
  setDataBody,
  world,
} from './harness.ts'

/** A tree in which something stands for every check. */
function prepared(extendedTypesEnabled = false): Harness {
  const h = new Harness({ extendedTypesEnabled })
  h.create('/full')
  h.create('/full/child')
  h.create('/plain')
  h.write(OpCode.CreateContainer, createBody('/container', CreateMode.Container))
  h.create('/container/child')
  h.delete('/container/child')
  h.create('/ephemeral', CreateMode.Ephemeral)
  h.create('/closed', 0, {}, only(ALICE, Permission.All))
  h.write(OpCode.Create, createBody('/closed/child'), { ids: [ALICE] })
  h.create('/readable', 0, {}, world(Permission.Read))
  h.create('/admin', 0, {}, world(Permission.Admin))
  return h
}

type Row = readonly [what: string, type: number, body: Body, code: number, asker?: 'closing' | 'unknown' | 'alice']

function asker(h: Harness, who: Row[4]): Asker {
  if (who === 'alice') return { ids: [ALICE] }
  if (who === 'unknown') return { session: new Session(99n, 1) }
  if (who === undefined) return {}
  const session = h.open(2n)
  session.closing = true
  return { session }
}

const E = ErrorCode

const creates: Row[] = [
  ['unknown flags come before a closing session', OpCode.Create, createBody('x', 9), E.BadArguments, 'closing'],
  ['a TTL that is off comes before a closing session', OpCode.CreateTtl, createBody('x', 5, [], '', 5n), E.Unimplemented, 'closing'],
  ['a TTL flag under create is off too', OpCode.Create, createBody('/a', 5), E.Unimplemented],
  ['a ttl without a TTL flag', OpCode.CreateTtl, createBody('/a', 0, [], '', 5n), E.BadArguments],
  ['a closing session comes before the path', OpCode.Create, createBody('x'), E.SessionExpired, 'closing'],
  ['an unknown session', OpCode.Create, createBody('/a'), E.UnknownSession, 'unknown'],
  ['an unknown session with an ephemeral', OpCode.Create, createBody('/a', 1), E.SessionExpired, 'unknown'],
  ['a path without slash comes before the ACL', OpCode.Create, createBody('x', 0, []), E.BadArguments],
  ['an empty path', OpCode.Create, createBody('', 0, []), E.BadArguments],
  ['a null path', OpCode.Create, createBody(null, 0, []), E.MarshallingError],
  ['a NUL comes before the ACL', OpCode.Create, createBody('/a\0b', 0, []), E.BadArguments],
  ['an empty ACL comes before the parent', OpCode.Create, createBody('/none/a', 0, []), E.InvalidAcl],
  ['a null ACL', OpCode.Create, createBody('/none/a', 0, null), E.InvalidAcl],
  ['an ACL of a scheme nobody knows', OpCode.Create, createBody('/a', 0, [{ permissions: 31, id: { scheme: 'bad', id: '' } }]), E.InvalidAcl],
  ['an auth ACL without an id', OpCode.Create, createBody('/a', 0, [{ permissions: 31, id: { scheme: 'auth', id: '' } }]), E.InvalidAcl],
  ['a missing parent comes before the form of the path', OpCode.Create, createBody('/none/./a'), E.NoNode],
  ['CREATE on the parent comes before the form of the path', OpCode.Create, createBody('/closed/.'), E.NoAuth],
  ['the form of the path comes before existence', OpCode.Create, createBody('/full/child/'), E.BadArguments],
  ['a double slash', OpCode.Create, createBody('//a'), E.BadArguments],
  ['the root', OpCode.Create, createBody('/'), E.NodeExists],
  ['a path that exists', OpCode.Create, createBody('/plain'), E.NodeExists],
  ['a path under an ephemeral', OpCode.Create, createBody('/ephemeral/a'), E.NoChildrenForEphemerals],
  ['permission on the parent suffices', OpCode.Create, createBody('/closed/a'), E.Ok, 'alice'],
  ['null data', OpCode.Create2, createBody('/null', 0, undefined, null), E.Ok],
  ['a trailing slash with a sequence', OpCode.Create, createBody('/full/', 2), E.Ok],
  ['a container', OpCode.CreateContainer, createBody('/c', 4), E.Ok],
  ['a short body', OpCode.Create, justPath('/a'), E.MarshallingError],
]

/** A ReconfigRequest: three null lists, any version. */
const noServers: Body = (out) => {
  for (let i = 0; i < 5; i++) out.writeInt32(-1)
}

const others: Row[] = [
  ['delete: a closing session comes first', OpCode.Delete, pathAndNumber('/', -1), E.SessionExpired, 'closing'],
  ['delete: an unknown session', OpCode.Delete, pathAndNumber('/plain', -1), E.UnknownSession, 'unknown'],
  ...['', 'x', '/a\0', '/', '/zookeeper', '/zookeeper/quota', '/zookeeper/config'].map(
    (path): Row => [`delete ${JSON.stringify(path)}`, OpCode.Delete, pathAndNumber(path, -1), E.BadArguments],
  ),
  ['delete: null path', OpCode.Delete, pathAndNumber(null, -1), E.MarshallingError],
  ['delete: missing parent', OpCode.Delete, pathAndNumber('/none/a', -1), E.NoNode],
  ['delete: a path of bad form is just not there', OpCode.Delete, pathAndNumber('/full/', -1), E.NoNode],
  ['delete: DELETE on the parent comes before existence', OpCode.Delete, pathAndNumber('/closed/none', -1), E.NoAuth],
  ['delete: the node itself is not asked', OpCode.Delete, pathAndNumber('/closed/child', -1), E.Ok, 'alice'],
  ['delete: missing node', OpCode.Delete, pathAndNumber('/none', -1), E.NoNode],
  ['delete: the version comes before the children', OpCode.Delete, pathAndNumber('/full', 5), E.BadVersion],
  ['delete: children', OpCode.Delete, pathAndNumber('/full', 0), E.NotEmpty],
  ['delete: own ACL is not consulted', OpCode.Delete, pathAndNumber('/readable', 0), E.Ok],
  ['deleteContainer: no session', OpCode.DeleteContainer, justPath('/container'), E.Ok, 'unknown'],
  ['deleteContainer: reserved', OpCode.DeleteContainer, justPath('/zookeeper'), E.BadArguments],
  ['deleteContainer: missing', OpCode.DeleteContainer, justPath('/none'), E.NoNode],
  ['deleteContainer: children', OpCode.DeleteContainer, justPath('/full'), E.NotEmpty],
  ['deleteContainer: what stays for ever', OpCode.DeleteContainer, justPath('/plain'), E.BadVersion],
  ['deleteContainer: ephemeral', OpCode.DeleteContainer, justPath('/ephemeral'), E.BadVersion],
  ['setData: a closing session comes first', OpCode.SetData, setDataBody('x', ''), E.SessionExpired, 'closing'],
  ['setData: bad path', OpCode.SetData, setDataBody('/a/', ''), E.BadArguments],
  ['setData: null path', OpCode.SetData, setDataBody(null, ''), E.BadArguments],
  ['setData: missing', OpCode.SetData, setDataBody('/none', ''), E.NoNode],
  ['setData: WRITE comes before the version', OpCode.SetData, setDataBody('/readable', '', 7), E.NoAuth],
  ['setData: version', OpCode.SetData, setDataBody('/plain', '', 7), E.BadVersion],
  ['setData: null data', OpCode.SetData, setDataBody('/plain', null), E.Ok],
  ['setData: the membership is not writable', OpCode.SetData, setDataBody('/zookeeper/config', ''), E.NoAuth],
  ['setACL: a closing session comes first', OpCode.SetAcl, setAclBody('x', []), E.SessionExpired, 'closing'],
  ['setACL: the path comes before the ACL', OpCode.SetAcl, setAclBody('/a/', []), E.BadArguments],
  ['setACL: the ACL comes before existence', OpCode.SetAcl, setAclBody('/none', []), E.InvalidAcl],
  ['setACL: null ACL', OpCode.SetAcl, setAclBody('/none', null), E.InvalidAcl],
  ['setACL: missing', OpCode.SetAcl, setAclBody('/none', world(1)), E.NoNode],
  ['setACL: ADMIN comes before the version', OpCode.SetAcl, setAclBody('/readable', world(1), 7), E.NoAuth],
  ['setACL: aversion', OpCode.SetAcl, setAclBody('/plain', world(1), 7), E.BadVersion],
  ['setACL: done', OpCode.SetAcl, setAclBody('/plain', world(1), 0), E.Ok],
  ['check alone', OpCode.Check, pathAndNumber('/plain', 0), E.Unimplemented],
  ['reconfig', OpCode.Reconfig, noServers, E.ReconfigDisabled],
  ['reconfig: a short body', OpCode.Reconfig, NOTHING, E.MarshallingError],
  ['an opcode nobody knows', 500, NOTHING, E.Unimplemented],
]

const reads: Row[] = [
  ['exists: NUL', OpCode.Exists, pathAndWatch('/a\0'), E.BadArguments],
  ['exists: null path', OpCode.Exists, pathAndWatch(null), E.MarshallingError],
  ['exists: no READ', OpCode.Exists, pathAndWatch('/closed'), E.NoAuth],
  ['exists: below what one may not read', OpCode.Exists, pathAndWatch('/closed/none'), E.NoNode],
  ['exists: without slash', OpCode.Exists, pathAndWatch('x'), E.NoNode],
  ['exists: empty path is the root', OpCode.Exists, pathAndWatch(''), E.Ok],
  ['getData: missing', OpCode.GetData, pathAndWatch('/none'), E.NoNode],
  ['getData: trailing slash', OpCode.GetData, pathAndWatch('/plain/'), E.NoNode],
  ['getData: no READ', OpCode.GetData, pathAndWatch('/closed'), E.NoAuth],
  ['getData: READ', OpCode.GetData, pathAndWatch('/closed'), E.Ok, 'alice'],
  ['getData: short body', OpCode.GetData, justPath('/plain'), E.MarshallingError],
  ['getChildren: missing', OpCode.GetChildren, pathAndWatch('/none'), E.NoNode],
  ['getChildren: no READ', OpCode.GetChildren, pathAndWatch('/closed'), E.NoAuth],
  ['getChildren2: empty path', OpCode.GetChildren2, pathAndWatch(''), E.Ok],
  ['getACL: missing', OpCode.GetAcl, justPath('/none'), E.NoNode],
  ['getACL: neither READ nor ADMIN', OpCode.GetAcl, justPath('/closed'), E.NoAuth],
  ['getACL: ADMIN alone', OpCode.GetAcl, justPath('/admin'), E.Ok],
  ['getAllChildrenNumber: missing', OpCode.GetAllChildrenNumber, justPath('/none'), E.NoNode],
  ['getAllChildrenNumber: no READ', OpCode.GetAllChildrenNumber, justPath('/closed'), E.NoAuth],
  ['addWatch: unknown mode', OpCode.AddWatch, pathAndNumber('/plain', 2), E.MarshallingError],
  ['addWatch: nothing is asked', OpCode.AddWatch, pathAndNumber('/closed', 0), E.Ok],
  ['checkWatches: unknown type', OpCode.CheckWatches, pathAndNumber('/plain', 6), E.MarshallingError],
  ['checkWatches: none', OpCode.CheckWatches, pathAndNumber('/plain', 3), E.NoWatcher],
  ['removeWatches: unknown type', OpCode.RemoveWatches, pathAndNumber('/plain', 0), E.MarshallingError],
  ['removeWatches: none', OpCode.RemoveWatches, pathAndNumber('/plain', 3), E.NoWatcher],
]

function named(rows: readonly Row[]): (readonly [string, Row])[] {
  return rows.map((row) => [row[0], row])
}

describe('the first check that fails decides the error of a write', () => {
  it.each(named([...creates, ...others]))('%s', (_, [, type, body, code, who]) => {
    const h = prepared()
    const before = h.tree.digest
    const by = asker(h, who)
    const untouched = who === 'closing' ? h.tree.digest : before
    expect(h.prepare(type, body, by)).toBe(code)
    const answer = h.applyNext()
    expect(answer.code).toBe(code)
    if (code === ErrorCode.Ok) return
    expect(answer.body.remaining).toBe(0)
    expect(h.tree.digest).toBe(untouched)
  })
})

describe('the first check that fails decides the error of a read', () => {
  it.each(named(reads))('%s', (_, [, type, body, code, who]) => {
    const h = prepared()
    expect(h.read(type, body, asker(h, who)).code).toBe(code)
  })
})

describe('TTL znodes', () => {
  const ttl = (ttlMs: bigint, flags = 5) => prepared(true).prepare(OpCode.CreateTtl, createBody('/t', flags, undefined, '', ttlMs))

  it('take 1 to 2^40 - 1 ms', () => {
    expect([0n, -1n, 1n << 40n].map((ms) => ttl(ms))).toEqual([-8, -8, -8])
    expect([1n, (1n << 40n) - 1n].map((ms) => ttl(ms))).toEqual([0, 0])
    expect(ttl(5n, CreateMode.PersistentSequentialWithTtl)).toBe(0)
  })

  it('need their own opcode', () => {
    expect(prepared(true).prepare(OpCode.Create, createBody('/t', 5))).toBe(ErrorCode.BadArguments)
    expect(ttl(5n, 0)).toBe(ErrorCode.BadArguments)
  })
})
