import { ByteReader, ErrorCode, Session } from '@zabkit/core'
import { CreateMode, OpCode, readStringList, TXN_HEADER_BYTES } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { CLOSE_SESSION_BYTES_MAX } from '../src/limits.ts'
import { createBody, Harness, justPath, multiBody, NOTHING, pathAndNumber, setDataBody } from './harness.ts'

/** The paths in the last CloseSessionTxn. */
function listed(h: Harness): string[] {
  return readStringList(new ByteReader(h.log.at(-1)?.bytes ?? Buffer.alloc(0), TXN_HEADER_BYTES)).sort()
}

describe('a session', () => {
  it('is known from its txn on, with its timeout', () => {
    const h = new Harness()
    h.open(5n, 4_000)
    expect([...h.tree.sessions]).toEqual([
      [1n, 30_000],
      [5n, 4_000],
    ])
  })

  it.each([0, -1])('with a timeout of %d ms is none', (timeoutMs) => {
    const h = new Harness()
    expect(h.prepare(OpCode.CreateSession, (out) => out.writeInt32(timeoutMs), { session: new Session(5n, timeoutMs) })).toBe(ErrorCode.BadArguments)
    h.applyNext()
    expect(h.tree.sessions.has(5n)).toBe(false)
  })

  it('takes its ephemerals along in one txn, and its parents show it', () => {
    const h = new Harness()
    const session = h.open(2n)
    h.create('/p')
    h.create('/p/a', CreateMode.Ephemeral, { session })
    h.create('/p/b', CreateMode.EphemeralSequential, { session })
    h.create('/p/c', CreateMode.Ephemeral)
    expect([...h.tree.ephemerals()]).toEqual([
      [2n, ['/p/a', '/p/b0000000001']],
      [1n, ['/p/c']],
    ])
    h.write(OpCode.CloseSession, NOTHING, { session })
    expect(listed(h)).toEqual(['/p/a', '/p/b0000000001'])
    expect(h.children('/p')).toEqual(['c'])
    expect(h.stat('/p')).toMatchObject({ pzxid: h.tree.lastZxid, cversion: 5, numChildren: 1 })
    expect([...h.tree.sessions.keys()]).toEqual([1n])
    expect(h.tree.statistics).toMatchObject({ ephemerals: 1, sessions: 1 })
  })

  it('ends whatever it leaves: paths beyond what a txn may hold are not listed, and go as well', () => {
    const h = new Harness()
    const session = h.open(2n)
    for (let i = 0; i < 4; i++) h.create(`/${i}${'e'.repeat(600_000)}`, CreateMode.Ephemeral, { session })
    h.prepare(OpCode.CloseSession, NOTHING, { session })
    expect(h.log.at(-1)?.bytes.length).toBeLessThan(CLOSE_SESSION_BYTES_MAX)
    expect(listed(h)).toHaveLength(2)
    expect(h.prepare(OpCode.Create, createBody(`/3${'e'.repeat(600_000)}`))).toBe(ErrorCode.Ok)
    expect(h.applyNext().code).toBe(ErrorCode.Ok)
    expect([h.children('/'), h.tree.statistics.ephemerals]).toEqual([['zookeeper'], 0])
  })

  it('lists at its end what pending creates add, without what pending deletes take', () => {
    const h = new Harness()
    const session = h.open(2n)
    for (const path of ['/kept', '/deleted', '/swapped']) h.create(path, CreateMode.Ephemeral, { session })
    h.prepare(OpCode.Create, createBody('/new', CreateMode.Ephemeral), { session })
    h.prepare(OpCode.Create, createBody('/brief', CreateMode.Ephemeral), { session })
    h.prepare(OpCode.Delete, pathAndNumber('/brief', -1))
    h.prepare(OpCode.Delete, pathAndNumber('/deleted', -1))
    h.prepare(OpCode.Delete, pathAndNumber('/swapped', -1))
    h.prepare(OpCode.Create, createBody('/swapped'), { session })
    h.prepare(OpCode.Create, createBody('/taken', CreateMode.Ephemeral), { session })
    h.prepare(OpCode.Delete, pathAndNumber('/taken', -1))
    h.prepare(OpCode.Create, createBody('/taken', CreateMode.Ephemeral))
    h.prepare(OpCode.SetData, setDataBody('/kept', 'x'))
    h.prepare(OpCode.Multi, multiBody([OpCode.Create, createBody('/undone', 1)], [OpCode.Check, pathAndNumber('/none', 0)]), { session })
    h.prepare(OpCode.CloseSession, NOTHING, { session })
    expect(listed(h)).toEqual(['/kept', '/new'])
    for (let i = 0; i < 12; i++) h.applyNext()
    expect(h.children('/')).toEqual(['swapped', 'taken', 'zookeeper'])
  })

  it('does not write once its end is prepared', () => {
    const h = new Harness()
    const session = h.open(2n)
    h.prepare(OpCode.CloseSession, NOTHING, { session })
    expect(h.prepare(OpCode.Create, createBody('/a'), { session })).toBe(ErrorCode.SessionExpired)
    expect(h.prepare(OpCode.Create, createBody('/a'))).toBe(ErrorCode.Ok)
  })

  it('leaves a parent that may be deleted in the same batch', () => {
    const h = new Harness()
    const session = h.open(2n)
    h.create('/p')
    h.create('/p/e', CreateMode.Ephemeral, { session })
    h.prepare(OpCode.CloseSession, NOTHING, { session })
    expect(h.prepare(OpCode.Delete, pathAndNumber('/p', -1))).toBe(ErrorCode.Ok)
  })

  it('that nobody knows counts as expired in an ensemble', () => {
    const h = new Harness({ standalone: false })
    const { session } = h
    h.write(OpCode.CloseSession, NOTHING)
    expect(h.prepare(OpCode.Create, createBody('/a'), { session })).toBe(ErrorCode.SessionExpired)
  })

  it('sees its own ephemerals by prefix', () => {
    const h = new Harness()
    const session = h.open(2n)
    h.create('/p')
    h.create('/p/a', 1)
    h.create('/b', 1)
    h.create('/p/other', 1, { session })
    const asked = (prefix: string | null) => readStringList(h.read(OpCode.GetEphemerals, justPath(prefix)).body)
    expect([asked(null), asked(' '), asked('/'), asked('/p'), asked('/b/')]).toEqual([['/p/a', '/b'], ['/p/a', '/b'], ['/p/a', '/b'], ['/p/a'], []])
  })
})

