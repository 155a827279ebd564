import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { announce, frame, until, withLab } from './lab.ts'
import type { EchoSession } from './lab-session.ts'
import type { RawSocket } from './raw-socket.ts'
import { TestSystem } from './system.ts'

describe('tcpClients under bad input', () => {
  const garbage: readonly (readonly [string, Buffer])[] = [
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['a TLS hello on a plain port', Buffer.from('16030100c8010000c40303', 'hex')],
    ['an SSH banner', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a negative length', announce(-5)],
    ['the largest length', announce(0x7fffffff)],
    ['one byte too many', announce(0x100000)],
    ['an unknown four-letter word', Buffer.from('abcd')],
    ['a telnet interrupt', Buffer.from([0xff, 0xf4, 0xff, 0xfd])],
  ]
  for (const [name, bytes] of garbage) {
    it(`drops ${name} without a reply, and disturbs nobody`, () =>
      withLab({}, async (lab) => {
        const client = await lab.connect()
        client.send(bytes)
        await until(() => client.closed)
        expect(client.received()).toHaveLength(0)
        expect(await lab.isWell()).toBe(true)
      }))
  }

  it('survives random bytes from many clients', () =>
    withLab({ maxFrameBytes: 1 << 16 }, async (lab) => {
      const clients = await Promise.all(Array.from({ length: 40 }, () => lab.connect()))
      for (const client of clients) client.send(Buffer.concat([randomBytes(600), Buffer.alloc(4, 0xff)]))
      expect(await lab.isWell()).toBe(true)
      for (const client of clients) client.destroy()
      await until(() => lab.sessions.every(({ reasons }) => reasons.length === 1))
    }))

  it('counts what it refuses, and says it once a second, not once a client', () =>
    withLab({}, async (lab) => {
      const clients = await Promise.all(Array.from({ length: 20 }, () => lab.connect()))
      for (const client of clients) client.send(announce(-1))
      await until(() => clients.every(({ closed }) => closed))
      expect(lab.count('large_requests_rejected')).toBe(20)
      expect(lab.system.lines.filter(({ message }) => message.includes('length'))).toHaveLength(1)
    }))

  it('takes no memory for a length that is only announced', () =>
    withLab({ maxFrameBytes: 64 << 20 }, async (lab) => {
      const before = process.memoryUsage().arrayBuffers
      const clients = await Promise.all(Array.from({ length: 40 }, () => lab.connect()))
      for (const client of clients) client.send(Buffer.concat([announce(64 << 20), Buffer.alloc(10)]))
      await until(() => lab.count('bytes_received_count') === 40 * 14)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20)
      for (const client of clients) client.destroy()
    }))

  it('counts every byte once, also those that waited while paused', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      await until(() => lab.sessions.length === 1)
      const [session] = lab.sessions
      if (session === undefined) throw new Error('no session')
      session.frames = () => session.connection.pause()
      session.frame = () => session.connection.pause()
      client.send(Buffer.concat(['a', 'b', 'c'].map(frame)))
      for (const bytes of [5, 10, 15]) {
        await until(() => lab.count('bytes_received_count') === bytes)
        session.connection.resume()
      }
    }))

  it('answers, after a pause, a client that half-closed meanwhile', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      await until(() => lab.sessions.length === 1)
      const session = lab.sessions[0] as EchoSession
      session.frame = () => session.connection.pause()
      client.send(frame('request'))
      client.end()
      await until(() => lab.count('bytes_received_count') === 11)
      expect(await lab.isWell()).toBe(true)
      expect(session.reasons).toEqual([])
      session.connection.out.writeBytes(frame('reply'))
      session.connection.flush()
      session.connection.resume()
      await until(() => session.reasons.length === 1)
      expect(client.received().toString('latin1', 4)).toBe('reply')
      expect(session.reasons).toEqual(['closed by the client'])
    }))

  it('reads one chunk ahead of a pause at most, and gives it after, in order', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      await until(() => lab.sessions.length === 1)
      const session = lab.sessions[0] as EchoSession
      session.connection.pause()
      const sent = Array.from({ length: 1_000 }, (_, index) => `${index}`.padStart(20_000, '.'))
      for (const text of sent) client.send(frame(text))
      expect(await lab.isWell()).toBe(true)
      expect(client.socket.writableLength).toBeGreaterThan(0)
      expect(session.frameTexts).toEqual([])
      session.connection.resume()
      await until(() => session.frameTexts.length === sent.length)
      expect(session.frameTexts).toEqual(sent)
    }))

  it('survives a reset in the middle of a frame, and of a reply', () =>
    withLab({}, async (lab) => {
      const [inFrame, inReply] = [await lab.connect(), await lab.connect()]
      inFrame.send(Buffer.concat([announce(1_000), Buffer.alloc(10)]))
      inReply.pause()
      inReply.send(frame('x'.repeat(900_000)))
      await until(() => lab.sessions.some(({ frameTexts }) => frameTexts.length === 1))
      for (const client of [inFrame, inReply]) client.socket.resetAndDestroy()
      await until(() => lab.sessions.every(({ reasons }) => reasons.length === 1))
      expect(await lab.isWell()).toBe(true)
    }))

  it('answers a word and delivers it although the client half-closed first', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      client.socket.end('ruok')
      await until(() => client.closed)
      expect(client.received().toString()).toBe('imok')
      expect(client.error).toBe('')
    }))

  it('answers a word that comes byte by byte', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      for (const letter of 'ruok') {
        client.send(Buffer.from(letter))
        await until(() => client.socket.writableLength === 0)
      }
      await until(() => client.ended)
      expect(client.received().toString()).toBe('imok')
    }))

  it('does not reset a client that is still sending when it is ended', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      await until(() => lab.sessions.length === 1)
      client.send(Buffer.concat([frame('go'), Buffer.alloc(3_000_000, 1)]))
      lab.sessions[0]?.connection.out.writeBytes(Buffer.from('expired'))
      lab.sessions[0]?.connection.end()
      await until(() => client.closed)
      expect(client.received().toString()).toBe('expired')
      expect(client.error).toBe('')
    }))

  it('discards what a client sent while paused, so that ending does not wait for the grace time', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      await until(() => lab.sessions.length === 1)
      lab.sessions[0]?.connection.pause()
      client.send(Buffer.alloc(3_000_000, 1))
      lab.sessions[0]?.connection.end()
      await until(() => client.closed && lab.sessions[0]?.reasons.length === 1)
      expect(client.error).toBe('')
    }, new TestSystem(0.01)))

  it('closes a client that never hangs up, some time after it was ended', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      client.socket.allowHalfOpen = true
      await until(() => lab.sessions.length === 1)
      lab.sessions[0]?.connection.end()
      await until(() => client.ended)
      expect(lab.sessions[0]?.reasons).toEqual([])
      await until(() => lab.sessions[0]?.reasons.length === 1)
      client.destroy()
    }, new TestSystem(10)))
})

