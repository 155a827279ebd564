import { acl, type Client, connect, CREATOR_ALL_ACL, isZooKeeperError, MultiError, READ_ACL } from '@zabkit/client'
import type { ProcessEnsemble } from '@zabkit/test-ensemble'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeTarget, targets } from '../src/index.ts'

for (const target of targets) {
  describeTarget("the client's operations with", target, () => {
    let ensemble: ProcessEnsemble
    let client: Client
    let hosts: string

    beforeAll(async () => {
      ensemble = await target.start()
      hosts = ensemble.members.map(({ process }) => `127.0.0.1:${process.port}`).join(',')
      client = await connect(hosts, { sessionTimeoutMs: 8_000 })
    }, 120_000)

    afterAll(async () => {
      await client?.close()
      await ensemble?.[Symbol.asyncDispose]()
    })

    const code = async (promise: Promise<unknown>): Promise<unknown> => {
      const error = await promise.then(() => null, (thrown: unknown) => thrown)
      return isZooKeeperError(error) ? [error.code, error.operation, error.path] : error
    }

    it('create, read, change and delete', async () => {
      const { path, stat } = await client.create('/a', 'one')
      expect([path, stat.version, stat.dataLength, stat.czxid]).toEqual(['/a', 0, 3, stat.mzxid])
      expect((await client.getData('/a')).data.toString()).toBe('one')
      expect((await client.setData('/a', Uint8Array.of(0, 255), { version: 0 })).version).toBe(1)
      expect([...(await client.getData('/a')).data]).toEqual([0, 255])
      expect((await client.exists('/a'))?.mzxid).toBe(client.lastZxid)
      await client.delete('/a', { version: 1 })
      expect(await client.exists('/a')).toBe(null)
    })

    it('fail with code, operation and path', async () => {
      await client.create('/errors', null, { parents: true })
      await client.create('/errors/child', null)
      expect(await code(client.getData('/errors/none'))).toEqual(['NoNode', 'getData', '/errors/none'])
      expect(await code(client.create('/errors', ''))).toEqual(['NodeExists', 'create', '/errors'])
      expect(await code(client.setData('/errors', 'x', { version: 7 }))).toEqual(['BadVersion', 'setData', '/errors'])
      expect(await code(client.delete('/errors'))).toEqual(['NotEmpty', 'delete', '/errors'])
      expect(await code(client.getData('no slash'))).toEqual(['BadArguments', 'getData', 'no slash'])
      const ephemeral = await client.create('/errors/e', '', { mode: 'ephemeral' })
      expect(ephemeral.stat.ephemeralOwner).toBe(client.sessionId)
      expect(await code(client.create('/errors/e/below', ''))).toEqual(['NoChildrenForEphemerals', 'create', '/errors/e/below'])
    })

    it('know every kind of znode', async () => {
      await client.ensurePath('/kinds')
      const first = await client.create('/kinds/s-', '', { mode: 'persistent-sequential' })
      const second = await client.create('/kinds/s-', '', { mode: 'ephemeral-sequential' })
      expect([first.path, second.path]).toEqual(['/kinds/s-0000000000', '/kinds/s-0000000001'])
      await client.create('/kinds/container', '', { mode: 'container' })
      await client.create('/kinds/ttl', '', { mode: 'persistent-ttl', ttlMs: 100_000 })
      const found = await client.create('/kinds/p-', 'mine', { mode: 'ephemeral-sequential', protected: true })
      expect(found.path).toMatch(/^\/kinds\/_c_[0-9a-f-]{36}-p-\d{10}$/)
      expect(new Set(await client.getEphemerals('/kinds'))).toEqual(new Set([second.path, found.path]))
      expect(await client.getAllChildrenNumber('/kinds')).toBe(5)
      expect((await client.getChildren('/kinds')).children).toHaveLength(5)
    })

    it('do several things at once, or none', async () => {
      const results = await client.multi().create('/m', 'x').create('/m/child-', '', { mode: 'persistent-sequential' }).setData('/m', 'y').check('/m', 1).commit()
      expect([results[0].path, results[1].path, results[2].version, results[3]]).toEqual(['/m', '/m/child-0000000000', 1, null])
      const error = await client.multi().setData('/m', 'z').delete('/m/none').create('/m/never').commit().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(MultiError)
      expect(error).toMatchObject({ code: 'NoNode', path: '/m/none', index: 1, results: ['Ok', 'NoNode', 'RuntimeInconsistency'] })
      const [data, children, missing] = await client.multiRead().getData('/m').getChildren('/m').getData('/m/none').run()
      expect(data).toMatchObject({ data: Buffer.from('y') })
      expect(children).toMatchObject({ children: ['child-0000000000'] })
      expect(missing).toMatchObject({ code: 'NoNode' })
    })

    it('keep to ACLs', async () => {
      await using owner = await connect(hosts, { auth: [{ scheme: 'digest', credential: 'ann:secret' }] })
      await owner.create('/private', 'x', { acl: CREATOR_ALL_ACL })
      await client.sync('/private')
      expect(await code(client.getData('/private'))).toEqual(['NoAuth', 'getData', '/private'])
      expect((await owner.getAcl('/private')).acl).toEqual([{ permissions: 31, id: { scheme: 'digest', id: expect.stringMatching(/^ann:/) } }])
      await owner.setAcl('/private', READ_ACL)
      await client.sync('/private')
      expect((await client.getData('/private')).data.toString()).toBe('x')
      expect(await owner.whoAmI()).toContainEqual({ scheme: 'digest', id: 'ann' })
      expect(acl).toBeDefined()
    })

    it('stay below their chroot', async () => {
      await client.ensurePath('/root/below')
      await using inside = await connect(`${hosts}/root/below`)
      expect((await inside.create('/x', '1')).path).toBe('/x')
      await client.sync('/root')
      expect((await client.getData('/root/below/x')).data.toString()).toBe('1')
      expect(await code(inside.delete('/y'))).toEqual(['NoNode', 'delete', '/y'])
    })

    it('answer in order, thousands at a time', async () => {
      await client.create('/pipe', '0')
      const writes = Array.from({ length: 2_000 }, (_, i) => client.setData('/pipe', `${i}`))
      const read = client.getData('/pipe')
      expect((await Promise.all(writes)).map(({ version }) => version)).toEqual(writes.map((_, i) => i + 1))
      expect((await read).data.toString()).toBe('1999')
    })

    it('help with whole trees and JSON', async () => {
      await Promise.all(['/tree/a/1', '/tree/a/2', '/tree/b'].map((path) => client.ensurePath(path)))
      expect(new Set(await client.listRecursive('/tree'))).toEqual(new Set(['/tree', '/tree/a', '/tree/a/1', '/tree/a/2', '/tree/b']))
      await client.deleteRecursive('/tree')
      expect(await client.exists('/tree')).toBe(null)
      await client.createJson('/json', { n: 1 })
      await client.setJson('/json', { n: 2 }, { version: 0 })
      expect((await client.getJson<{ n: number }>('/json')).value).toEqual({ n: 2 })
      expect((await client.createOrSet('/json', 'plain')).version).toBe(2)
    })

    it('end with a signal or a time limit', async () => {
      expect(await code(client.getData('/', { signal: AbortSignal.abort('enough') }))).toBe('enough')
      expect((await client.getData('/')).stat.numChildren).toBeGreaterThan(0)
    })
  })
}
