import { ZooKeeperError } from '@zabkit/client'
import { describe, expect, it } from 'vitest'
import { GroupMember, Party, PersistentNode } from '../src/index.ts'
import { servers } from './support/server.ts'

describe('a persistent node', () => {
  const start = servers()

  it('is there, comes back when somebody deletes it, and goes with close', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const node = new PersistentNode(client, '/p/n', 'data')
    await node.created
    expect([node.state, (await other.exists('/p/n'))?.ephemeralOwner]).toEqual(['present', client.sessionId])
    const first = (await other.exists('/p/n'))?.czxid ?? 0n
    await other.delete('/p/n')
    await expect.poll(async () => ((await other.exists('/p/n'))?.czxid ?? 0n) > first).toBe(true)
    await node.setData('new')
    expect((await other.getData('/p/n')).data.toString()).toBe('new')
    await node.close()
    expect([node.state, await other.exists('/p/n')]).toEqual(['closed', null])
  })

  it('is made again by the next session when its own is expired, with the newest data, and says absent in between', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    await using node = new PersistentNode(client, '/n', 'one')
    await node.created
    const states: string[] = []
    node.onState((state) => states.push(state))
    const session = client.sessionId
    await server.expire(client)
    await expect.poll(async () => (await other.exists('/n'))?.ephemeralOwner ?? session).not.toBe(session)
    await expect.poll(() => node.state).toBe('present')
    expect(states).toContain('absent')
    await node.setData('two')
    expect((await other.getData('/n')).data.toString()).toBe('two')
  })

  it('is uncertain without a server and the same again after a restart', async () => {
    const server = await start()
    const client = await server.client()
    await using node = new PersistentNode(client, '/n')
    await node.created
    const before = await client.exists('/n')
    await server.stop()
    await expect.poll(() => node.state).toBe('uncertain')
    await server.start()
    await expect.poll(() => node.state).toBe('present')
    expect((await client.exists('/n'))?.czxid).toBe(before?.czxid)
  })

  it('waits for the znode of another session, unless it is to take over', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await one.create('/n', 'theirs', { mode: 'ephemeral' })
    await using node = new PersistentNode(two, '/n', 'ours')
    const settle = async (): Promise<void> => {
      for (let i = 0; i < 20; i++) await two.sync('/n')
    }
    await settle()
    expect([node.state, (await two.getData('/n')).data.toString()]).toEqual(['absent', 'theirs'])
    await one.close()
    await node.created
    expect((await two.getData('/n')).data.toString()).toBe('ours')
    const three = await server.client()
    await using taking = new PersistentNode(three, '/n', 'taken', { takeOver: true })
    await taking.created
    await expect.poll(() => node.state).toBe('absent')
    await settle()
    expect((await three.getData('/n')).data.toString()).toBe('taken')
  })

  it('waits for a server that takes writes', async () => {
    const server = await start()
    const client = await server.client()
    const { create } = client
    client.create = (path) => {
      client.create = create
      return Promise.reject(new ZooKeeperError(-119, 'create', path))
    }
    await using node = new PersistentNode(client, '/n')
    await node.created
    expect((await client.exists('/n'))?.ephemeralOwner).toBe(client.sessionId)
  })

  it('goes with close though the connection does just then', async () => {
    const server = await start()
    const client = await server.client()
    const node = new PersistentNode(client, '/n')
    await node.created
    const { exists } = client
    client.exists = (path) => {
      client.exists = exists
      return Promise.reject(new ZooKeeperError(-4, 'exists', path))
    }
    await node.close()
    expect(await client.exists('/n')).toBe(null)
  })

  it('does not make close wait for a server that is gone', async () => {
    const server = await start()
    const client = await server.client()
    const node = new PersistentNode(client, '/n')
    await node.created
    const closing = [node.close(), server.stop()]
    await Promise.all(closing)
    expect(node.state).toBe('closed')
  })

  it('says so when its data could not be written', async () => {
    const server = await start()
    const client = await server.client()
    await using node = new PersistentNode(client, '/n', 'one', { onError: () => {} })
    await node.created
    await expect(node.setData('x'.repeat(2_000_000))).rejects.toThrow()
    await node.setData('two')
    expect((await client.getData('/n')).data.toString()).toBe('two')
  })

  it('rejects where it can never be made', async () => {
    const server = await start()
    const client = await server.client()
    await client.create('/eph', '', { mode: 'ephemeral' })
    await using node = new PersistentNode(client, '/eph/child', '', { onError: () => {} })
    await expect(node.created).rejects.toThrow('NoChildrenForEphemerals')
  })
})

describe('a group', () => {
  const start = servers()

  it('shows its members as Curator has them: a znode by id with the data', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await using a = new GroupMember(one, '/g', 'a', 'A')
    const b = new GroupMember(two, '/g', 'b', 'B')
    await Promise.all([a.joined(), b.joined()])
    await expect.poll(() => [...a.members()].map(([id, { data }]) => `${id}=${data}`)).toEqual(['a=A', 'b=B'])
    expect((await one.getData('/g/b')).stat.ephemeralOwner).toBe(two.sessionId)
    await b.setData('B2')
    await expect.poll(() => a.members().get('b')?.data.toString()).toBe('B2')
    await b.close()
    await expect.poll(() => [...a.members().keys()]).toEqual(['a'])
  })

  it('loses a member with its session and has it back with the next', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await using a = new GroupMember(one, '/g', 'a')
    await using b = new GroupMember(two, '/g', 'b')
    await Promise.all([a.joined(), b.joined()])
    await expect.poll(() => a.members().size).toBe(2)
    const events: string[] = []
    a.onEvent((event) => 'path' in event && events.push(`${event.type} ${event.path}`))
    await server.expire(two)
    await expect.poll(() => events).toEqual(['removed /g/b', 'added /g/b'])
    await expect.poll(() => b.isFresh && b.members().size).toBe(2)
  })

  it('is a party in the layout of kazoo', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await using a = new Party(one, '/party', 'ann')
    const b = new Party(two, '/party', 'ann')
    await Promise.all([a.join(), b.join()])
    expect((await one.getChildren('/party')).children.every((name) => /^[0-9a-f]{32}__party__$/.test(name))).toBe(true)
    expect([await a.participants(), await a.count()]).toEqual([['ann', 'ann'], 2])
    await b.leave()
    await server.expire(one)
    await expect.poll(async () => (await two.getChildren('/party')).children.length).toBe(1)
    await expect.poll(() => a.state).toBe('present')
  })
})
