import { OpCode } from '@zabkit/jute'
import { body } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { ManualTime, startTestServer } from './test-server.ts'

const settings = { tickMs: 1_000, minSessionTimeoutMs: 2_000, maxSessionTimeoutMs: 20_000 }

describe('expireSession', () => {
  it('ends a session as time would: its ephemerals go, its connection ends, and it is done when the call resolves', async () => {
    await using started = await startTestServer({ settings })
    const doomed = await started.connect({ timeoutMs: 20_000 })
    const other = await started.connect({ timeoutMs: 20_000 })
    await doomed.request(OpCode.Create, body.create('/e', '', 1))
    expect(await started.server.expireSession(doomed.sessionId)).toBe(true)
    expect((await other.request(OpCode.Exists, body.pathAndWatch('/e', false))).err).toBe(-101)
    await doomed.whenClosed()
    const again = await started.connect({ sessionId: doomed.sessionId, password: doomed.password })
    expect(again.timeoutMs).toBe(0)
  })

  it('says false for a session that nobody knows, and for one that has ended', async () => {
    await using started = await startTestServer({ settings })
    const client = await started.connect({ timeoutMs: 20_000 })
    expect(await started.server.expireSession(42n)).toBe(false)
    expect(await started.server.expireSession(client.sessionId)).toBe(true)
    expect(await started.server.expireSession(client.sessionId)).toBe(false)
  })

  it('ends a session that only this server knows', async () => {
    await using started = await startTestServer({ settings: { ...settings, localSessions: true } })
    const client = await started.connect({ timeoutMs: 20_000 })
    expect(await started.server.expireSession(client.sessionId)).toBe(true)
    await client.whenClosed()
  })
})

describe('touchClients', () => {
  it('keeps the sessions of those who are connected, and of nobody else', async () => {
    const time = new ManualTime()
    await using started = await startTestServer({ time, settings })
    const connected = await started.connect({ timeoutMs: 4_000 })
    const gone = await started.connect({ timeoutMs: 4_000 })
    gone.drop()
    await gone.whenClosed()
    for (let i = 0; i < 10; i++) {
      started.server.touchClients()
      time.advance(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await connected.request(OpCode.Ping, undefined, -2)).err).toBe(0)
    const again = await started.connect({ sessionId: gone.sessionId, password: gone.password })
    expect(again.timeoutMs).toBe(0)
  })
})
