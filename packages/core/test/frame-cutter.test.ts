import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameCutter } from '../src/index.ts'

function frame(payload: string): Buffer {
  return Buffer.concat([announce(payload.length), Buffer.from(payload, 'latin1')])
}

function announce(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(length)
  return bytes
}

/** What comes out of `cutter` for one chunk. */
function framesOf(cutter: FrameCutter, chunk: Buffer): string[] {
  const found: string[] = []
  cutter.feed(chunk)
  while (cutter.readLength() && cutter.readFrame()) found.push(cutter.chunk.toString('latin1', cutter.start, cutter.end))
  cutter.release()
  return found
}

describe('FrameCutter', () => {
  it('gives the same frames however the bytes are cut', () => {
    const payloads = fc.array(fc.string({ unit: 'binary-ascii', maxLength: 40 }), { maxLength: 8 })
    fc.assert(
      fc.property(payloads, fc.array(fc.nat(300), { maxLength: 12 }), (texts, cuts) => {
        const bytes = Buffer.concat(texts.map(frame))
        const points = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length]
        const cutter = new FrameCutter()
        const found = points.slice(1).flatMap((end, i) => framesOf(cutter, bytes.subarray(points[i], end)))
        expect(found).toEqual(texts)
      }),
      { numRuns: 300 },
    )
  })

  it('gives a frame within one chunk where it lies, without copying', () => {
    const cutter = new FrameCutter()
    const chunk = Buffer.concat([frame('a'), frame('bc')])
    cutter.feed(chunk)
    for (const [start, end] of [[4, 5], [9, 11]]) {
      expect([cutter.readLength(), cutter.readFrame()]).toEqual([true, true])
      expect(cutter.chunk).toBe(chunk)
      expect([cutter.start, cutter.end]).toEqual([start, end])
    }
  })

  it('takes memory for the bytes that came, not for those announced', () => {
    const before = process.memoryUsage().arrayBuffers
    const cutters = Array.from({ length: 50 }, () => new FrameCutter())
    for (const cutter of cutters) framesOf(cutter, Buffer.concat([announce(64 << 20), Buffer.alloc(100)]))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20)
    expect(cutters).toHaveLength(50)
  })

  it('reads a length of all four bytes as signed', () => {
    const cutter = new FrameCutter()
    for (const byte of [0xff, 0xff, 0xff]) framesOf(cutter, Buffer.from([byte]))
    cutter.feed(Buffer.from([0xfe]))
    expect(cutter.readLength()).toBe(true)
    expect(cutter.length).toBe(-2)
  })
})
