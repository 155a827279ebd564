import { connect } from '@zabkit/client'
import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { startEnsemble, type TestEnsemble } from '../src/index.ts'

const EPHEMERAL = 1
const NO_NODE = -101

function connectTo(ensemble: TestEnsemble, id: number, timeoutMs = 30_000): Promise<WireClient> {
  return WireClient.connect(Number(ensemble.connectionStringOf(id).split(':')[1]), { timeoutMs })
}

async function exists(client: WireClient, path: string): Promise<number> {
  await client.request(OpCode.Sync, body.path('/'))
  return (await client.request(OpCode.Exists, body.pathAndWatch(path, false))).err
}

describe('startEnsemble', () => {
  it('serves at every server, observers too', async () => {
    const begun = performance.now()
    await using ensemble = await startEnsemble({ voters: 3, observers: 1 })
    console.info(`startEnsemble, 3 voters and an observer: ${(performance.now() - begun).toFixed(0)} ms`)
    expect(ensemble.ids).toEqual([1, 2, 3, 4])
    expect(ensemble.connectionString).toBe(ensemble.ids.map((id) => ensemble.connectionStringOf(id)).join(','))
    for (const id of ensemble.ids) {
      const client = await connectTo(ensemble, id)
      expect((await client.request(OpCode.Create, body.create(`/by-${id}`, ''))).err).toBe(0)
      client.drop()
    }
    const client = await connectTo(ensemble, 4)
    for (const id of ensemble.ids) expect(await exists(client, `/by-${id}`)).toBe(0)
    client.drop()
    expect([1, 2, 3]).toContain(await ensemble.leader())
  })

  it.each(['tcp', 'memory'] as const)('names its members in /zookeeper/config, where each client reads them (%s)', async (transport) => {
    await using ensemble = await startEnsemble({ voters: 2, observers: 1, transport })
    const line = (id: number, role: string): string => `server.${id}=127.0.0.1:0:0:${role};${ensemble.connectionStringOf(id)}`
    const text = [line(1, 'participant'), line(2, 'participant'), line(3, 'observer'), 'version=0'].join('\n')
    for (const id of ensemble.ids) {
      const client = await connect(ensemble.connectionStringOf(id), ensemble.clientOptions)
      expect((await client.getConfig()).data.toString()).toBe(text)
      await client.close()
    }
    await ensemble.kill(1)
    await ensemble.restart(1)
    await ensemble.whenServing(1)
    const again = await connect(ensemble.connectionStringOf(1), ensemble.clientOptions)
    expect((await again.getConfig()).data.toString()).toBe(text)
    await again.close()
  })

  it('works without ports', async () => {
    await using ensemble = await startEnsemble({ voters: 3, transport: 'memory' })
    const client = await WireClient.connect(0, { socket: ensemble.connect(2) })
    expect((await client.request(OpCode.Create, body.create('/a', ''))).err).toBe(0)
    client.drop()
    const [, second = ''] = ensemble.connectionString.split(',')
    expect(second).toBe(ensemble.connectionStringOf(2))
    const { connect } = ensemble.clientOptions
    const other = await WireClient.connect(0, { socket: connect?.(second) })
    expect(await exists(other, '/a')).toBe(0)
    other.drop()
  })

  it('without ports: a client finds its servers by their names, and another when its own is killed', async () => {
    await using ensemble = await startEnsemble({ voters: 3, transport: 'memory' })
    const mover = await connect(ensemble.connectionString, ensemble.clientOptions)
    await mover.create('/b', '')
    const at = mover.server
    const id = ensemble.ids.find((each) => ensemble.connectionStringOf(each) === at) ?? 0
    expect(id).toBeGreaterThan(0)
    await ensemble.kill(id)
    await mover.sync()
    expect(await mover.exists('/b')).not.toBeNull()
    expect(mover.server).not.toBe(at)
    await mover.close()
  })

  it('names what makes no sense', async () => {
    await expect(startEnsemble({ voters: 0 })).rejects.toMatchObject({ code: 'ZK_CONFIG_INVALID', message: expect.stringContaining('voters 0') })
    await expect(startEnsemble({ voters: 300 })).rejects.toMatchObject({ code: 'ZK_CONFIG_INVALID' })
  })
})

