import { ByteWriter, ErrorCode, OPEN_ACL, Permission } from '@zabkit/core'
import { OpCode, readStat, TXN_HEADER_BYTES } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { MULTI_READ_BYTES_MAX, TXN_GROWTH_BYTES_MAX } from '../src/limits.ts'
import { ALICE, type Answer, createBody, Harness, multiBody, only, pathAndNumber, pathAndWatch, setAclBody, setDataBody } from './harness.ts'

const E = ErrorCode

/** The results of a multi in words, read as a client does. */
function results({ body }: Answer): string[] {
  const words: string[] = []
  for (;;) {
    const type = body.readInt32()
    const done = body.readBoolean()
    const err = body.readInt32()
    if (done) {
      expect([type, err, body.remaining]).toEqual([-1, -1, 0])
      return words
    }
    words.push(`${type} ${err}${result(type, body)}`)
  }
}

function result(type: number, body: Answer['body']): string {
  if (type === OpCode.Error) return ` ${body.readInt32()}`
  if (type === OpCode.Create) return ` ${body.readString()}`
  if (type === OpCode.Create2) return ` ${body.readString()} ${describeStat(body)}`
  if (type === OpCode.SetData) return ` ${describeStat(body)}`
  if (type === OpCode.GetData) return ` ${body.readBuffer()} ${describeStat(body)}`
  if (type === OpCode.GetChildren) return ` ${Array.from({ length: body.readInt32() }, () => body.readString())}`
  return ''
}

function describeStat(body: Answer['body']): string {
  const stat = readStat(body)
  return `v${stat.version} z${stat.czxid === stat.mzxid}`
}

