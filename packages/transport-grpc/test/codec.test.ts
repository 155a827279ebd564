import { readFileSync } from 'node:fs'
import { type LogRecord, makeZxid, PEER_FRAME_BYTES_MAX, type PeerMessage } from '@zabkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../conformance/src/check.ts'
import { sampleMessages } from '../../conformance/src/peer-message-samples.ts'
import { decodeFrame } from '../src/codec/decode-frame.ts'
import { MalformedFrame } from '../src/codec/malformed.ts'
import { MessageEncoder } from '../src/codec/message-encoder.ts'
import { zabkit } from '../src/generated.ts'
import { MESSAGE_SPLIT_BYTES } from '../src/limits.ts'

const { Frame } = zabkit.peer.v1

function recordsOf(count: number, length: number): LogRecord[] {
  return Array.from({ length: count }, (_, i) => ({ zxid: makeZxid(1, i + 1), bytes: Buffer.alloc(length, i), trace: null }))
}

function framesOf(messages: readonly PeerMessage[]): Buffer[] {
  return new MessageEncoder().frames(messages)
}

describe('the codec', () => {
  it('writes what the generated code writes, for every kind of message', () => {
    for (const message of sampleMessages()) {
      const [bytes] = framesOf([message])
      const generated = Frame.encode(Frame.decode(bytes as Buffer)).finish()
      equal(decodeFrame(generated), decodeFrame(bytes as Buffer), message.type)
      expect(Frame.decode(bytes as Buffer).messages[0]?.kind, message.type).toBe(message.type)
    }
  })

  it('has a number in the proto for every kind of message', () => {
    const proto = readFileSync(new URL('../../../proto/zabkit/peer/v1/peer.proto', import.meta.url), 'utf8')
    const oneof = proto.slice(proto.indexOf('oneof kind'), proto.indexOf('// ---- election'))
    const kinds = [...oneof.matchAll(/^ {4}\w+ (\w+) = \d+;$/gm)].map(([, name]) => name?.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()))
    expect(new Set(kinds)).toEqual(new Set(sampleMessages().map(({ type }) => type)))
  })

  it('encodes one message object once, however often it is sent', () => {
    const encoder = new MessageEncoder()
    const proposal: PeerMessage = { type: 'proposal', records: recordsOf(3, 100), committedZxid: makeZxid(1, 0) }
    expect(encoder.frames([proposal])[0]).toBe(encoder.frames([proposal])[0])
    expect(encoder.frames([{ ...proposal }])[0]).not.toBe(encoder.frames([proposal])[0])
  })

  it('sends an array of identities once a message', () => {
    const ids = [{ scheme: 'digest', id: 'somebody with a rather long name' }]
    const request = { sessionHigh: 1, sessionLow: 2, local: false, xid: 3, opcode: 4, body: Buffer.alloc(1), ids, trace: null }
    const [frame] = framesOf([{ type: 'requests', requests: [request, request, { ...request, ids: [...ids] }] }])
    expect(frame?.toString('latin1').split('rather long').length).toBe(3)
    const [decoded] = decodeFrame(frame as Buffer).messages
    if (decoded?.type !== 'requests') throw new Error('not the requests')
    expect(decoded.requests[1]?.ids).toBe(decoded.requests[0]?.ids)
    expect(decoded.requests[2]?.ids).toEqual(ids)
  })

  it('decodes records without copying them', () => {
    const [frame] = framesOf([{ type: 'history', records: recordsOf(2, 5_000), committedZxid: makeZxid(1, 0) }])
    const [decoded] = decodeFrame(frame as Buffer).messages
    if (decoded?.type !== 'history') throw new Error('not the history')
    expect(decoded.records.map(({ bytes }) => bytes.buffer)).toEqual([frame?.buffer, frame?.buffer])
  })

  it('leaves out a trace whose ids are not of the right form', () => {
    const record = { zxid: makeZxid(1, 1), bytes: Buffer.alloc(1), trace: { traceId: 'x', spanId: 'y', sampled: true } }
    const [frame] = framesOf([{ type: 'inform', records: [record] }])
    expect(decodeFrame(frame as Buffer).messages).toEqual([{ type: 'inform', records: [{ ...record, trace: null }] }])
  })

  it('sends more than a frame may have as several, in order', () => {
    const chunks: PeerMessage[] = Array.from({ length: 9 }, (_, i) => ({ type: 'snapshotChunk', bytes: Buffer.alloc(10 << 20, i) }))
    const frames = framesOf(chunks)
    expect(frames.length).toBe(2)
    for (const frame of frames) expect(frame.length).toBeLessThanOrEqual(PEER_FRAME_BYTES_MAX)
    const decoded = frames.flatMap((frame) => decodeFrame(frame).messages)
    expect(decoded.map((message) => message.type === 'snapshotChunk' && message.bytes[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('sends a long list as several messages of its kind', () => {
    const records = recordsOf(20, MESSAGE_SPLIT_BYTES / 8)
    const decoded = framesOf([{ type: 'proposal', records, committedZxid: makeZxid(1, 7) }]).flatMap((frame) => decodeFrame(frame).messages)
    expect(decoded.length).toBeGreaterThan(1)
    const parts = decoded.map((message) => (message.type === 'proposal' ? message : null))
    expect(parts.every((part) => part?.committedZxid === makeZxid(1, 7))).toBe(true)
    expect(parts.flatMap((part) => part?.records.map(({ zxid }) => zxid))).toEqual(records.map(({ zxid }) => zxid))
  })
})

describe('the decoder', () => {
  /** Whatever it is given, it gives a frame or says that it is none. */
  function survives(bytes: Uint8Array): void {
    try {
      decodeFrame(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedFrame)
    }
  }

  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), survives), { numRuns: 2_000 })
  })

  it('survives every cut of every message', () => {
    for (const message of sampleMessages()) {
      const [bytes] = framesOf([message])
      for (let end = 0; bytes !== undefined && end < Math.min(bytes.length, 300); end++) survives(bytes.subarray(0, end))
    }
  })

  it('survives changed bytes in every message', () => {
    const frames = framesEach().filter(({ length }) => length < 2_000)
    const change = fc.record({ frame: fc.constantFrom(...frames), at: fc.nat(), value: fc.nat(255) })
    const changed = fc.property(fc.array(change, { minLength: 1, maxLength: 1 }), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), ([first], more) => {
      if (first === undefined) return
      const bytes = Buffer.from(first.frame)
      for (const [at, value] of [[first.at, first.value] as const, ...more]) bytes[at % bytes.length] = value
      survives(bytes)
    })
    fc.assert(changed, { numRuns: 5_000 })
  })
})

function framesEach(): Buffer[] {
  return sampleMessages().flatMap((message) => framesOf([message]))
}