describe('kill and restart', () => {
  it('of the leader: another leads, what was acknowledged is kept, and the killed one catches up', async () => {
    await using ensemble = await startEnsemble()
    const leader = await ensemble.leader()
    const [other = 0] = ensemble.ids.filter((id) => id !== leader)
    const client = await connectTo(ensemble, other)
    await client.request(OpCode.Create, body.create('/before', ''))
    await ensemble.kill(leader)
    expect(ensemble.isRunning(leader)).toBe(false)
    expect(await ensemble.leader()).not.toBe(leader)
    expect((await client.request(OpCode.Create, body.create('/meanwhile', ''))).err).toBe(0)
    await ensemble.restart(leader)
    await ensemble.whenServing(leader)
    const back = await connectTo(ensemble, leader)
    for (const path of ['/before', '/meanwhile']) expect(await exists(back, path)).toBe(0)
    client.drop()
    back.drop()
  })

  it('of all of them: the data is there', async () => {
    await using ensemble = await startEnsemble()
    const client = await connectTo(ensemble, 1)
    await client.request(OpCode.Create, body.create('/kept', ''))
    await Promise.all(ensemble.ids.map((id) => ensemble.kill(id)))
    await client.whenClosed()
    await ensemble.start()
    const again = await connectTo(ensemble, 2)
    expect(await exists(again, '/kept')).toBe(0)
    again.drop()
  })
})

describe('whenServing', () => {
  it('rejects when the server does not run, and without an id when none does', async () => {
    await using ensemble = await startEnsemble()
    await ensemble.kill(2)
    await expect(ensemble.whenServing(2)).rejects.toThrow('server 2 does not run')
    await ensemble.whenServing(1)
    await ensemble.whenServing()
    await ensemble.stop()
    await expect(ensemble.whenServing(1)).rejects.toThrow('server 1 does not run')
    await expect(ensemble.whenServing()).rejects.toThrow('none of the servers 1, 2, 3 runs')
  })

  it('rejects when the server ends while it is waited for', async () => {
    await using ensemble = await startEnsemble()
    await ensemble.stop()
    await ensemble.restart(1)
    const waits = [ensemble.whenServing(1), ensemble.whenServing()].map((wait) => wait.catch((error: Error) => error.message))
    await ensemble.kill(1)
    expect(await Promise.all(waits)).toEqual(['server 1 ended before it served', 'none of the servers 1, 2, 3 runs'])
  })
})

describe('partition', () => {
  it('leaves a leader to the majority; after it is healed the others have what was written there', async () => {
    await using ensemble = await startEnsemble()
    const cutOff = await ensemble.leader()
    const majority = ensemble.ids.filter((id) => id !== cutOff)
    const begun = performance.now()
    ensemble.partition([[cutOff], majority])
    const leader = await ensemble.leader()
    const led = performance.now()
    expect(majority).toContain(leader)
    const client = await connectTo(ensemble, leader)
    expect((await client.request(OpCode.Create, body.create('/there', ''))).err).toBe(0)
    ensemble.heal()
    const healed = performance.now()
    await expect.poll(() => ensemble.leader()).toBe(leader)
    await ensemble.whenServing(cutOff)
    const there = await connectTo(ensemble, cutOff)
    expect(await exists(there, '/there')).toBe(0)
    console.info(`a leader after ${(led - begun).toFixed(0)} ms, whole again after ${(performance.now() - healed).toFixed(0)} ms`)
    client.drop()
    there.drop()
  })

  it('needs servers that exist', async () => {
    await using ensemble = await startEnsemble({ voters: 1 })
    expect(() => ensemble.partition([[1], [2]])).toThrow('server 2')
  })
})

describe('expireSession', () => {
  it('ends a session whichever server its client is at', async () => {
    await using ensemble = await startEnsemble({ voters: 3, observers: 1 })
    for (const id of ensemble.ids) {
      const client = await connectTo(ensemble, id)
      await client.request(OpCode.Create, body.create('/e', '', EPHEMERAL))
      expect(await ensemble.expireSession(client.sessionId)).toBe(true)
      await client.whenClosed()
      const other = await connectTo(ensemble, id)
      expect(await exists(other, '/e')).toBe(NO_NODE)
      other.drop()
    }
    expect(await ensemble.expireSession(1n)).toBe(false)
  })
})

describe('advanceTime', () => {
  it('moves all servers together: none loses its leader, connected clients stay, others expire', async () => {
    await using ensemble = await startEnsemble({ voters: 3, observers: 1 })
    const leader = await ensemble.leader()
    const clients = await Promise.all(ensemble.ids.map((id) => connectTo(ensemble, id, 10_000)))
    const gone = await connectTo(ensemble, 1, 10_000)
    await gone.request(OpCode.Create, body.create('/e', '', EPHEMERAL))
    gone.drop()
    await gone.whenClosed()
    const begun = performance.now()
    await ensemble.advanceTime(60_000)
    console.info(`60 s of an ensemble took ${(performance.now() - begun).toFixed(0)} ms`)
    expect(await ensemble.leader()).toBe(leader)
    for (const client of clients) expect(await exists(client, '/e')).toBe(NO_NODE)
    for (const client of clients) client.drop()
  })

  it('lets a partition be noticed without waiting', async () => {
    await using ensemble = await startEnsemble({ tickMs: 10_000 })
    const cutOff = await ensemble.leader()
    ensemble.partition([[cutOff]])
    await ensemble.advanceTime(120_000)
    expect(await ensemble.leader()).not.toBe(cutOff)
  })
})
