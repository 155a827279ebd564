import { ByteWriter } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, type Reply, type WireEvent } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { startTestServer } from './test-server.ts'

/** A body of one string. */
function pathOnly(path: string | null): Buffer {
  const out = new ByteWriter()
  out.writeString(path)
  return out.copy()
}

/** An AuthPacket of the scheme digest whose credential is null. */
const NO_CREDENTIAL = Buffer.concat([Buffer.alloc(4), pathOnly('digest'), Buffer.alloc(4, 255)])

const data = (reply: Reply): string | undefined => reply.body.readBuffer()?.toString()

describe('the order of answers', () => {
  it('is that of the requests, and a read sees the writes before it and none after it', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const replies = await Promise.all([
      client.request(OpCode.Create, body.create('/n', '0')),
      client.request(OpCode.GetData, body.pathAndWatch('/n')),
      client.request(OpCode.SetData, body.setData('/n', '1')),
      client.request(OpCode.GetData, body.pathAndWatch('/n')),
      client.request(OpCode.Ping, undefined, -2),
      client.request(OpCode.SetData, body.setData('/n', '2')),
      client.request(OpCode.GetData, body.pathAndWatch('/n')),
      client.request(OpCode.Auth, body.auth('digest', 'a:b'), -4),
      client.request(OpCode.WhoAmI),
    ])
    expect(replies.map((reply) => reply.xid)).toEqual([1, 2, 3, 4, -2, 5, 6, -4, 7])
    expect([1, 3, 6].map((index) => data(replies[index] as Reply))).toEqual(['0', '1', '2'])
    expect(replies[7]?.zxid).toBe(0n)
  })

  it('has every xid echoed, those of other clients too: 0, negative ones, -8', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    for (const xid of [0, -8, -100, 2 ** 31 - 1, -(2 ** 31)]) {
      expect((await client.request(OpCode.Exists, body.pathAndWatch('/'), xid)).xid).toBe(xid)
    }
    expect((await client.request(OpCode.Auth, body.auth('digest', 'a:b'), 9)).xid).toBe(9)
  })

  it('has the xid -2 in the answer to every ping', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const answers = [-2, 0, 5, -4].map((xid) => client.request(OpCode.Ping, undefined, xid))
    expect((await Promise.all(answers)).map((reply) => reply.xid)).toEqual([-2, -2, -2, -2])
  })

  it('repeats the path of a sync, null too', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    for (const path of ['/a', '', null]) {
      const reply = await client.request(OpCode.Sync, pathOnly(path))
      expect([reply.err, reply.body.readString()]).toEqual([0, path])
    }
  })

  it('has the zxid of the last txn in every reply, errors included', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const created = await client.request(OpCode.Create, body.create('/z', ''))
    const failed = await client.request(OpCode.Create, body.create('/z', ''))
    expect([failed.err, failed.zxid]).toEqual([-110, created.zxid + 1n])
    const read = await client.request(OpCode.Exists, body.pathAndWatch('/none'))
    expect([read.err, read.zxid]).toEqual([-101, failed.zxid])
  })

  it('has the same zxid after a reconfiguration that makes no sense: it is no txn', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const cutShort = await client.request(OpCode.Reconfig)
    const whole = await client.request(OpCode.Reconfig, Buffer.alloc(20, 255))
    expect([cutShort.err, whole.err, whole.zxid - cutShort.zxid]).toEqual([-5, -123, 1n])
  })

  it('has a watch event before the reply that shows its change, for the writer and for others', async () => {
    await using server = await startTestServer()
    const writer = await server.connect()
    const watcher = await server.connect()
    await writer.request(OpCode.Create, body.create('/w', '0'))
    for (const client of [writer, watcher]) await client.request(OpCode.GetData, body.pathAndWatch('/w', true))
    const from = writer.log.length
    await writer.request(OpCode.SetData, body.setData('/w', '1'))
    expect(writer.log.slice(from).map((item) => ('path' in item ? item.path : item.xid))).toEqual(['/w', 3])
    const read = await watcher.request(OpCode.GetData, body.pathAndWatch('/w'))
    const event = watcher.log.at(-2) as WireEvent
    expect([data(read), event.type, event.path, event.zxid <= read.zxid]).toEqual(['1', 3, '/w', true])
  })

  it('has the catch-up events of setWatches before its reply', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/late', ''))
    await client.request(OpCode.SetWatches, body.setWatches(0n, ['/late', '/gone'], ['/late'], ['/']), -8)
    const shown = client.log.slice(-5).map((item) => ('path' in item ? `${item.type} ${item.path} ${item.zxid}` : `reply ${item.xid}`))
    expect(shown.at(-1)).toBe('reply -8')
    expect(shown.slice(0, 4).sort()).toEqual(['1 /late -1', '2 /gone -1', '3 /late -1', '4 / -1'])
  })

  it('holds for a client that sends ten thousand writes without reading', { timeout: 30_000 }, async () => {
    await using server = await startTestServer({ settings: { outstandingPerClient: 100, outstandingBytes: 20_000 } })
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/many', ''))
    const replies = await Promise.all(Array.from({ length: 10_000 }, () => client.request(OpCode.SetData, body.setData('/many', 'x'))))
    expect(replies.every((reply, index) => reply.err === 0 && reply.xid === index + 2)).toBe(true)
  })
})