describe('a session that only its own server knows', () => {
  const local = (id: bigint): Session => Object.assign(new Session(id, 4_000), { local: true })

  it('writes whatever there is, but owns no ephemerals: not even a part of the multi is done', () => {
    const h = new Harness()
    const session = local(9n)
    h.create('/a', CreateMode.Persistent, { session })
    expect(h.write(OpCode.SetData, setDataBody('/a', 'x'), { session }).code).toBe(ErrorCode.Ok)
    expect(h.write(OpCode.Create, createBody('/e', CreateMode.Ephemeral), { session }).code).toBe(ErrorCode.EphemeralOnLocalSession)
    const parts = [[OpCode.Create, createBody('/b')], [OpCode.Create, createBody('/e', CreateMode.Ephemeral)]] as const
    const answer = h.write(OpCode.Multi, multiBody(...parts), { session })
    expect([answer.code, answer.body.remaining]).toEqual([ErrorCode.EphemeralOnLocalSession, 0])
    expect(h.children('/')).toEqual(['a', 'zookeeper'])
    expect([...h.tree.sessions.keys()]).toEqual([1n])
  })

  it('owns them from its beginning on, be it not applied yet; and none once its end is prepared', () => {
    const h = new Harness()
    const session = new Session(9n, 4_000)
    h.prepare(OpCode.SetData, setDataBody('/', 'before'), { session: local(9n) })
    h.prepare(OpCode.CreateSession, (out) => out.writeInt32(4_000), { session })
    h.prepare(OpCode.Create, createBody('/e', CreateMode.Ephemeral), { session })
    h.prepare(OpCode.CloseSession, NOTHING, { session })
    h.prepare(OpCode.Create, createBody('/late', CreateMode.Ephemeral), { session })
    h.prepare(OpCode.Create, createBody('/later', CreateMode.Ephemeral), { session: local(9n) })
    const codes = Array.from({ length: 6 }, () => h.applyNext().code)
    const { Ok, SessionExpired } = ErrorCode
    expect(codes).toEqual([Ok, Ok, Ok, Ok, SessionExpired, SessionExpired])
    expect(h.tree.statistics).toMatchObject({ ephemerals: 0, sessions: 1 })
  })
})
