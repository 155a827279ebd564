import { ByteReader, ByteWriter, DecodeError } from '@zabkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beginMultiPart, CONNECT_REQUEST_BYTES, encodeTraceTrailer, OpCode, readAclList, readAuthPacket, readConnectReply, readConnectRequest, readCreateReply,
  readGetAclReply, readGetChildrenReply, readGetDataReply, readMultiHeader, readMultiReply, readNotification, readPathAndNumber, readReconfigRequest,
  readSetWatches, readStatReply, readTraceTrailer, readWhoAmIReply, type StatReply, TRACE_TRAILER_BYTES, writeAclList, writeAuthPacket, writeConnectRequest,
  writeConnectResponseFrame, writeMultiError, writeMultiHeader, writeMultiTrailer, writeNotification, writePathAndNumber, writePathAndWatch, writePathRequest,
  writeReconfigRequest, writeRequestHeader, writeSaslRequest, writeSetAclRequest, writeSetDataRequest, writeSetWatches, writeStringList,
} from '../src/index.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const bytes = fc.option(fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array)))
const int = fc.integer()
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const list = fc.array(text, { maxLength: 5 })
const acls = fc.array(fc.record({ permissions: int, id: fc.record({ scheme: text, id: text }) }), { maxLength: 4 })
const time = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const stats: fc.Arbitrary<StatReply> = fc.record({
  czxid: long, mzxid: long, pzxid: long, ctime: time, mtime: time, version: int, cversion: int, aversion: int,
  ephemeralOwner: long, dataLength: int, numChildren: int,
})

/** Runs what writes, and returns a reader of it; `whole` fails unless all of it is read. */
function written(write: (out: ByteWriter) => void): ByteReader {
  const out = new ByteWriter()
  write(out)
  return new ByteReader(out.copy())
}

function whole<T>(write: (out: ByteWriter) => void, read: (reader: ByteReader) => T): T {
  const reader = written(write)
  const value = read(reader)
  expect(reader.remaining).toBe(0)
  return value
}

/** As any server writes it, in all 64 bits. */
function writeRawStat(out: ByteWriter, stat: StatReply): void {
  out.writeInt64(stat.czxid)
  out.writeInt64(stat.mzxid)
  out.writeInt53(stat.ctime)
  out.writeInt53(stat.mtime)
  out.writeInt32(stat.version)
  out.writeInt32(stat.cversion)
  out.writeInt32(stat.aversion)
  out.writeInt64(stat.ephemeralOwner)
  out.writeInt32(stat.dataLength)
  out.writeInt32(stat.numChildren)
  out.writeInt64(stat.pzxid)
}

const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void): void => fc.assert(fc.property(arbitrary, property), { numRuns: 60 })

