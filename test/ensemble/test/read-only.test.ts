import { ErrorCode } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, fourLetterWord, type WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { TestEnsemble, type TestMember, until } from '../src/index.ts'

const base = { commands: ['*'], tickMs: 200, minSessionTimeoutMs: 400, maxSessionTimeoutMs: 40_000 }
const settings = { ...base, readOnlyMode: true }

/** A server that changes its role drops its connections: then it is asked again. */
async function answers({ port }: TestMember, word: string, expected: string): Promise<void> {
  await until(`${word}: ${expected}`, async () => (await fourLetterWord(port, word).catch(() => '')).includes(expected))
}

async function read(client: WireClient, path: string, watch = false): Promise<string> {
  const { err, body: reply } = await client.request(OpCode.GetData, body.pathAndWatch(path, watch))
  expect(err).toBe(0)
  return Buffer.from(reply.readBuffer() ?? []).toString()
}

describe('a server that finds no leader', () => {
  it('serves those who accept to read only, until there is a leader', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings })
    const left = ensemble.member(1)
    const known = await ensemble.connect(1)
    const { sessionId, password } = known
    expect(known.readOnly).toBe(false)
    await known.request(OpCode.Create, body.create('/a', 'before'))
    for (const id of [2, 3]) ensemble.network.cut(1, id)
    await answers(left, 'isro', 'ro')
    await known.whenClosed()
    expect(await fourLetterWord(left.port, 'srvr')).toContain('Mode: read-only\n')
    expect(await fourLetterWord(left.port, 'mntr')).toContain('zk_server_state\tread-only\n')

    const elsewhere = await ensemble.connect(2)
    await elsewhere.request(OpCode.SetData, body.setData('/a', 'meanwhile'))
    await expect(ensemble.connect(1)).rejects.toThrow('closed')
    await expect(ensemble.connect(1, { sessionId, password })).rejects.toThrow('closed')
    // Here nobody knows whether that session lives.
    await expect(ensemble.connect(1, { sessionId: elsewhere.sessionId, password: elsewhere.password, readOnly: true })).rejects.toThrow('closed')
    const fresh = await ensemble.connect(1, { readOnly: true })
    const again = await ensemble.connect(1, { sessionId, password, readOnly: true })
    expect([fresh.readOnly, again.readOnly, again.sessionId]).toEqual([true, true, sessionId])
    for (const client of [fresh, again]) {
      expect(await read(client, '/a', true)).toBe('before')
      const refused = [client.request(OpCode.SetData, body.setData('/a', 'x')), client.request(OpCode.Sync, body.path('/')), client.request(OpCode.Multi, body.multi([]))]
      expect((await Promise.all(refused)).map(({ err }) => err)).toEqual([ErrorCode.NotReadOnly, ErrorCode.NotReadOnly, ErrorCode.NotReadOnly])
      expect(await read(client, '/a')).toBe('before')
    }
    expect((await again.request(OpCode.CloseSession)).err).toBe(ErrorCode.NotReadOnly)
    const brief = await ensemble.connect(1, { readOnly: true })
    expect((await brief.request(OpCode.CloseSession)).err).toBe(0)
    await brief.whenClosed()

    ensemble.network.healAll()
    await ensemble.server(1).whenServing()
    await Promise.all([fresh.whenClosed(), again.whenClosed()])
    await answers(left, 'isro', 'rw')
    expect((await ensemble.connect(1, { sessionId: fresh.sessionId, password: fresh.password, readOnly: true })).timeoutMs).toBe(0)
    const back = await ensemble.connect(1, { sessionId, password, readOnly: true })
    expect([back.readOnly, back.sessionId]).toEqual([false, sessionId])
    expect(await read(back, '/a')).toBe('meanwhile')
    expect((await back.request(OpCode.SetData, body.setData('/a', 'after'))).err).toBe(0)
  })

  it('and has known none yet does so too; one without the setting serves nobody', async () => {
    const extra = (id: number) => ({ settings: id === 1 ? base : settings })
    await using ensemble = await TestEnsemble.create({ voters: 5, extra })
    await ensemble.startServer(1)
    await ensemble.startServer(2)
    await answers(ensemble.member(2), 'isro', 'ro')
    const client = await ensemble.connect(2, { readOnly: true, timeoutMs: 400 })
    expect((await client.request(OpCode.Exists, body.pathAndWatch('/a'))).err).toBe(ErrorCode.NoNode)
    await client.whenClosed()
    const late = await ensemble.connect(2, { readOnly: true, sessionId: client.sessionId, password: client.password })
    expect([late.timeoutMs, late.readOnly]).toEqual([0, true])
    expect(await fourLetterWord(ensemble.member(1).port, 'isro')).toBe('null')
    await expect(ensemble.connect(1, { readOnly: true })).rejects.toThrow('closed')
  })
})