describe('tcpClients and slow clients', () => {
  it('drops a client that drips its first frame', () =>
    withLab({ handshakeTimeoutMs: 60 }, async (lab) => {
      const client = await lab.connect()
      const drip = setInterval(() => client.send(Buffer.from([0])), 5)
      client.send(announce(500_000))
      await until(() => client.closed)
      clearInterval(drip)
      expect(lab.count('sessionless_connections_expired')).toBe(1)
    }))

  it('leaves a client alone after its first frame', () =>
    withLab({ handshakeTimeoutMs: 1_000 }, async (lab) => {
      const [speaker, silent] = [await lab.connect(), await lab.connect()]
      speaker.send(frame('hello'))
      await until(() => silent.closed)
      const late = await lab.connect()
      await until(() => late.closed)
      expect(speaker.closed).toBe(false)
      expect(lab.count('sessionless_connections_expired')).toBe(2)
    }))

  it('expires 2,000 idle connections', () =>
    withLab({ handshakeTimeoutMs: 1_000, maxConnectionsPerAddress: 0, backlog: 4_096 }, async (lab) => {
      const clients: RawSocket[] = []
      for (let i = 0; i < 20; i++) clients.push(...(await Promise.all(Array.from({ length: 100 }, () => lab.connect()))))
      await until(() => clients.every(({ closed }) => closed))
      expect(lab.count('sessionless_connections_expired')).toBe(2_000)
      expect(lab.sessions).toHaveLength(2_000)
      expect(await lab.isWell()).toBe(true)
    }))
})
