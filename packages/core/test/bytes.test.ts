import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteReader, ByteWriter, DecodeError, makeZxid, MAX_COUNTER, MAX_EPOCH } from '../src/index.ts'

function roundTrip<T>(write: (out: ByteWriter) => void, read: (reader: ByteReader) => T): T {
  const out = new ByteWriter()
  write(out)
  const reader = new ByteReader(out.view())
  const value = read(reader)
  expect(reader.remaining).toBe(0)
  return value
}

describe('bytes', () => {
  it('give back every string that has no lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(roundTrip((out) => out.writeString(text), (reader) => reader.readString())).toBe(text)
      }),
    )
  })

  it('keep null apart from empty', () => {
    expect(roundTrip((out) => out.writeString(null), (reader) => reader.readString())).toBeNull()
    expect(roundTrip((out) => out.writeBuffer(null), (reader) => reader.readBuffer())).toBeNull()
    expect(roundTrip((out) => out.writeBuffer(Buffer.alloc(0)), (reader) => reader.readBuffer())?.length).toBe(0)
  })

  it('are not written of what has no length: what is there stays as it is', () => {
    const out = new ByteWriter()
    out.writeInt32(7)
    for (const wrong of [42, { a: 1 }, new ArrayBuffer(2)] as unknown as Uint8Array[]) {
      expect(() => out.writeBuffer(wrong)).toThrow('a number of bytes')
      expect(() => out.writeBytes(wrong)).toThrow('a number of bytes')
    }
    expect(() => out.writeString(5 as unknown as string)).toThrow('a number of bytes')
    expect(() => out.reserve(-1)).toThrow('a number of bytes')
    expect(out.view()).toEqual(Buffer.from([0, 0, 0, 7]))
  })

  it('join surrogates that Java wrote one by one', () => {
    const bytes = Buffer.from([0, 0, 0, 7, 0x61, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])
    expect(new ByteReader(bytes).readString()).toBe('a\u{1f600}')
  })

  it('give back every 32- and 64-bit number', () => {
    fc.assert(
      fc.property(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (small, large) => {
        expect(roundTrip((out) => out.writeInt32(small), (reader) => reader.readInt32())).toBe(small)
        expect(roundTrip((out) => out.writeInt64(large), (reader) => reader.readInt64())).toBe(large)
        expect(roundTrip((out) => out.writeSessionId(large), (reader) => reader.readSessionId())).toBe(large)
      }),
    )
  })

  it('give back every zxid and every exact whole number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_EPOCH }), fc.integer({ min: 0, max: MAX_COUNTER }), (epoch, counter) => {
        const zxid = makeZxid(epoch, counter)
        expect(roundTrip((out) => out.writeZxid(zxid), (reader) => reader.readZxid())).toBe(zxid)
      }),
    )
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(roundTrip((out) => out.writeInt53(value), (reader) => reader.readInt53())).toBe(value)
      }),
    )
  })

  it('refuse lengths and counts that are more than what is left, before anything is made of them', () => {
    const announced = (length: number): ByteReader => {
      const bytes = Buffer.alloc(8)
      bytes.writeInt32BE(length)
      return new ByteReader(bytes)
    }
    for (const length of [5, 2 ** 31 - 1, -2, -(2 ** 31)]) {
      expect(() => announced(length).readString()).toThrow(DecodeError)
      expect(() => announced(length).readBuffer()).toThrow(DecodeError)
      expect(() => announced(length).readCount(4)).toThrow(DecodeError)
    }
    expect(announced(1).readCount(4)).toBe(1)
  })

  it('refuse every record that is cut short', () => {
    const reader = new ByteReader(Buffer.alloc(3))
    expect(() => reader.readInt32()).toThrow(DecodeError)
    expect(() => reader.readInt64()).toThrow(DecodeError)
    expect(reader.offset).toBe(0)
  })

  it('that were taken are not written to again', () => {
    const out = new ByteWriter(16)
    out.writeInt32(1)
    const taken = out.take()
    out.writeInt32(2)
    expect([...taken]).toEqual([0, 0, 0, 1])
  })
})

describe('bytes that are no UTF-8', () => {
  const read = (...bytes: number[]): string | null => new ByteReader(Buffer.from([0, 0, 0, bytes.length, ...bytes])).readString()

  it('become U+FFFD: no second spelling of a character passes as that character', () => {
    for (const bytes of [[0x2f, 0xc3, 0x28], [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xc3], [0xed, 0xa0], [0xff]]) {
      expect(read(...bytes)).toContain('\ufffd')
    }
  })
})
