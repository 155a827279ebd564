import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { DirectReads } from '../src/direct-reads.ts'
import { READ_BYTES } from '../src/limits.ts'

const LARGE = 3 * READ_BYTES + 17

describe('DirectReads', () => {
  const cleanups: (() => void)[] = []
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup()
  })

  /** A client, and the server's end of its connection. */
  async function pair(): Promise<{ client: Socket; served: Socket }> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const [served] = (await once(server, 'connection')) as [Socket]
    cleanups.push(() => {
      client.destroy()
      served.destroy()
      server.close()
    })
    return { client, served }
  }

  it('is what this version of Node takes: its sockets still know the buffer that `onread` gives them', async () => {
    const { client, served } = await pair()
    const chunks: Buffer[] = []
    served.on('data', () => expect.unreachable('it came by the stream'))
    expect(new DirectReads().attach(served, (chunk) => chunks.push(chunk))).toBe(true)
    client.write('hello')
    await expect.poll(() => Buffer.concat(chunks).toString()).toBe('hello')
  })

  it('leaves what was given before alone, whoever reads next into the same memory', async () => {
    const reads = new DirectReads()
    const received: { from: number; chunk: Buffer }[] = []
    const pairs = await Promise.all([pair(), pair(), pair()])
    pairs.forEach(({ served }, from) => {
      served.resume()
      reads.attach(served, (chunk) => received.push({ from, chunk }))
    })
    pairs.forEach(({ client }, from) => void client.write(Buffer.alloc(LARGE, from + 1)))
    await expect.poll(() => received.reduce((sum, { chunk }) => sum + chunk.length, 0)).toBe(3 * LARGE)
    for (const { from, chunk } of received) expect(chunk.equals(Buffer.alloc(chunk.length, from + 1))).toBe(true)
  })

  it('keeps the order with bytes that were put back, and tells the end', async () => {
    const { client, served } = await pair()
    let text = ''
    let pausing = true
    const take = (chunk: Buffer): void => {
      if (!pausing) text += chunk.toString()
      else {
        served.pause()
        served.unshift(chunk)
      }
    }
    served.on('data', take)
    new DirectReads().attach(served, take)
    const ended = once(served, 'end')
    client.write('one ')
    await expect.poll(() => served.isPaused()).toBe(true)
    client.end('two')
    pausing = false
    served.resume()
    await ended
    expect(text).toBe('one two')
  })
})
