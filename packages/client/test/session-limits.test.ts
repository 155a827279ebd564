import { getEventListeners } from 'node:events'
import { OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { UNSENT_BYTES_MAX } from '../src/limits.ts'
import { PendingRequests } from '../src/pending-request.ts'
import { WaitingRequests } from '../src/pending-waiting.ts'
import { OddServer } from './support/odd-server.ts'
import { getData, setData } from './support/requests.ts'
import { SeenSession } from './support/session-client.ts'

const connected = (seen: SeenSession) => expect.poll(() => seen.states).toContain('connected')

describe('a request', () => {
  it('ends with the reason of its signal, and its late answer is matched all the same', async () => {
    await using server = await OddServer.listen({ onFrame: (_, { opCode }) => opCode === OpCode.SetData })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    const aborter = new AbortController()
    let told = 0
    const first = seen.session.submit(setData('/a', '', { signal: aborter.signal, onReply: () => void told++ }))
    const second = seen.session.submit(setData('/b', ''))
    aborter.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    await expect.poll(() => server.last.frames.length).toBe(2)
    server.last.reply(1)
    server.last.reply(2)
    await second
    expect(told).toBe(1)
  })

  it('with a signal that was aborted is never sent', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await expect(seen.session.submit(getData('/a', { signal: AbortSignal.abort('no') }))).rejects.toBe('no')
    await seen.session.submit(setData('/a', ''))
    expect(server.last.opCodes).toEqual([OpCode.SetData])
  })

  it('that is aborted while it waits is never sent', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    const aborter = new AbortController()
    const waiting = seen.session.submit(getData('/a', { signal: aborter.signal }))
    aborter.abort('no')
    await expect(waiting).rejects.toBe('no')
    await seen.session.submit(setData('/a', ''))
    expect(server.last.opCodes).toEqual([OpCode.SetData])
  })

  it('leaves no listener on its signal, and shares one with others under the same', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    const { signal } = new AbortController()
    const asked = Array.from({ length: 20 }, () => seen.session.submit(setData('/a', '', { signal, timeoutMs: 10_000 })))
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await Promise.all(asked)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('that no server would take is not sent, and harms no other', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port, { maxRequestBytes: 100 })
    // Header, path with its length, data with its length, version: 8 + 6 + 4 + 4.
    const [before, largest, larger, after] = [0, 78, 79, 0].map((bytes) => seen.session.submit(setData('/a', 'x'.repeat(bytes))))
    await expect(larger).rejects.toMatchObject({ code: 'BadArguments', operation: 'setData', path: '/a', message: expect.stringContaining('a request of 101 bytes, more than maxRequestBytes (100)') })
    await Promise.all([before, largest, after])
    expect(server.last.opCodes).toEqual([OpCode.SetData, OpCode.SetData, OpCode.SetData])
    expect(seen.states).toEqual(['connected'])
  })

  it('may be as long as ZooKeeper takes it, unless more is allowed', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await seen.session.submit(setData('/a', Buffer.alloc(0xfffff - 22)))
    await expect(seen.session.submit(setData('/a', Buffer.alloc(0xfffff - 21)))).rejects.toMatchObject({ code: 'BadArguments' })
    await using more = new SeenSession(server.port, { maxRequestBytes: 2 << 20 })
    await more.session.submit(setData('/a', Buffer.alloc(1 << 20)))
  })

  it('that its trace would make too long goes without it', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port, { maxRequestBytes: 100 })
    const trailer = new Uint8Array(30)
    await Promise.all([48, 49].map((bytes) => seen.session.submit(setData('/a', 'x'.repeat(bytes), { trailer }))))
    expect(server.last.frames.map(({ body }) => body.remaining)).toEqual([92, 63])
  })

  it('ends with OperationTimeout when its time is over, connected or not', async () => {
    await using server = await OddServer.listen({ onFrame: (_, { opCode }) => opCode === OpCode.SetData })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    await expect(seen.session.submit(setData('/a', '', { timeoutMs: 20 }))).rejects.toMatchObject({ code: 'OperationTimeout', path: '/a' })
    await using nowhere = new SeenSession(1)
    await expect(nowhere.session.submit(setData('/a', '', { timeoutMs: 20 }))).rejects.toMatchObject({ code: 'OperationTimeout' })
  })

  it('that cannot be written fails alone and leaves no byte behind', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await connected(seen)
    const bad = seen.session.submit({
      ...setData('/a', ''),
      encode: (out) => {
        out.writeInt32(1)
        throw new TypeError('cannot be written')
      },
    })
    const good = seen.session.submit(setData('/b', ''))
    await expect(bad).rejects.toThrow('cannot be written')
    await good
    expect(server.last.frames.map(({ xid, body }) => [xid, body.readString()])).toEqual([[expect.any(Number), '/b']])
  })

  it('carries its trailer behind its body', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await seen.session.submit(setData('/a', 'x', { trailer: Buffer.from('zktp') }))
    const body = server.last.frames[0]?.body
    expect([body?.readString(), String(body?.readBuffer()), body?.readInt32(), body?.bytes.subarray(body.offset).toString()]).toEqual(['/a', 'x', -1, 'zktp'])
  })
})

describe('a server that does not read', () => {
  it('makes requests wait, which go out in order when it reads again', async () => {
    const paths: (string | null)[] = []
    await using server = await OddServer.listen({ onFrame: (_, { opCode, body }) => opCode === OpCode.SetData && paths.push(body.readString()) < 0 })
    await using seen = new SeenSession(server.port, { maxRequestBytes: 2 << 20 })
    await connected(seen)
    server.last.socket.pause()
    const data = Buffer.alloc(1 << 20)
    let encoded = 0
    const asked = Array.from({ length: 40 }, (_, i) => {
      const request = setData(`/${i}`, data)
      const encode: typeof request.encode = (out) => {
        encoded++
        request.encode(out)
      }
      return seen.session.submit({ ...request, encode })
    })
    expect(encoded).toBeLessThanOrEqual((UNSENT_BYTES_MAX >> 20) + 8)
    server.last.socket.resume()
    await Promise.all(asked)
    expect(paths.slice(0, 40)).toEqual(asked.map((_, i) => `/${i}`))
  })
})

describe('what the socket has not taken yet', () => {
  it('is not written over by the requests of later turns', async () => {
    const wrong: string[] = []
    await using server = await OddServer.listen({
      onFrame: (_, { opCode, body }) => {
        if (opCode !== OpCode.SetData) return false
        const path = body.readString() ?? ''
        if (!body.readBuffer()?.equals(Buffer.alloc(150_000, Number(path.slice(1))))) wrong.push(path)
        return false
      },
    })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    server.last.socket.pause()
    const asked: Promise<void>[] = []
    for (let i = 0; i < 80; i++) {
      asked.push(seen.session.submit(setData(`/${i}`, Buffer.alloc(150_000, i))))
      await new Promise((resolve) => setImmediate(resolve))
    }
    server.last.socket.resume()
    await Promise.all(asked)
    expect(wrong).toEqual([])
  })
})

describe('requests that wait', () => {
  const requests = new PendingRequests()
  const pending = () => {
    const made = requests.make(getData('/a'))
    made.promise.catch(() => {})
    return made
  }

  it('are bounded, and those that were given up leave their places to others', () => {
    const waiting = new WaitingRequests(2)
    const first = pending()
    expect([waiting.push(first), waiting.push(pending()), waiting.push(pending())]).toEqual([true, true, false])
    first.reject('given up')
    expect([waiting.push(pending()), waiting.push(pending())]).toEqual([true, false])
    expect(waiting.size).toBe(2)
  })
})
