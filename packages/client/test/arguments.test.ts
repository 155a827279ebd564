import { describe, expect, it } from 'vitest'
import { acl, type Client } from '../src/index.ts'
import { startRealServer } from './real-server.ts'
import { create, getData } from './support/requests.ts'
import { SeenSession } from './support/session-client.ts'
import { startSessionServer } from './support/session-server.ts'

// biome-ignore lint/suspicious/noExplicitAny: what JavaScript, or a cast, lets through
type Anything = any

const refused = { name: 'ZooKeeperError', code: 'BadArguments' }
const wrongData: readonly Anything[] = [42, { a: 1 }, [1, 2], new ArrayBuffer(2), new Uint16Array(2), true]

/** The call itself throws nothing; its promise rejects without having asked a server. */
async function expectRefused(call: () => Promise<unknown>, detail: string): Promise<void> {
  let result: Promise<unknown> | undefined
  expect(() => {
    result = call()
  }).not.toThrow()
  await expect(result).rejects.toMatchObject({ ...refused, message: expect.stringContaining(detail) })
}

describe('data of a wrong type', () => {
  it('is refused at once, by a sentence, and harms no other request of that turn', async () => {
    await using server = await startRealServer()
    const client = await server.client({ operationTimeoutMs: 2_000 })
    const before = client.create('/before', '1')
    const bad = client.create('/bad', wrongData[0])
    const after = client.create('/after', '2')
    await expect(bad).rejects.toMatchObject({ ...refused, message: 'create /bad: BadArguments (data is text or a Uint8Array, is the number 42)' })
    expect([(await before).path, (await after).path]).toEqual(['/before', '/after'])
  })

  it.each(wrongData.map((data) => [data]))('%o is taken by no operation', async (data) => {
    await using server = await startRealServer()
    const client = await server.client({ operationTimeoutMs: 2_000 })
    await expectRefused(() => client.create('/a', data), 'data is text or a Uint8Array')
    await expectRefused(() => client.setData('/', data), 'data is text or a Uint8Array')
    await expectRefused(() => client.createOrSet('/a', data), 'data is text or a Uint8Array')
    expect(() => client.multi().create('/a', data)).toThrow('data is text or a Uint8Array')
    expect(() => client.multi().setData('/', data)).toThrow('data is text or a Uint8Array')
    await expectRefused(() => client.addAuth('digest', data), 'credential is text or a Uint8Array')
    expect((await client.getChildren('/')).children).toEqual(['zookeeper'])
  })

  it('is taken where it is bytes of another realm', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const { runInNewContext } = await import('node:vm')
    await client.create('/a', runInNewContext('new Uint8Array([1, 2, 3])'))
    expect([...(await client.getData('/a')).data]).toEqual([1, 2, 3])
  })
})

describe('a version', () => {
  it.each([[1.5], [2 ** 32 + 1], [true], [null], ['x'], ['0'], [1n], [Number.NaN]] as readonly Anything[])('%o is refused', async (version) => {
    await using server = await startRealServer()
    const client = await server.client()
    const { path } = await client.create('/a', 'x')
    const detail = 'version is a whole number of 32 bits'
    await expectRefused(() => client.setData(path, 'z', { version }), detail)
    await expectRefused(() => client.delete(path, { version }), detail)
    await expectRefused(() => client.setAcl(path, [acl('world', 'anyone')], { version }), detail)
    expect(() => client.multi().setData(path, 'z', version)).toThrow(detail)
    expect(() => client.multi().delete(path, version)).toThrow(detail)
    expect(() => client.multi().check(path, version)).toThrow(detail)
    expect(String((await client.getData(path)).data)).toBe('x')
  })

  it('must be given to a check, and may be -1', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    expect(() => (client.multi() as Anything).check('/')).toThrow('version is a whole number of 32 bits, is undefined')
    await client.multi().check('/', -1).commit()
  })
})

describe('an access control list', () => {
  const lists: readonly Anything[] = [
    'world', null, [null], [{ foo: 1 }], [{ permissions: 'cdrwa', id: { scheme: 'world', id: 'anyone' } }],
    [{ permissions: 1.5, id: { scheme: 'world', id: 'anyone' } }], [{ permissions: 31, id: { scheme: 'ip', id: 5 } }], [{ permissions: 31, id: 'world' }],
  ]

  it.each(lists.map((list) => [list]))('%o is refused', async (list) => {
    await using server = await startRealServer()
    const client = await server.client({ operationTimeoutMs: 2_000 })
    await expectRefused(() => client.create('/a', '', { acl: list }), 'acl')
    await expectRefused(() => client.setAcl('/', list), 'acl')
    await expectRefused(() => client.ensurePath('/a', { acl: list }), 'acl')
    expect(() => client.multi().create('/a', '', { acl: list })).toThrow('acl')
  })

  it('is not made of permissions that there are not', () => {
    expect(() => acl('world', 'anyone', 'toString' as Anything)).toThrow('BadArguments')
    expect(() => acl('world', 'anyone', 'rw' as Anything)).toThrow('no permission "rw"')
  })
})

describe('a word that means nothing', () => {
  async function refuse(call: (client: Client) => Promise<unknown>, detail: string): Promise<void> {
    await using server = await startRealServer()
    const client = await server.client({ operationTimeoutMs: 2_000 })
    await expectRefused(() => call(client), detail)
  }

  it.each(['toString', 'PERSISTENT', 5, null] as Anything[])('is no mode of a znode: %o', (mode) =>
    refuse((client) => client.create('/a', '', { mode }), 'mode is one of persistent, persistent-sequential, ephemeral'))

  it.each(['PERSISTENT_RECURSIVE', 'toString', null] as Anything[])('is no mode of a watch: %o', (mode) =>
    refuse((client) => client.watch('/', { mode }), 'mode is one of persistent, recursive'))

  it.each(['toString', 'Data'] as Anything[])('is no type of watches: %o', (type) =>
    refuse((client) => client.removeWatches('/', type), 'type is one of children, data'))

  it.each([true, 'yes', {}, null] as Anything[])('is no watch: %o', async (watch) => {
    for (const name of ['exists', 'getData', 'getChildren', 'getJson'] as const) {
      await refuse((client) => (client as Anything)[name]('/', name === 'getJson' ? undefined : { watch }, { watch }), 'watch is a function')
    }
    await refuse((client) => client.getConfig({ watch }), 'watch is a function')
  })

  it('is no prefix of ephemerals', () => refuse((client) => client.getEphemerals(5 as Anything), 'a prefix begins with /'))
})

describe('a request that cannot be written to its end', () => {
  const halves: readonly (readonly [string, ReturnType<typeof getData>['encode']])[] = [
    ['throws', (out) => {
      out.writeInt32(1)
      throw new Error('half')
    }],
    ['writes what has no length', (out) => out.writeBuffer(42 as Anything)],
  ]

  it.each(halves)('leaves the others of its turn whole: one that %s', async (_what, encode) => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port)
    await seen.session.submit(create('/a', 'x'))
    const before = seen.session.submit(getData('/a', { timeoutMs: 2_000 }))
    const bad = seen.session.submit({ ...getData('/a'), encode, timeoutMs: 2_000 })
    const after = seen.session.submit(getData('/a', { timeoutMs: 2_000 }))
    await expect(bad).rejects.not.toMatchObject({ code: 'OperationTimeout' })
    expect([await before, await after]).toEqual(['x', 'x'])
    expect(seen.states).toEqual(['connected'])
  })
})
