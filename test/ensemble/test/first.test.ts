import { OpCode } from '@zabkit/jute'
import { body } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { TestEnsemble, until } from '../src/index.ts'

const text = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString()

describe.each(['memory', 'grpc'] as const)('three servers and an observer over %s', (peers) => {
  it('elect a leader, and a write through any of them is read on all of them', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, observers: 1, peers })
    const leader = await ensemble.leader()
    for (const { id } of ensemble.members) {
      const client = await ensemble.connect(id)
      const reply = await client.request(OpCode.Create, body.create(`/from-${id}`, `by ${id}`))
      expect(reply.err).toBe(0)
    }
    for (const { id, server } of ensemble.members) {
      expect(server?.leader).toBe(leader.id)
      const client = await ensemble.connect(id)
      expect((await client.request(OpCode.Sync, body.path('/'))).err).toBe(0)
      for (const member of ensemble.members) {
        const reply = await client.request(OpCode.GetData, body.pathAndWatch(`/from-${member.id}`))
        expect(text(reply.body.readBuffer())).toBe(`by ${member.id}`)
      }
    }
    await until('equal trees', () => new Set(ensemble.members.map(({ server }) => server?.digest.digest)).size === 1)
  })

  it('go on when the leader goes, and connections to the others stay open', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, peers })
    const leader = await ensemble.leader()
    const others = ensemble.members.filter(({ id }) => id !== leader.id)
    const clients = await Promise.all(others.map(({ id }) => ensemble.connect(id)))
    for (const client of clients) await client.request(OpCode.Create, body.create(`/n${client.sessionId}`, '0'))
    await ensemble.stopServer(leader.id)
    for (let i = 1; i <= 20; i++) {
      const replies = await Promise.all(clients.map((client) => client.request(OpCode.SetData, body.setData(`/n${client.sessionId}`, `${i}`))))
      expect(replies.map(({ err }) => err)).toEqual([0, 0])
    }
    expect(clients.map(({ closed }) => closed)).toEqual([false, false])
    await ensemble.startServer(leader.id)
    await ensemble.server(leader.id).whenServing()
    await until('equal trees', () => new Set(ensemble.members.map(({ server }) => server?.digest.digest)).size === 1)
  })

  it('a session lives across servers: it moves with its client, and is expired by the leader alone', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, peers })
    const first = await ensemble.connect(1, { timeoutMs: 1_000 })
    await first.request(OpCode.Create, body.create('/e', '', 1))
    const { sessionId, password } = first
    first.drop()
    const moved = await ensemble.connect(2, { timeoutMs: 1_000, sessionId, password })
    expect(moved.sessionId).toBe(sessionId)
    const watcher = await ensemble.connect(3)
    await watcher.request(OpCode.Sync, body.path('/'))
    expect((await watcher.request(OpCode.Exists, body.pathAndWatch('/e', true))).err).toBe(0)
    const wrong = await ensemble.connect(3, { sessionId, password: Buffer.alloc(16) })
    expect(wrong.timeoutMs).toBe(0)
    moved.drop()
    await until('the end of the ephemeral', () => watcher.events.length > 0)
    const late = await ensemble.connect(1, { timeoutMs: 1_000, sessionId, password })
    expect(late.timeoutMs).toBe(0)
  })
})
