import type { ClientConnection, ClientHandler } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { END_MS, PIPE_BYTES } from '../src/limits.ts'
import { memoryClients } from '../src/index.ts'
import { ManualTimers } from './manual-timers.ts'

class Echo implements ClientHandler {
  readonly connections: ClientConnection[] = []
  readonly reasons: string[] = []

  connected(connection: ClientConnection) {
    this.connections.push(connection)
    return {
      frame: (chunk: Buffer, start: number, end: number) => connection.out.writeBuffer(chunk.subarray(start, end)),
      frames: () => connection.flush(),
      drained: () => {},
      closed: (reason: string) => void this.reasons.push(reason),
    }
  }

  command(): null {
    return null
  }
}

async function started() {
  const timers = new ManualTimers()
  const clients = memoryClients()
  const transport = clients({ timers })
  const echo = new Echo()
  await transport.start(echo)
  const told: string[] = []
  const handler = { data: (chunk: Buffer) => void told.push(chunk.toString('latin1')), closed: (reason: string) => void told.push(`closed: ${reason}`) }
  return { timers, clients, transport, echo, told, handler }
}

describe('memoryClients', () => {
  it('does nothing inside a call: everything comes at the end of the turn', async () => {
    const { timers, clients, echo, told, handler } = await started()
    const client = clients.connect(handler)
    client.write(Buffer.from('\0\0\0\x02hi'))
    expect([echo.connections.length, told.length]).toEqual([0, 0])
    timers.run()
    expect(told).toEqual(['\0\0\0\x02hi'])
    client.destroy()
    expect(told).toHaveLength(1)
    timers.run()
    expect(told[1]).toBe('closed: closed by the client')
  })

  it('shows the server the identity that the client was given', async () => {
    const { timers, clients, echo, handler } = await started()
    const identity = { remoteAddress: '10.1.2.3', remotePort: 99, secure: true, peerCertificates: [Buffer.from('der')] }
    clients.connect(handler, identity)
    clients.connect(handler)
    timers.run()
    expect(echo.connections[0]).toMatchObject(identity)
    expect(echo.connections[1]).toMatchObject({ remoteAddress: '', remotePort: 0, secure: false, peerCertificates: [] })
  })

  it('refuses before start and after stop', async () => {
    const { timers, clients, transport, told, handler } = await started()
    const fresh = memoryClients()
    fresh({ timers })
    fresh.connect(handler)
    await transport.stop()
    clients.connect(handler)
    timers.run()
    expect(told).toEqual(['closed: connection refused', 'closed: connection refused'])
    expect(() => memoryClients().connect(handler)).toThrow('createServer')
  })

  it('drops an ended client that never takes its last bytes, and leaves no timer behind', async () => {
    const { timers, clients, echo, told, handler } = await started()
    const client = clients.connect(handler)
    client.pause()
    timers.run()
    echo.connections[0]?.out.writeBytes(Buffer.from('bye'))
    echo.connections[0]?.end()
    timers.run()
    expect([timers.pending, echo.reasons.length]).toEqual([1, 0])
    timers.pass(END_MS)
    expect(echo.reasons).toEqual(['ended by the server'])
    expect(told).toEqual(['closed: ended by the server'])
    expect(timers.pending).toBe(0)
  })

  it('counts what a paused server has not taken, for the client', async () => {
    const { timers, clients, echo, handler } = await started()
    let drained = 0
    const client = clients.connect({ ...handler, drained: () => void drained++ })
    timers.run()
    echo.connections[0]?.pause()
    client.write(Buffer.alloc(PIPE_BYTES))
    expect(client.queuedBytes).toBe(0)
    client.write(Buffer.alloc(PIPE_BYTES))
    timers.run()
    expect([client.queuedBytes, drained]).toEqual([PIPE_BYTES, 0])
    echo.connections[0]?.resume()
    timers.run()
    expect([client.queuedBytes, drained]).toEqual([0, 1])
  })
})
