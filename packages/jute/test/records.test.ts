import { ByteReader, ByteWriter, DecodeError, makeZxid } from '@zabkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beginReply,
  createKind,
  endReply,
  OpCode,
  readAclList,
  readAuthPacket,
  readConnectRequest,
  readPathAndNumber,
  readSetWatches,
  readStat,
  replaceByErrorTxn,
  TXN_HEADER_BYTES,
  TxnBytes,
  writeConnectResponseFrame,
  writeCreateRequest,
  writeCreateTxn,
  writeNotification,
  writeStat,
  writeTxnHeader,
} from '../src/index.ts'

const acl = [{ permissions: 31, id: { scheme: 'world', id: 'anyone' } }]

describe('the connect records', () => {
  const request = (bytes: number): Buffer => {
    const out = new ByteWriter()
    out.writeInt32(0)
    out.writeInt64(5n)
    out.writeInt32(30_000)
    out.writeSessionId(-3n)
    out.writeBuffer(Buffer.alloc(16, 7))
    if (bytes === 45) out.writeBoolean(true)
    return out.copy()
  }

  it('come in two lengths, and the reader tells which', () => {
    expect(request(44).length).toBe(44)
    const short = readConnectRequest(new ByteReader(request(44)))
    expect(short).toMatchObject({ lastZxidSeen: 5n, timeoutMs: 30_000, sessionId: -3n, readOnly: null })
    expect(readConnectRequest(new ByteReader(request(45))).readOnly).toBe(true)
  })

  it('are answered in the length they were asked', () => {
    for (const [readOnly, bytes] of [
      [null, 36],
      [false, 37],
    ] as const) {
      const out = new ByteWriter()
      writeConnectResponseFrame(out, 4000, 1n, Buffer.alloc(16), readOnly)
      expect(out.length).toBe(4 + bytes)
      expect(out.bytes.readInt32BE(0)).toBe(bytes)
    }
  })

  it('longer than any client sends are refused', () => {
    expect(() => readConnectRequest(new ByteReader(Buffer.alloc(5000)))).toThrow(DecodeError)
  })
})

