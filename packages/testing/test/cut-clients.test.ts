import { type Client, connect } from '@zabkit/client'
import { describe, expect, it } from 'vitest'
import { startEnsemble, startServer, type TestEnsemble } from '../src/index.ts'

function statesOf(client: Client): string[] {
  const states: string[] = []
  client.onState(({ state, reconnected }) => states.push(reconnected ? 'reconnected' : state))
  return states
}

/** Short sessions end soon; long ones outlast a busy machine. */
const SHORT_MS = 600
const MIDDLE_MS = 6_000
const LONG_MS = 30_000

describe.for(['tcp', 'memory'] as const)('cutClients, over %s', (transport) => {
  it.concurrent('ends connections and refuses new ones; after healClients clients go on with their sessions', async ({ expect }) => {
    await using server = await startServer({ transport })
    const client = await connect(server.connectionString, { ...server.clientOptions, sessionTimeoutMs: LONG_MS })
    const states = statesOf(client)
    const { sessionId } = client
    await client.create('/e', '', { mode: 'ephemeral' })
    server.cutClients()
    await expect.poll(() => client.state).toBe('suspended')
    await expect(connect(server.connectionString, { ...server.clientOptions, waitMs: 300 })).rejects.toThrow()
    server.healClients()
    expect((await client.exists('/e'))?.ephemeralOwner).toBe(sessionId)
    expect(states).toEqual(['suspended', 'reconnected'])
    await client.close()
  })

  it.concurrent('silent: nothing arrives and nobody is told; the client notices by its own patience, and goes on after healClients', async ({ expect }) => {
    await using server = await startServer({ transport })
    const client = await connect(server.connectionString, { ...server.clientOptions, sessionTimeoutMs: MIDDLE_MS })
    const states = statesOf(client)
    const { sessionId } = client
    await client.create('/e', '', { mode: 'ephemeral' })
    server.cutClients({ silent: true })
    const begun = performance.now()
    const write = client.create('/swallowed', '').catch((error: unknown) => error)
    await new Promise<void>((resolve) => client.onState(() => resolve()))
    expect(states).toEqual(['suspended'])
    expect(performance.now() - begun).toBeGreaterThan(MIDDLE_MS / 2)
    expect(await write).toMatchObject({ code: 'ConnectionLoss' })
    server.healClients()
    expect((await client.exists('/e'))?.ephemeralOwner).toBe(sessionId)
    expect(await client.exists('/swallowed')).toBeNull()
    expect(states).toEqual(['suspended', 'reconnected'])
    await client.close()
  })

  it.concurrent('silent for longer than a session lives: it is lost, and its ephemerals are gone', async ({ expect }) => {
    await using server = await startServer({ transport })
    const client = await connect(server.connectionString, { ...server.clientOptions, sessionTimeoutMs: SHORT_MS })
    const states = statesOf(client)
    const { sessionId } = client
    await client.create('/e', '', { mode: 'ephemeral' })
    server.cutClients({ silent: true })
    await expect.poll(() => states).toEqual(['suspended', 'lost'])
    server.healClients()
    await expect.poll(() => client.exists('/e')).toBeNull()
    expect(client.sessionId).not.toBe(sessionId)
    await client.close()
  })

  it.concurrent('silent: clients that are cut off do not count as pinging while time is advanced', async ({ expect }) => {
    await using server = await startServer({ transport })
    const client = await connect(server.connectionString, { ...server.clientOptions, sessionTimeoutMs: LONG_MS })
    const states = statesOf(client)
    server.cutClients({ silent: true })
    await server.advanceTime(LONG_MS + 1_000)
    expect(states).toEqual([])
    server.healClients()
    await expect.poll(() => states).toEqual(['suspended', 'lost', 'connected'])
    await client.close()
  })

  it.concurrent('outlasts a restart, and leaves connections alone when there is nothing to heal', async ({ expect }) => {
    await using server = await startServer({ transport })
    server.cutClients()
    await server.restart()
    await expect(connect(server.connectionString, { ...server.clientOptions, waitMs: 300 })).rejects.toThrow()
    server.healClients()
    const client = await connect(server.connectionString, server.clientOptions)
    const states = statesOf(client)
    server.healClients()
    await client.sync()
    expect(states).toEqual([])
    server.cutClients({ silent: true })
    await server.kill()
    await expect.poll(() => states).toEqual(['suspended'])
    await client.close()
  })
})

describe('cutClients of an ensemble', () => {
  function idOf(ensemble: TestEnsemble, { server }: Client): number {
    return ensemble.ids.find((id) => ensemble.connectionStringOf(id) === server) ?? 0
  }

  it('is for the servers that are named: their clients move with their sessions, others notice nothing', async () => {
    await using ensemble = await startEnsemble()
    const mover = await connect(ensemble.connectionString, { sessionTimeoutMs: LONG_MS })
    const { sessionId } = mover
    const cutOff = idOf(ensemble, mover)
    const [other = 0] = ensemble.ids.filter((id) => id !== cutOff)
    const stays = await connect(ensemble.connectionStringOf(other), { sessionTimeoutMs: LONG_MS })
    const states = statesOf(stays)
    ensemble.cutClients({ servers: [cutOff] })
    await mover.sync()
    await mover.create('/moved', '')
    expect([mover.sessionId, idOf(ensemble, mover) === cutOff]).toEqual([sessionId, false])
    await stays.sync()
    expect([await stays.exists('/moved') === null, states]).toEqual([false, []])
    ensemble.cutClients({ silent: true })
    ensemble.healClients({ servers: [cutOff] })
    const back = await connect(ensemble.connectionStringOf(cutOff))
    expect(await back.exists('/moved')).not.toBeNull()
    await expect(connect(ensemble.connectionStringOf(other), { waitMs: 300 })).rejects.toThrow()
    ensemble.healClients()
    await expect.poll(() => states).toEqual(['suspended', 'reconnected'])
    for (const client of [mover, stays, back]) await client.close()
  })

  it('needs servers that exist', async () => {
    await using ensemble = await startEnsemble({ voters: 1 })
    expect(() => ensemble.cutClients({ servers: [1, 2] })).toThrow('server 2')
    expect(() => ensemble.healClients({ servers: [3] })).toThrow('server 3')
    const client = await connect(ensemble.connectionString)
    await client.close()
  })
})
