import { OpCode, encodeTraceTrailer } from '@zabkit/jute'
import { body } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { RecordingTracer } from './recording-tracer.ts'
import { startTestServer } from './test-server.ts'

const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true }
const TRAILER = encodeTraceTrailer(CALLER) as Buffer
const OTHER_VERSION = Buffer.from(TRAILER).fill(9, 4, 5)

/** Every request that has a body, as [opcode, body]. */
const requests: readonly (readonly [number, Buffer])[] = [
  [OpCode.Create2, body.create('/a', 'x')],
  [OpCode.Create, body.create('/a/b', 'y')],
  [OpCode.CreateContainer, body.create('/c', null, 4)],
  [OpCode.CreateTtl, body.create('/t', '', 5, undefined, 1000n)],
  [OpCode.SetData, body.setData('/a', 'z')],
  [OpCode.GetData, body.pathAndWatch('/a', true)],
  [OpCode.Exists, body.pathAndWatch('/nowhere', true)],
  [OpCode.GetChildren, body.pathAndWatch('/a')],
  [OpCode.GetChildren2, body.pathAndWatch('/')],
  [OpCode.GetAcl, body.path('/a')],
  [OpCode.Sync, body.path('/')],
  [OpCode.GetAllChildrenNumber, body.path('/')],
  [OpCode.GetEphemerals, body.path('/')],
  [OpCode.WhoAmI, Buffer.alloc(0)],
  [OpCode.AddWatch, body.pathAndInt('/a', 1)],
  [OpCode.RemoveWatches, body.pathAndInt('/a', 5)],
  [OpCode.SetWatches, body.setWatches(0n, ['/gone'], [], [])],
  [OpCode.Multi, body.multi([[OpCode.Create, body.create('/m')], [OpCode.Check, body.pathAndInt('/m', 0)], [OpCode.Delete, body.pathAndInt('/m', -1)]])],
  [OpCode.Multi, body.multi([[OpCode.Check, body.pathAndInt('/m', 0)]])],
  [OpCode.MultiRead, body.multi([[OpCode.GetData, body.pathAndWatch('/a')], [OpCode.GetChildren, body.pathAndWatch('/nowhere')]])],
  [OpCode.Delete, body.pathAndInt('/a', -1)],
  [OpCode.Delete, body.pathAndInt('/a/b', 0)],
  [OpCode.Delete, body.pathAndInt('/nowhere', -1)],
]

/** Codes and lengths of the answers to all of them, each with `tail` behind its body. */
async function answers(tail: Buffer, tracer?: RecordingTracer): Promise<[number, number][]> {
  await using server = await startTestServer(tracer === undefined ? {} : { extra: { tracer } })
  const client = await server.connect()
  const shown: [number, number][] = []
  for (const [opCode, bytes] of requests) {
    const reply = await client.request(opCode, Buffer.concat([bytes, tail]))
    shown.push([reply.err, reply.body.remaining])
  }
  expect(server.server.failure).toBeNull()
  return shown
}

async function rootOf(tail: Buffer, samples = true): Promise<RecordingTracer> {
  const tracer = new RecordingTracer(() => samples)
  await using server = await startTestServer({ extra: { tracer } })
  const client = await server.connect()
  tracer.spans.length = 0
  const reply = await client.request(OpCode.Create, Buffer.concat([body.create('/a', 'x'), tail]))
  expect(reply.err).toBe(0)
  await expect.poll(() => tracer.loose).toEqual([])
  return tracer
}

describe('bytes behind a request', () => {
  it('change no answer: with a trace, with one that is broken, with any others, traced or not', async () => {
    const plain = await answers(Buffer.alloc(0))
    expect(plain.filter(([err]) => err === 0).length).toBeGreaterThan(15)
    for (const tail of [TRAILER, OTHER_VERSION, Buffer.alloc(7, 0xff)]) {
      expect(await answers(tail)).toEqual(plain)
      expect(await answers(tail, new RecordingTracer())).toEqual(plain)
    }
  })

  it('make the write a part of the trace that they name', async () => {
    const { spans } = await rootOf(TRAILER)
    expect(spans[0]).toMatchObject({ name: 'zookeeper/create', parent: CALLER, attributes: { 'zabkit.path': '/a' } })
    expect(new Set(spans.map(({ context }) => context.traceId))).toEqual(new Set([CALLER.traceId]))
    expect(spans.length).toBeGreaterThan(5)
  })

  it('leave it to the caller whether the write is sampled', async () => {
    expect((await rootOf(encodeTraceTrailer({ ...CALLER, sampled: false }) as Buffer)).spans).toEqual([])
    expect((await rootOf(TRAILER, false)).spans[0]?.parent).toEqual(CALLER)
  })

  it('that are no trace are not looked at further: the write begins its own', async () => {
    for (const tail of [OTHER_VERSION, TRAILER.subarray(1), Buffer.concat([TRAILER, Buffer.alloc(1)])]) {
      const { spans } = await rootOf(tail)
      expect(spans[0]).toMatchObject({ name: 'zookeeper/create', parent: null })
    }
  })
})