describe('what a client asks', () => {
  it('to connect has 45 bytes, and the server reads what was meant', () => {
    check(fc.tuple(long, int, long, fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.boolean()), ([zxid, timeoutMs, id, password, readOnly]) => {
      const reader = written((out) => writeConnectRequest(out, zxid, timeoutMs, id, password, readOnly))
      expect(reader.remaining).toBe(CONNECT_REQUEST_BYTES)
      const expected = { protocolVersion: 0, lastZxidSeen: zxid, timeoutMs, sessionId: id, password: Buffer.from(password), readOnly }
      expect(readConnectRequest(reader)).toEqual(expected)
    })
  })

  it('of watches reaches the server whole, in both forms', () => {
    const request = fc.record({ relativeZxid: long, data: list, exist: list, child: list, persistent: list, persistentRecursive: list })
    check(fc.tuple(request, fc.boolean()), ([asked, both]) => {
      const read = whole((out) => writeSetWatches(out, asked, both), (reader) => readSetWatches(reader, both))
      expect(read).toEqual(both ? asked : { ...asked, persistent: [], persistentRecursive: [] })
    })
  })

  it('about a path and a number, of identity, of the ensemble reaches the server whole', () => {
    check(fc.tuple(text, int, bytes, list, long), ([path, value, credential, [joining, leaving, members], configId]) => {
      expect(whole((out) => writePathAndNumber(out, path, value), readPathAndNumber)).toEqual({ path, value })
      expect(whole((out) => writeAuthPacket(out, path, credential ?? Buffer.alloc(0)), readAuthPacket)).toEqual({ scheme: path, credential: credential ?? Buffer.alloc(0) })
      const change = { joining: joining ?? null, leaving: leaving ?? null, members: members ?? null, configId }
      expect(whole((out) => writeReconfigRequest(out, change), readReconfigRequest)).toEqual(change)
    })
  })

  it('about data and access is written field by field', () => {
    check(fc.tuple(text, bytes, int, acls, fc.boolean()), ([path, data, version, acl, watch]) => {
      const asked = whole(
        (out) => {
          writeRequestHeader(out, version, OpCode.SetData)
          writeSetDataRequest(out, path, data, version)
          writeSetAclRequest(out, path, acl, version)
          writePathAndWatch(out, path, watch)
          writePathRequest(out, path)
          writeSaslRequest(out, Buffer.from(path))
        },
        (reader) => [
          reader.readInt32(), reader.readInt32(), reader.readString(), reader.readBuffer(), reader.readInt32(), reader.readString(), readAclList(reader),
          reader.readInt32(), reader.readString(), reader.readBoolean(), reader.readString(), reader.readBuffer()?.toString(),
        ],
      )
      expect(asked).toEqual([version, OpCode.SetData, path, data, version, path, acl, version, path, watch, path, Buffer.from(path).toString()])
    })
  })

  it('of a multi is read part by part up to its end', () => {
    const parts = fc.array(fc.tuple(text, int), { maxLength: 6 })
    check(parts, (asked) => {
      const reader = written((out) => {
        for (const [path, version] of asked) {
          beginMultiPart(out, OpCode.Check)
          writePathAndNumber(out, path, version)
        }
        writeMultiTrailer(out)
      })
      const read: [string, number][] = []
      for (let header = readMultiHeader(reader); !header.done; header = readMultiHeader(reader)) {
        expect(header).toEqual({ type: OpCode.Check, done: false, err: -1 })
        const { path, value } = readPathAndNumber(reader)
        read.push([path, value])
      }
      expect([read, reader.remaining]).toEqual([asked, 0])
    })
  })
})

