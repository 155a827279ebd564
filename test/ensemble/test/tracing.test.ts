import { once } from 'node:events'
import { createServer } from 'node:net'
import { formatSessionId } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, ServerProcess, WireClient } from '@zabkit/test-wire'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OtlpReceiver, ProcessEnsemble, type ReceivedSpan, until } from '../src/index.ts'

const VOTERS = [1, 2, 3]
const OBSERVER = 4
const ALL = [...VOTERS, OBSERVER]
const KIND_INTERNAL = 1
const KIND_SERVER = 2

/** The span of a write that has all of `attributes`, and the rest of its trace, once it is complete. */
async function traceOf(receiver: OtlpReceiver, spans: number, attributes: Readonly<Record<string, unknown>>): Promise<{ root: ReceivedSpan; steps: ReceivedSpan[] }> {
  const root = await until(`the root of ${JSON.stringify(attributes)}`, () =>
    receiver.spans.find((span) => span.parentSpanId === null && Object.entries(attributes).every(([key, value]) => span.attributes[key] === value)),
  )
  await until(`${spans} spans of ${root.name}`, () => receiver.trace(root.traceId).length >= spans)
  return { root, steps: receiver.trace(root.traceId).filter((span) => span !== root) }
}

const serverOf = (span: ReceivedSpan): number => Number(span.attributes['zabkit.server.id'])

/** `append@2`; of acknowledgements also whose: `acknowledge@1 of 2`. */
function label(span: ReceivedSpan): string {
  const peer = span.attributes['zabkit.peer.id']
  return `${span.name}@${serverOf(span)}${peer === undefined ? '' : ` of ${peer}`}`
}

/** What must happen to a write that came to `origin`. */
function stepsOf(origin: number, leader: number): string[] {
  return [
    ...(origin === leader ? [] : [`forward@${origin}`]),
    ...['prepare', 'propose', 'quorum', 'commit'].map((name) => `${name}@${leader}`),
    ...ALL.flatMap((id) => [`append@${id}`, `apply@${id}`]),
    ...VOTERS.filter((id) => id !== leader).map((id) => `acknowledge@${leader} of ${id}`),
    `reply@${origin}`,
  ].sort()
}

function only(steps: readonly ReceivedSpan[], name: string, server?: number): ReceivedSpan {
  const [found, ...more] = steps.filter((span) => span.name === name && (server === undefined || serverOf(span) === server))
  if (found === undefined || more.length > 0) throw new Error(`${name}: ${more.length + (found === undefined ? 0 : 1)} spans`)
  return found
}