describe('the delete of a container', () => {
  it('is not for clients: it fails whatever they name, and takes nothing away', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/kept', ''))
    for (const path of ['/kept', '/none']) {
      expect((await client.request(OpCode.DeleteContainer, pathOnly(path))).err).toBe(-8)
    }
    expect((await client.request(OpCode.Exists, body.pathAndWatch('/kept'))).err).toBe(0)
  })
})

describe('reads that wait behind a write', () => {
  it('are all answered, however much they ask for, to a client that reads; and none sees the write behind it', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/large', Buffer.alloc(1_000_000, 1)))
    const reads = (): Promise<Reply>[] => Array.from({ length: 80 }, () => client.request(OpCode.GetData, body.pathAndWatch('/large')))
    const first = client.request(OpCode.SetData, body.setData('/large', Buffer.alloc(1_000_000, 2)))
    const before = reads()
    expect((await first).err).toBe(0)
    for (const reply of await Promise.all(before)) expect(reply.body.readBuffer()?.[0]).toBe(2)
    const second = client.request(OpCode.SetData, body.setData('/large', Buffer.alloc(1_000_000, 3)))
    const between = Array.from({ length: 20 }, () => client.request(OpCode.GetData, body.pathAndWatch('/large')))
    const third = client.request(OpCode.SetData, body.setData('/large', Buffer.alloc(1_000_000, 4)))
    for (const reply of await Promise.all(between)) expect(reply.body.readBuffer()?.[0]).toBe(3)
    expect([(await second).err, (await third).err]).toEqual([0, 0])
  })
})

describe('the end of a connection', () => {
  it('follows the reply to an unknown operation, and to check alone', async () => {
    await using server = await startTestServer()
    for (const type of [0, 10, 13, 99, 500, -10, -1]) {
      const client = await server.connect()
      const write = client.request(OpCode.SetData, body.setData('/none', ''))
      const reply = await client.request(type, body.pathAndInt('/', -1))
      expect([type, (await write).err, reply.err, reply.zxid]).toEqual([type, -101, -6, -1n])
      await client.whenClosed()
    }
  })

  it('follows the reply to a refused auth packet; nothing after it is done', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const answers = await Promise.allSettled([
      client.request(OpCode.Auth, body.auth('nonsense', 'x'), -4),
      client.request(OpCode.Create, body.create('/after', '')),
    ])
    expect(answers[0]).toMatchObject({ value: { err: -115 } })
    expect(answers[1]?.status).toBe('rejected')
    expect((await (await server.connect()).request(OpCode.Exists, body.pathAndWatch('/after'))).err).toBe(-101)
  })

  it('follows an auth packet without a credential, refused, and a SASL packet without a token, unanswered', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const refused = client.request(OpCode.Auth, NO_CREDENTIAL, -4)
    expect((await refused).err).toBe(-115)
    await client.whenClosed()
    for (const token of [Buffer.from([0, 0, 0, 3]), Buffer.alloc(4, 255)]) {
      const other = await server.connect()
      await expect(other.request(OpCode.Sasl, token)).rejects.toThrow()
    }
  })

  it('follows the reply to closeSession, after the replies before it; what was sent behind it has no effect', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const answers = await Promise.allSettled([
      client.request(OpCode.Create, body.create('/e', '', 1)),
      client.request(OpCode.CloseSession),
      client.request(OpCode.Create, body.create('/late', '', 1)),
    ])
    expect(answers.slice(0, 2)).toMatchObject([{ value: { err: 0 } }, { value: { err: 0 } }])
    await client.whenClosed()
    const other = await server.connect()
    for (const path of ['/e', '/late']) expect((await other.request(OpCode.Exists, body.pathAndWatch(path))).err).toBe(-101)
  })

  it('is all that a client without the required scheme gets, after -124', async () => {
    await using server = await startTestServer({ settings: { requiredSchemes: ['digest'] } })
    const client = await server.connect()
    expect((await client.request(OpCode.GetData, body.pathAndWatch('/'))).err).toBe(-124)
    await client.whenClosed()
    const pinging = await server.connect()
    expect(await pinging.request(OpCode.Ping, undefined, -2)).toMatchObject({ xid: -2, err: -124 })
    await pinging.whenClosed()
    const known = await server.connect()
    await known.request(OpCode.Auth, body.auth('digest', 'a:b'), -4)
    expect((await known.request(OpCode.GetData, body.pathAndWatch('/'))).err).toBe(0)
  })
})
