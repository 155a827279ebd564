import { type BroadcastSend, ClientRequest, makeZxid, Session, silentTracer, type Zxid } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { memoryStorage } from '@zabkit/storage-memory'
import { body } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { WriteTraces, writeTraces } from '../src/write-trace.ts'
import { RecordingTracer, unsampled } from './recording-tracer.ts'
import { held, ManualTime, startTestServer } from './test-server.ts'

const zxid = (counter: number): Zxid => makeZxid(1, counter)
const BYTES = Buffer.alloc(0)

function create(path: string): ClientRequest {
  const chunk = body.create(path)
  return new ClientRequest(new Session(0x10n, 1000), 1, OpCode.Create, chunk, 0, chunk.length, [], null)
}

/** A leader's traces with `count` sampled proposals sent to `followers`. */
function proposed(count: number, followers: readonly number[]) {
  const tracer = new RecordingTracer()
  const traces = new WriteTraces(tracer, 1)
  const records = Array.from({ length: count }, (_, i) => ({ zxid: zxid(i + 1), bytes: BYTES, trace: traces.begin(create(`/${i}`))?.context ?? null }))
  traces.proposing(records)
  const sends: BroadcastSend[] = [{ to: followers, message: { type: 'proposal', records, committedZxid: zxid(0) } }]
  traces.sending(sends)
  traces.proposed()
  return { tracer, traces, records }
}

const open = (tracer: RecordingTracer, name: string) => tracer.named(name).filter(({ ended }) => ended === 0)

describe('the trace of a write', () => {
  it('has every step of a server that stands alone, each a child of the request, and all end', async () => {
    const tracer = new RecordingTracer()
    await using server = await startTestServer({ extra: { tracer } })
    const client = await server.connect()
    tracer.spans.length = 0
    const reply = await client.request(OpCode.Create, body.create('/a', 'x'))
    const [root, ...steps] = tracer.spans
    expect(root).toMatchObject({ name: 'zookeeper/create', parent: null, errorText: null })
    expect(steps.map(({ name }) => name)).toEqual(['prepare', 'propose', 'quorum', 'append', 'commit', 'apply', 'reply'])
    expect(new Set(steps.map(({ parent }) => parent))).toEqual(new Set([root?.context]))
    expect(tracer.loose).toEqual([])
    const shown = `0x${reply.zxid.toString(16)}`
    expect(root?.attributes).toMatchObject({ 'zabkit.path': '/a', 'zabkit.zxid': shown, 'rpc.status_code': 'Ok', 'network.peer.address': '127.0.0.1' })
    for (const { attributes } of steps) expect(attributes).toEqual({ 'zabkit.server.id': 1, 'zabkit.zxid': shown })
  })

  it('fails with the name of the error', async () => {
    const tracer = new RecordingTracer()
    await using server = await startTestServer({ extra: { tracer } })
    const client = await server.connect()
    await client.request(OpCode.Delete, body.pathAndInt('/nowhere', -1))
    const [root] = tracer.named('zookeeper/delete')
    expect(root).toMatchObject({ errorText: 'NoNode', attributes: { 'rpc.status_code': 'NoNode', 'error.type': 'NoNode' } })
  })

  it('fails where the log does', async () => {
    const tracer = new RecordingTracer()
    const log = held(memoryStorage())
    await using server = await startTestServer({ storage: log.plugin, onFailure: () => {}, extra: { tracer } })
    const client = await server.connect()
    log.hold()
    client.request(OpCode.Create, body.create('/lost')).catch(() => {})
    await expect.poll(() => log.waiting).toBe(1)
    log.release(new Error('EIO'))
    await expect.poll(() => tracer.named('append').at(-1)?.errorText).toBe('EIO')
  })

  it('is left out where the write is not sampled: no span is asked for', async () => {
    await using server = await startTestServer({ extra: { tracer: unsampled } })
    const client = await server.connect()
    const writes = Array.from({ length: 50 }, (_, i) => client.request(OpCode.Create, body.create(`/${i}`, 'x')))
    expect((await Promise.all(writes)).map(({ err }) => err)).toEqual(Array(50).fill(0))
    expect(server.server.failure).toBeNull()
    await client.close()
  })

  it('is drawn once a write, and never for reads', async () => {
    let draws = 0
    const tracer = new RecordingTracer(() => ++draws % 2 === 0)
    await using server = await startTestServer({ extra: { tracer } })
    const client = await server.connect()
    draws = 0
    tracer.spans.length = 0
    for (let i = 0; i < 4; i++) {
      await client.request(OpCode.Create, body.create(`/${i}`))
      await client.request(OpCode.Exists, body.pathAndWatch(`/${i}`))
    }
    expect(draws).toBe(4)
    expect(tracer.named('zookeeper/create').map(({ attributes }) => attributes['zabkit.path'])).toEqual(['/1', '/3'])
    expect(tracer.named('append')).toHaveLength(2)
  })

  it('is not begun by what the server itself asks for', async () => {
    const time = new ManualTime()
    const tracer = new RecordingTracer()
    await using server = await startTestServer({ time, settings: { tickMs: 1_000 }, extra: { tracer } })
    const silent = await server.connect({ timeoutMs: 4_000 })
    tracer.spans.length = 0
    time.advance(6_000)
    await silent.whenClosed()
    expect(tracer.spans).toEqual([])
  })

  it('is not even looked for where there is no tracer', () => {
    expect(writeTraces(silentTracer, 1)).toBeNull()
    expect(writeTraces(unsampled, 1)).not.toBeNull()
  })

  it('shows no more than the beginning of a long path, and none where the request is broken', () => {
    const tracer = new RecordingTracer()
    const traces = new WriteTraces(tracer, 1)
    traces.begin(create(`/${'a'.repeat(5000)}`))
    const broken = Buffer.from([0, 0, 0, 99, 1])
    traces.begin(new ClientRequest(new Session(0x10n, 1000), 1, OpCode.SetData, broken, 0, broken.length, [], null))
    traces.begin(new ClientRequest(new Session(0x10n, 1000), 1, 4711, broken, 0, broken.length, [], null))
    expect(tracer.spans.map(({ name, attributes }) => [name, String(attributes['zabkit.path'] ?? '').length])).toEqual([
      ['zookeeper/create', 1024],
      ['zookeeper/setData', 0],
      ['_OTHER', 0],
    ])
  })
})