describe('what a server answers', () => {
  it('has Stats that are exact in all 64 bits', () => {
    check(stats, (stat) => {
      expect(whole((out) => writeRawStat(out, stat), readStatReply)).toEqual(stat)
      expect(whole((out) => { out.writeString('/p'); writeRawStat(out, stat) }, readCreateReply)).toEqual({ path: '/p', stat })
    })
    const extreme = { czxid: -(2n ** 63n), mzxid: 2n ** 63n - 1n, pzxid: -1n, ephemeralOwner: 0x1234_5678_9abc_def1n }
    const [sample] = fc.sample(stats, 1) as [StatReply]
    expect(whole((out) => writeRawStat(out, { ...sample, ...extreme }), readStatReply)).toMatchObject(extreme)
  })

  it('has the data, names, entries and ids that were written', () => {
    check(fc.tuple(bytes, list, acls, stats), ([data, children, acl, stat]) => {
      expect(whole((out) => { out.writeBuffer(data); writeRawStat(out, stat) }, readGetDataReply)).toEqual({ data, stat })
      expect(whole((out) => { writeStringList(out, children); writeRawStat(out, stat) }, readGetChildrenReply)).toEqual({ children, stat })
      expect(whole((out) => { writeAclList(out, acl); writeRawStat(out, stat) }, readGetAclReply)).toEqual({ acl, stat })
      const ids = acl.map(({ id }) => id)
      const writeIds = (out: ByteWriter): void => {
        out.writeInt32(ids.length)
        for (const { scheme, id } of ids) {
          out.writeString(scheme)
          out.writeString(id)
        }
      }
      expect(whole(writeIds, readWhoAmIReply)).toEqual(ids)
    })
  })

  it('to a connect request comes in two lengths', () => {
    for (const readOnly of [null, false, true]) {
      const reader = written((out) => writeConnectResponseFrame(out, 4000, -5n, Buffer.alloc(16, 3), readOnly))
      reader.readInt32()
      expect(readConnectReply(reader)).toEqual({ timeoutMs: 4000, sessionId: -5n, password: Buffer.alloc(16, 3), readOnly })
      expect(reader.remaining).toBe(0)
    }
  })

  it('when a watch fires names type and path', () => {
    const reader = written((out) => writeNotification(out, 3, '/w', -1))
    reader.skip(20)
    expect(readNotification(reader)).toEqual({ type: 3, path: '/w' })
  })

  it('to a multi has each result by its own type, errors among them', () => {
    const [stat] = fc.sample(stats, 1) as [StatReply]
    const parts = whole((out) => {
      writeMultiHeader(out, OpCode.Create, 0)
      out.writeString('/a')
      writeMultiHeader(out, OpCode.Create2, 0)
      out.writeString('/b')
      writeRawStat(out, stat)
      writeMultiHeader(out, OpCode.SetData, 0)
      writeRawStat(out, stat)
      writeMultiHeader(out, OpCode.Delete, 0)
      writeMultiHeader(out, OpCode.Check, 0)
      writeMultiError(out, 0)
      writeMultiError(out, -101)
      writeMultiHeader(out, OpCode.GetData, 0)
      out.writeBuffer(Buffer.from('x'))
      writeRawStat(out, stat)
      writeMultiHeader(out, OpCode.GetChildren, 0)
      writeStringList(out, ['c'])
      writeMultiTrailer(out)
    }, readMultiReply)
    const none = { err: 0, path: null, data: null, stat: null, children: null }
    expect(parts).toEqual([
      { ...none, type: 1, path: '/a' },
      { ...none, type: 15, path: '/b', stat },
      { ...none, type: 5, stat },
      { ...none, type: 2 },
      { ...none, type: 13 },
      { ...none, type: -1 },
      { ...none, type: -1, err: -101 },
      { ...none, type: 4, data: Buffer.from('x'), stat },
      { ...none, type: 8, children: ['c'] },
    ])
  })

  it('never makes a decoder throw anything but DecodeError', () => {
    const decoders = [
      readStatReply, readCreateReply, readGetDataReply, readGetChildrenReply, readGetAclReply, readWhoAmIReply, readMultiReply, readConnectReply, readNotification,
    ]
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(decoders.length - 1), (noise, which) => {
        try {
          decoders[which]?.(new ByteReader(Buffer.from(noise)))
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the trace context behind a request', () => {
  const context = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true }
  const trailer = encodeTraceTrailer(context) as Buffer
  const read = (frame: Buffer) => readTraceTrailer(frame, 0, frame.length)

  it('comes back as it was, whatever the body', () => {
    expect(trailer.length).toBe(TRACE_TRAILER_BYTES)
    check(fc.tuple(fc.uint8Array({ maxLength: 64 }), fc.boolean()), ([body, sampled]) => {
      const frame = Buffer.concat([body, encodeTraceTrailer({ ...context, sampled }) as Buffer])
      expect(read(frame)).toEqual({ ...context, sampled })
    })
  })

  it('is no context when it is cut, of another version, or of ids that are all zero', () => {
    for (let length = 0; length < trailer.length; length++) expect(read(trailer.subarray(0, length))).toBeNull()
    const changed = (at: number, ...values: number[]): Buffer => {
      const copy = Buffer.from(trailer)
      copy.set(values, at)
      return copy
    }
    expect(read(changed(0, 0x7b))).toBeNull()
    expect(read(changed(4, 1))).toBeNull()
    expect(read(changed(5, ...Array<number>(16).fill(0)))).toBeNull()
    expect(read(changed(21, ...Array<number>(8).fill(0)))).toBeNull()
    expect(readTraceTrailer(trailer, 1, trailer.length)).toBeNull()
  })

  it('is not written of a span without ids', () => {
    expect(encodeTraceTrailer({ ...context, traceId: '0'.repeat(32) })).toBeNull()
    expect(encodeTraceTrailer({ ...context, spanId: 'xyz' })).toBeNull()
  })
})