describe('the trace of a write in an ensemble', () => {
  let receiver: OtlpReceiver
  let ensemble: ProcessEnsemble
  let leader: number
  let follower: number
  let client: WireClient

  beforeAll(async () => {
    receiver = await OtlpReceiver.start()
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_BSP_SCHEDULE_DELAY: '20', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' }
    ensemble = await ProcessEnsemble.start({ voters: VOTERS.length, observers: 1, environment })
    leader = (await ensemble.leader()).id
    follower = VOTERS.find((id) => id !== leader) ?? 0
    client = await ensemble.connect(follower)
  }, 120_000)

  afterAll(async () => {
    client?.drop()
    await ensemble?.[Symbol.asyncDispose]()
    await receiver?.[Symbol.asyncDispose]()
  })

  it('holds every step on every server, each a child of the request that came by a follower', async () => {
    const reply = await client.request(OpCode.Create, body.create('/by-follower', 'x'))
    expect(reply.err).toBe(0)
    const expected = stepsOf(follower, leader)
    const { root, steps } = await traceOf(receiver, expected.length + 1, { 'zabkit.path': '/by-follower' })
    expect(steps.map(label).sort()).toEqual(expected)
    expect(new Set(steps.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([root.spanId]))
    expect(new Set([root, ...steps].map(({ spanId }) => spanId)).size).toBe(expected.length + 1)
    expect(root.kind).toBe(KIND_SERVER)
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set([KIND_INTERNAL]))
    const zxid = `0x${reply.zxid.toString(16)}`
    expect(root).toMatchObject({ name: 'zookeeper/create', scope: '@zabkit', errorText: null })
    expect(root.attributes).toEqual({
      'rpc.system.name': 'zookeeper',
      'rpc.method': 'zookeeper/create',
      'rpc.status_code': 'Ok',
      'network.peer.address': '127.0.0.1',
      'network.peer.port': client.socket.localPort,
      'zabkit.operation': 'create',
      'zabkit.path': '/by-follower',
      'zabkit.session_id': formatSessionId(client.sessionId),
      'zabkit.server.id': follower,
      'zabkit.zxid': zxid,
    })
    for (const step of steps) if (step.name !== 'forward') expect(step.attributes['zabkit.zxid'], label(step)).toBe(zxid)
  })

  it('has no forward where the client asks the leader itself', async () => {
    const own = await ensemble.connect(leader)
    await own.request(OpCode.Create, body.create('/by-leader', 'x'))
    const expected = stepsOf(leader, leader)
    const { root, steps } = await traceOf(receiver, expected.length + 1, { 'zabkit.path': '/by-leader' })
    expect(steps.map(label).sort()).toEqual(expected)
    expect(new Set(steps.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([root.spanId]))
    own.drop()
  })

  it('starts from an observer as well', async () => {
    const own = await ensemble.connect(OBSERVER)
    await own.request(OpCode.Create, body.create('/by-observer', 'x'))
    const expected = stepsOf(OBSERVER, leader)
    const { steps } = await traceOf(receiver, expected.length + 1, { 'zabkit.path': '/by-observer' })
    expect(steps.map(label).sort()).toEqual(expected)
    own.drop()
  })

  it('keeps the order of a write: no step begins before the one that it needs', async () => {
    await client.request(OpCode.SetData, body.setData('/by-follower', 'y'))
    const { root, steps } = await traceOf(receiver, stepsOf(follower, leader).length + 1, { 'rpc.method': 'zookeeper/setData', 'zabkit.path': '/by-follower' })
    const here = ['forward', 'append', 'apply', 'reply'].map((name) => only(steps, name, follower))
    const there = ['prepare', 'propose', 'quorum', 'commit', 'apply'].map((name) => only(steps, name, leader))
    for (const line of [here, there]) for (const [i, span] of line.entries()) if (i > 0) expect(span.startNs, label(span)).toBeGreaterThanOrEqual(line[i - 1]?.startNs ?? 0n)
    for (const span of here) {
      expect(span.startNs, label(span)).toBeGreaterThanOrEqual(root.startNs)
      expect(span.endNs, label(span)).toBeLessThanOrEqual(root.endNs)
    }
    expect(only(steps, 'commit').startNs).toBeGreaterThanOrEqual(only(steps, 'quorum').endNs)
    expect(only(steps, 'apply', leader).startNs).toBeGreaterThanOrEqual(only(steps, 'append', leader).endNs)
  })

  it('of a write that fails bears ZooKeeper\'s name of the error', async () => {
    expect((await client.request(OpCode.Delete, body.pathAndInt('/nowhere', -1))).err).toBe(-101)
    const { root, steps } = await traceOf(receiver, stepsOf(follower, leader).length + 1, { 'zabkit.path': '/nowhere' })
    expect(root).toMatchObject({ name: 'zookeeper/delete', errorText: 'NoNode', attributes: { 'rpc.status_code': 'NoNode', 'error.type': 'NoNode' } })
    // It has its place in the order like any other.
    expect(steps.map(label).sort()).toEqual(stepsOf(follower, leader))
    expect(steps.map(({ errorText }) => errorText).filter((text) => text !== null)).toEqual([])
  })

  it('is one for each write of a batch', async () => {
    const paths = Array.from({ length: 20 }, (_, i) => `/batch-${i}`)
    await Promise.all(paths.map((path) => client.request(OpCode.Create, body.create(path))))
    const expected = stepsOf(follower, leader)
    const traces = await Promise.all(paths.map((path) => traceOf(receiver, expected.length + 1, { 'zabkit.path': path })))
    expect(new Set(traces.map(({ root }) => root.traceId)).size).toBe(paths.length)
    for (const { steps } of traces) expect(steps.map(label).sort()).toEqual(expected)
  })

  it('begins and ends with sessions, too, and reads have none', async () => {
    const session = await ensemble.connect(follower)
    const id = formatSessionId(session.sessionId)
    await session.request(OpCode.GetData, body.pathAndWatch('/by-follower'))
    await session.request(OpCode.Sync, body.path('/'))
    await session.close()
    const expected = stepsOf(follower, leader)
    for (const operation of ['createSession', 'closeSession']) {
      const { steps } = await traceOf(receiver, expected.length + 1, { 'zabkit.session_id': id, 'zabkit.operation': operation })
      expect(steps.map(label).sort()).toEqual(expected)
    }
    const roots = receiver.spans.filter((span) => span.parentSpanId === null && span.attributes['zabkit.session_id'] === id)
    expect(roots.map(({ name }) => name)).toEqual(['zookeeper/createSession', 'zookeeper/closeSession'])
  })

  it('stays one when the leader dies and the write goes on under another', async () => {
    const survivors = VOTERS.filter((id) => id !== leader)
    const writes: { readonly path: string; readonly reply: Promise<{ readonly err: number }> }[] = []
    const write = (): void => {
      const path = `/dying-${writes.length}`
      writes.push({ path, reply: client.request(OpCode.Create, body.create(path)) })
    }
    for (let i = 0; i < 50; i++) write()
    await writes[0]?.reply
    for (let i = 0; i < 50; i++) write()
    await ensemble.member(leader).process.kill()
    for (let i = 0; i < 50; i++) write()
    expect((await Promise.all(writes.map(({ reply }) => reply))).filter(({ err }) => err !== 0)).toEqual([])
    for (const { path } of writes) {
      const { root, steps } = await traceOf(receiver, 2, { 'zabkit.path': path })
      expect(root.attributes['rpc.status_code']).toBe('Ok')
      expect(receiver.spans.filter((span) => span.attributes['zabkit.path'] === path)).toEqual([root])
      expect(new Set(steps.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([root.spanId]))
    }
    const last = `/dying-${writes.length - 1}`
    const { root } = await traceOf(receiver, 1, { 'zabkit.path': last })
    const prepared = await until('its preparation', () => receiver.trace(root.traceId).find(({ name }) => name === 'prepare'))
    expect(survivors).toContain(serverOf(prepared))
    // The SDK complains of a span that ends twice.
    expect(ensemble.output).not.toContain('traces are not exported')
  })

  it('says of each span which server of which service made it', () => {
    expect(receiver.complaints).toEqual([])
    for (const { resource, attributes } of receiver.spans) {
      expect(resource).toMatchObject({
        'service.name': 'zabkit',
        'service.instance.id': `${attributes['zabkit.server.id']}`,
        'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
        'deployment.environment.name': 'test',
      })
    }
  })
})

describe('a leader that loses its followers', () => {
  it('says which step of a write has failed', async () => {
    await using receiver = await OtlpReceiver.start()
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_BSP_SCHEDULE_DELAY: '20' }
    await using ensemble = await ProcessEnsemble.start({ voters: VOTERS.length, environment })
    const leader = await ensemble.leader()
    const others = ensemble.members.filter((member) => member !== leader)
    const client = await ensemble.connect(leader.id)
    // They take the proposal, and say nothing.
    for (const other of others) process.kill(other.process.pid, 'SIGSTOP')
    client.request(OpCode.SetData, body.setData('/', 'x')).catch(() => {})
    const proposed = (): ReceivedSpan | undefined => receiver.spans.filter(({ name }) => name === 'propose').at(-1)
    const before = proposed()
    await until('the proposal', () => proposed() !== before)
    for (const other of others) await other.process.kill()
    const failed = (name: string): ReceivedSpan[] => receiver.trace(proposed()?.traceId ?? '').filter((span) => span.name === name)
    await until('the end of the role', () => failed('quorum').length > 0)
    expect(failed('quorum').map(({ errorText }) => errorText)).toEqual(['the role of the server ended'])
    expect(failed('acknowledge').map(({ errorText }) => errorText)).toEqual(Array(2).fill('the link to the follower is gone'))
    expect(failed('commit')).toEqual([])
    client.drop()
  })
})

describe('a server of an ensemble that keeps no spans', () => {
  it('passes the context on, and is left out', async () => {
    await using receiver = await OtlpReceiver.start()
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_BSP_SCHEDULE_DELAY: '20' }
    await using ensemble = await ProcessEnsemble.create({ voters: VOTERS.length, environment })
    // The largest id: with empty logs it is the one that leads.
    ensemble.member(3).process.environment = {}
    await Promise.all(ensemble.members.map(({ process }) => process.start()))
    const leader = (await ensemble.leader()).id
    const client = await ensemble.connect(1)
    await client.request(OpCode.Create, body.create('/half'))
    const expected = stepsOf(1, leader).filter((step) => !/@[34]\b/.test(step))
    const { root, steps } = await traceOf(receiver, expected.length + 1, { 'zabkit.path': '/half' })
    expect(steps.map(label).sort()).toEqual(expected)
    expect(steps.map(label)).toContain('append@2')
    expect(new Set(steps.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([root.spanId]))
    client.drop()
  })
})

describe('the server app', () => {
  it('sends the last spans when it stops', async () => {
    await using receiver = await OtlpReceiver.start()
    await using server = await ServerProcess.create()
    server.environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_SERVICE_NAME: 'alone', OTEL_BSP_SCHEDULE_DELAY: '60000' }
    await write(server, '/last')
    expect(receiver.spans).toEqual([])
    expect(await server.stop()).toBe(0)
    const root = receiver.spans.find((span) => span.attributes['zabkit.path'] === '/last')
    expect(root?.resource).toMatchObject({ 'service.name': 'alone', 'service.instance.id': '1' })
    const steps = receiver.trace(root?.traceId ?? '').map(({ name }) => name)
    expect(steps.sort()).toEqual(['append', 'apply', 'commit', 'prepare', 'propose', 'quorum', 'reply', 'zookeeper/create'])
  })

  it('samples the share of writes that it is asked to', async () => {
    await using receiver = await OtlpReceiver.start()
    await using server = await ServerProcess.create()
    server.environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' }
    await write(server, ...Array.from({ length: 400 }, (_, i) => `/sampled-${i}`))
    await server.stop()
    const roots = receiver.spans.filter(({ parentSpanId }) => parentSpanId === null)
    // 100 are expected; ten standard deviations either way.
    expect(roots.length).toBeGreaterThan(15)
    expect(roots.length).toBeLessThan(190)
    expect(new Set(receiver.spans.map(({ traceId }) => traceId)).size).toBe(roots.length)
  })

  it('sends nothing where it is told so', async () => {
    await using receiver = await OtlpReceiver.start()
    await using server = await ServerProcess.create()
    server.environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_TRACES_EXPORTER: 'none' }
    await write(server, '/untold')
    await server.stop()
    expect([...receiver.spans, ...receiver.complaints]).toEqual([])
  })

  it('stops in order beside a collector that never answers', { timeout: 30_000 }, async () => {
    const silent = createServer()
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    const address = silent.address()
    await using server = await ServerProcess.create()
    server.environment = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
    await write(server, '/unheard')
    const from = Date.now()
    expect(await server.stop()).toBe(0)
    expect(Date.now() - from).toBeLessThan(8_000)
    silent.close()
  })
})

async function write(server: ServerProcess, ...paths: string[]): Promise<void> {
  await server.start()
  const client = await WireClient.connect(server.port)
  const replies = await Promise.all(paths.map((path) => client.request(OpCode.Create, body.create(path))))
  expect(replies.filter(({ err }) => err !== 0)).toEqual([])
  client.drop()
}