describe('requests', () => {
  it('are written field by field, and a ttl comes last', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.uint8Array()), fc.integer(), (path, data, flags) => {
        const out = new ByteWriter()
        writeCreateRequest(out, path, data, acl, flags, 77n)
        const reader = new ByteReader(out.view())
        expect(reader.readString()).toBe(path)
        expect(reader.readBuffer()).toEqual(data === null ? null : Buffer.from(data))
        expect([readAclList(reader), reader.readInt32(), reader.readInt64(), reader.remaining]).toEqual([acl, flags, 77n, 0])
      }),
      { numRuns: 50 },
    )
  })

  it('keep a null ACL apart from an empty one: both reach the check', () => {
    expect(readAclList(new ByteReader(Buffer.from([255, 255, 255, 255])))).toBeNull()
    expect(readAclList(new ByteReader(Buffer.from([0, 0, 0, 0])))).toEqual([])
  })

  it('take a count below -1 for an empty list, as ZooKeeper does', () => {
    expect(readAclList(new ByteReader(Buffer.from([255, 255, 255, 254])))).toEqual([])
    const noWatches = Buffer.concat([Buffer.alloc(8), Buffer.alloc(4, 0x80), Buffer.alloc(8)])
    expect(readSetWatches(new ByteReader(noWatches), false).data).toEqual([])
  })

  it('refuse null where there must be a path or a list of paths', () => {
    const empty = Buffer.alloc(4)
    const none = Buffer.alloc(4, 255)
    const one = Buffer.from([0, 0, 0, 1])
    expect(() => readPathAndNumber(new ByteReader(Buffer.concat([none, empty])))).toThrow(DecodeError)
    for (const [data, exist, child] of [[none, empty, empty], [empty, none, empty], [empty, empty, Buffer.concat([one, none])]] as const) {
      const bytes = Buffer.concat([Buffer.alloc(8), data, exist, child])
      expect(() => readSetWatches(new ByteReader(bytes), false)).toThrow(DecodeError)
    }
  })

  it('never throw anything but DecodeError, whatever the bytes', () => {
    const decoders = [
      readConnectRequest,
      readAclList,
      readAuthPacket,
      readPathAndNumber,
      readStat,
      (reader: ByteReader) => readSetWatches(reader, true),
    ]
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(decoders.length - 1), (bytes, which) => {
        try {
          decoders[which]?.(new ByteReader(Buffer.from(bytes)))
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('have seven create flags, and no others', () => {
    expect([0, 1, 2, 3, 4, 5, 6].every((flag) => createKind(flag) !== null)).toBe(true)
    expect(createKind(7)).toBeNull()
    expect(createKind(-1)).toBeNull()
  })
})

describe('txns', () => {
  it('have a header whose fields are read in place', () => {
    const out = new ByteWriter()
    writeTxnHeader(out, -1, 5, 9, makeZxid(3, 4), 1_700_000_000_123, OpCode.Create)
    writeCreateTxn(out, '/a', Buffer.from('x'), acl, true, 6)
    const bytes = out.copy()
    expect(TxnBytes.clientIdHigh(bytes)).toBe(-1)
    expect(TxnBytes.clientIdLow(bytes)).toBe(5)
    expect(TxnBytes.cxid(bytes)).toBe(9)
    expect(TxnBytes.zxid(bytes)).toBe(makeZxid(3, 4))
    expect(TxnBytes.timeMs(bytes)).toBe(1_700_000_000_123)
    expect(TxnBytes.type(bytes)).toBe(OpCode.Create)
    const body = new ByteReader(bytes, TXN_HEADER_BYTES)
    expect([body.readString(), body.readBuffer()?.toString(), readAclList(body)]).toEqual(['/a', 'x', acl])
    expect([body.readBoolean(), body.readInt32(), body.remaining]).toEqual([true, 6, 0])
  })

  it('that fail keep their header and lose their body', () => {
    const out = new ByteWriter()
    out.writeInt32(123)
    writeTxnHeader(out, 0, 1, 2, makeZxid(1, 1), 5, OpCode.Delete)
    out.writeString('/some/path')
    replaceByErrorTxn(out, 4, -101)
    const bytes = out.copy(4)
    expect(bytes.length).toBe(TXN_HEADER_BYTES + 4)
    expect([TxnBytes.type(bytes), bytes.readInt32BE(TXN_HEADER_BYTES)]).toEqual([-1, -101])
  })
})

describe('replies', () => {
  it('bear their length, whatever the body', () => {
    const out = new ByteWriter()
    out.writeInt32(99)
    const start = beginReply(out)
    out.writeString('body')
    endReply(out, start, 7, makeZxid(1, 2), 0)
    const reader = new ByteReader(out.view(), 4)
    expect(reader.readInt32()).toBe(reader.remaining)
    expect([reader.readInt32(), reader.readZxid(), reader.readInt32(), reader.readString()]).toEqual([7, makeZxid(1, 2), 0, 'body'])
  })

  it('of watches have xid -1 and may have zxid -1', () => {
    const out = new ByteWriter()
    writeNotification(out, 3, '/w', -1)
    const reader = new ByteReader(out.view(), 4)
    expect([reader.readInt32(), reader.readInt64(), reader.readInt32()]).toEqual([-1, -1n, 0])
    expect([reader.readInt32(), reader.readInt32(), reader.readString()]).toEqual([3, 3, '/w'])
  })

  it('hold a Stat of 68 bytes', () => {
    const stat = {
      czxid: makeZxid(1, 1),
      mzxid: makeZxid(1, 2),
      ctime: 3,
      mtime: 4,
      version: 5,
      cversion: -1,
      aversion: 7,
      ephemeralOwner: -8n,
      dataLength: 9,
      numChildren: 10,
      pzxid: makeZxid(1, 11),
    }
    const out = new ByteWriter()
    writeStat(out, stat)
    expect(out.length).toBe(68)
    expect(readStat(new ByteReader(out.view()))).toEqual(stat)
  })
})