describe('a multi', () => {
  it('answers each kind of write with its result', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    const answer = h.write(
      OpCode.Multi,
      multiBody(
        [OpCode.Create, createBody('/a')],
        [OpCode.Create2, createBody('/a/s-', 2)],
        [OpCode.Create, createBody('/a/s-', 2)],
        [OpCode.Create, createBody('/container', 4)],
        [OpCode.CreateContainer, createBody('/other', 0)],
        [OpCode.CreateTtl, createBody('/ttl', 5, undefined, '', 9n)],
        [OpCode.SetData, setDataBody('/a', 'x', 0)],
        [OpCode.Check, pathAndNumber('/a', 1)],
        [OpCode.Delete, pathAndNumber('/container', 0)],
      ),
    )
    expect(answer.code).toBe(E.Ok)
    expect(results(answer)).toEqual([
      '1 0 /a',
      '15 0 /a/s-0000000000 v0 ztrue',
      '1 0 /a/s-0000000001',
      '15 0 /container v0 ztrue',
      '1 0 /other',
      '15 0 /ttl v0 ztrue',
      '5 0 v1 ztrue',
      '13 0',
      '2 0',
    ])
    expect(h.children('/')).toEqual(['a', 'other', 'ttl', 'zookeeper'])
  })

  it('is written in ZooKeeper’s layout', () => {
    const h = new Harness()
    h.write(OpCode.Multi, multiBody([OpCode.Create, createBody('/a', 0, OPEN_ACL, 'd')], [OpCode.Delete, pathAndNumber('/a', 0)]))
    const create = new ByteWriter()
    createBody('/a', 0, OPEN_ACL, 'd')(create)
    // The request's fields up to the flags, then `ephemeral` and the parent's counter.
    create.length -= 4
    create.writeBoolean(false)
    create.writeInt32(1)
    const expected = new ByteWriter()
    expected.writeInt32(2)
    expected.writeInt32(OpCode.Create)
    expected.writeBuffer(create.view())
    expected.writeInt32(OpCode.Delete)
    expected.writeInt32(6)
    expected.writeString('/a')
    const txn = h.log.at(-1)?.bytes ?? Buffer.alloc(0)
    expect(txn.subarray(TXN_HEADER_BYTES)).toEqual(expected.view())
    expect(txn.readInt32BE(28)).toBe(OpCode.Multi)
  })

  it('that fails says 0, the code, -2, and changes nothing', () => {
    const h = new Harness()
    h.create('/a')
    const digest = h.tree.digest
    const answer = h.write(
      OpCode.Multi,
      multiBody(
        [OpCode.Create, createBody('/b')],
        [OpCode.SetData, setDataBody('/a', 'x')],
        [OpCode.Check, pathAndNumber('/a', 0)],
        [OpCode.Delete, pathAndNumber('/none', -1)],
      ),
    )
    expect(answer.code).toBe(E.Ok)
    expect(results(answer)).toEqual(['-1 0 0', '-1 0 0', '-1 -103 -103', '-1 -2 -2'])
    expect(h.tree.digest).toBe(digest)
  })

  it('that fails leaves no trace for the writes prepared after it', () => {
    const h = new Harness()
    h.create('/a')
    h.prepare(OpCode.Create, createBody('/a/first'))
    h.prepare(
      OpCode.Multi,
      multiBody(
        [OpCode.SetData, setDataBody('/a', 'x')],
        [OpCode.Create, createBody('/a/b')],
        [OpCode.Delete, pathAndNumber('/a/first', -1)],
        [OpCode.Check, pathAndNumber('/none', 0)],
      ),
    )
    expect(h.prepare(OpCode.SetData, setDataBody('/a', 'y', 0))).toBe(E.Ok)
    expect(h.prepare(OpCode.Delete, pathAndNumber('/a/b', -1))).toBe(E.NoNode)
    expect(h.prepare(OpCode.Delete, pathAndNumber('/a/first', -1))).toBe(E.Ok)
    h.prepare(OpCode.Create2, createBody('/a/', 2))
    const answers = [1, 2, 3, 4, 5, 6].map(() => h.applyNext())
    expect(answers[5]?.body.readString()).toBe('/a/0000000001')
  })

  it('of nothing answers the trailer alone', () => {
    expect(results(new Harness().write(OpCode.Multi, multiBody()))).toEqual([])
  })

  it.each([
    ['an op that no multi may hold', [OpCode.SetAcl, setAclBody('/a', OPEN_ACL)]],
    ['an internal op', [OpCode.DeleteContainer, pathAndNumber('/a', 0)]],
    ['a read', [OpCode.GetData, pathAndWatch('/')]],
    ['an unknown op', [77, pathAndNumber('/a', 0)]],
    ['a TTL flag without a TTL', [OpCode.Create2, createBody('/b', 5)]],
    ['a null path', [OpCode.SetData, setDataBody(null, '')]],
  ] as const)('with %s fails as a whole', (_, op) => {
    const h = new Harness({ extendedTypesEnabled: true })
    const answer = h.write(OpCode.Multi, multiBody([OpCode.Create, createBody('/a')], op))
    expect([answer.code, answer.body.remaining]).toEqual([E.MarshallingError, 0])
    expect(h.stat('/a')).toBeNull()
    expect(h.create('/a')).toBe('/a')
  })

  it.each([
    ['an unknown flag', [OpCode.Create, createBody('/b', 9)]],
    ['a TTL out of range', [OpCode.CreateTtl, createBody('/b', 5, undefined, '', 0n)]],
  ] as const)('with %s fails when its turn comes', (_, op) => {
    const h = new Harness({ extendedTypesEnabled: true })
    const body = multiBody([OpCode.Create, createBody('/a')], op, [OpCode.Create, createBody('/c')])
    expect(results(h.write(OpCode.Multi, body))).toEqual(['-1 0 0', '-1 -8 -8', '-1 -2 -2'])
  })

  it('fails by what comes first, even before a TTL flag without a TTL', () => {
    const body = multiBody([OpCode.Delete, pathAndNumber('/none', -1)], [OpCode.Create, createBody('/b', 5)])
    expect(results(new Harness().write(OpCode.Multi, body))).toEqual(['-1 -101 -101', '-1 -2 -2'])
  })

  it('makes an ordinary znode of createTTL and createContainer whose flag says so', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    const body = multiBody([OpCode.CreateTtl, createBody('/t', 0, undefined, '', 50n)], [OpCode.CreateContainer, createBody('/c', 0)])
    expect(results(h.write(OpCode.Multi, body))).toEqual(['1 0 /t', '1 0 /c'])
    h.create('/c/child')
    h.delete('/c/child')
    expect(h.tree.reapable(1e15, 10)).toEqual([])
  })

  it('checks READ for a check', () => {
    const h = new Harness()
    h.create('/closed', 0, {}, only(ALICE, Permission.All))
    expect(results(h.write(OpCode.Multi, multiBody([OpCode.Check, pathAndNumber('/closed', 0)])))).toEqual(['-1 -102 -102'])
  })

  it('uses up one zxid', () => {
    const h = new Harness()
    h.write(OpCode.Multi, multiBody([OpCode.Create, createBody('/a')], [OpCode.Create, createBody('/b')]))
    expect(h.stat('/a')?.czxid).toBe(h.stat('/b')?.czxid)
  })
})