describe('on the leader', () => {
  it('an acknowledgement is waited for from each follower, and covers all before it', () => {
    const { tracer, traces } = proposed(3, [2, 3])
    traces.acknowledged(2, zxid(2))
    traces.acknowledged(3, zxid(3))
    traces.acknowledged(4, zxid(3))
    expect(open(tracer, 'acknowledge').map(({ attributes }) => [attributes['zabkit.peer.id'], attributes['zabkit.zxid']])).toEqual([[2, '0x100000003']])
    traces.acknowledged(2, zxid(3))
    expect(open(tracer, 'acknowledge')).toEqual([])
    expect(tracer.named('acknowledge')).toHaveLength(6)
  })

  it('the acknowledgement of a follower that is lost fails', () => {
    const { tracer, traces } = proposed(2, [2, 3])
    traces.followerLost(2)
    traces.acknowledged(2, zxid(2))
    const failed = tracer.named('acknowledge').filter(({ errorText }) => errorText !== null)
    expect(failed.map(({ attributes, ended }) => [attributes['zabkit.peer.id'], ended])).toEqual([[2, 1], [2, 1]])
    expect(open(tracer, 'acknowledge')).toHaveLength(2)
  })

  it('the quorum is reached with the watermark, and the word of it goes out', () => {
    const { tracer, traces } = proposed(3, [2])
    traces.committing(zxid(2))
    expect(open(tracer, 'quorum')).toHaveLength(1)
    expect(open(tracer, 'commit')).toHaveLength(2)
    traces.committed()
    traces.committing(zxid(2))
    expect(open(tracer, 'commit')).toHaveLength(0)
    expect(tracer.named('commit')).toHaveLength(2)
  })

  it('what a role leaves open fails with its end', () => {
    const { tracer, traces } = proposed(1, [2, 3])
    traces.roleEnded()
    const failed = tracer.spans.filter(({ errorText }) => errorText !== null)
    expect(failed.map(({ name }) => name).sort()).toEqual(['acknowledge', 'acknowledge', 'quorum'])
    traces.acknowledged(2, zxid(1))
    traces.committing(zxid(1))
    expect(tracer.spans.every(({ ended }) => ended <= 1)).toBe(true)
    expect(tracer.named('commit')).toEqual([])
  })

  it('records that are not traced are passed by', () => {
    const traces = new WriteTraces(unsampled, 1)
    const records = [{ zxid: zxid(1), bytes: BYTES }, { zxid: zxid(2), bytes: BYTES, trace: null }]
    traces.proposing(records)
    traces.sending([{ to: [2, 3], message: { type: 'proposal', records, committedZxid: zxid(0) } }])
    traces.proposed()
    expect(traces.appending(records)).toBeNull()
    traces.acknowledged(2, zxid(2))
    traces.committing(zxid(2))
    traces.committed()
    traces.replied()
  })
})