describe('a multiRead', () => {
  it('answers each part for itself', () => {
    const h = new Harness()
    h.create('/a', 0)
    h.setData('/a', 'x')
    h.create('/closed', 0, {}, only(ALICE, Permission.All))
    const answer = h.read(
      OpCode.MultiRead,
      multiBody(
        [OpCode.GetData, pathAndWatch('/a')],
        [OpCode.GetData, pathAndWatch('/none')],
        [OpCode.GetChildren, pathAndWatch('/zookeeper')],
        [OpCode.GetChildren, pathAndWatch('/closed')],
      ),
    )
    expect(results(answer)).toEqual(['4 0 x v1 zfalse', '-1 -101 -101', expect.stringMatching(/^8 0 /), '-1 -102 -102'])
  })

  it('does not take writes', () => {
    const h = new Harness()
    const answer = h.read(OpCode.MultiRead, multiBody([OpCode.GetData, pathAndWatch('/')], [OpCode.Delete, pathAndNumber('/a', 0)]))
    expect([answer.code, answer.body.remaining]).toEqual([E.MarshallingError, 0])
  })

  it('fails as a whole when its reply would be longer than clients and server can bear, and asks for no memory first', () => {
    const h = new Harness()
    h.create('/large')
    h.setData('/large', 'x'.repeat(900_000))
    const parts = (count: number) => multiBody(...Array.from({ length: count }, () => [OpCode.GetData, pathAndWatch('/large')] as const))
    const fits = Math.floor(MULTI_READ_BYTES_MAX / 900_081)
    expect(h.read(OpCode.MultiRead, parts(fits))).toMatchObject({ code: E.Ok })
    const answer = h.read(OpCode.MultiRead, parts(fits + 1))
    expect([answer.code, answer.body.remaining]).toEqual([E.MarshallingError, 0])
  })

  it('counts names of children too', () => {
    const h = new Harness()
    h.create('/p')
    for (let i = 0; i < 20; i++) h.create(`/p/${i}${'n'.repeat(100_000)}`)
    const parts = Array.from({ length: 20 }, () => [OpCode.GetChildren, pathAndWatch('/p')] as const)
    expect(h.read(OpCode.MultiRead, multiBody(...parts.slice(0, 16))).code).toBe(E.Ok)
    expect(h.read(OpCode.MultiRead, multiBody(...parts)).code).toBe(E.MarshallingError)
  })
})

describe('a txn that would be far longer than its request', () => {
  const long = { scheme: 'digest', id: 'u'.repeat(1_000_000) }
  const auth = only({ scheme: 'auth', id: '' }, Permission.All)
  const creates = (count: number) => multiBody(...Array.from({ length: count }, (_, i) => [OpCode.Create, createBody(`/${i}`, 0, auth)] as const))

  it('fails as a multi, which leaves nothing', () => {
    const h = new Harness()
    const answer = h.write(OpCode.Multi, creates(40), { ids: [long] })
    expect([answer.code, answer.body.remaining, h.log.at(-1)?.bytes.length]).toEqual([E.MarshallingError, 0, TXN_HEADER_BYTES + 4])
    expect(h.children('/')).toEqual(['zookeeper'])
    expect(h.write(OpCode.Multi, creates(4), { ids: [long] }).code).toBe(E.Ok)
  })

  it.each([
    ['a create', OpCode.Create, createBody('/b', 0, auth)],
    ['a setACL', OpCode.SetAcl, setAclBody('/a', auth)],
  ] as const)('fails as %s', (_, type, body) => {
    const h = new Harness()
    h.create('/a')
    const before = h.tree.digest
    expect(h.write(type, body, { ids: [0, 1, 2, 3, 4].map((i) => ({ scheme: 'digest', id: `${i}${long.id}` })) }).code).toBe(E.MarshallingError)
    expect([h.tree.digest, h.log.at(-1)?.bytes.length]).toEqual([before, TXN_HEADER_BYTES + 4])
  })

  it('is no matter of the request itself: a setData as long as an operator permits goes through', () => {
    const h = new Harness()
    expect(h.setData('/', 'x'.repeat(TXN_GROWTH_BYTES_MAX * 2))).toBe(E.Ok)
  })
})
