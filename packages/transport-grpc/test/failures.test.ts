import { type ChildProcess, fork } from 'node:child_process'
import { createServer, type Server, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { PEER_CONNECT_TIMEOUT_MS } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { End, linked, Seat, until, withPair } from './lab.ts'

const LOSS_MS_MAX = 1_000

/** Listens and never answers. */
async function silentServer(): Promise<{ server: Server; port: number; sockets: Socket[] }> {
  const sockets: Socket[] = []
  const server = createServer((socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { server, sockets, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

/** Server 2 in a process of its own, and where it listens. */
async function child(...args: string[]): Promise<{ process: ChildProcess; address: string }> {
  const path = fileURLToPath(new URL('peer-process.ts', import.meta.url))
  const made = fork(path, args, { execArgv: ['--import', 'tsx', '--conditions=@zabkit/source'] })
  const address = await new Promise<string>((resolve) => made.once('message', (text) => resolve(String(text))))
  return { process: made, address }
}

/** Resolves to when the process was gone: how long a loaded machine takes for that is not the transport's. */
function kill(other: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    other.once('exit', () => resolve(performance.now()))
    other.kill('SIGKILL')
  })
}

describe('a link whose peer dies', () => {
  it('is closed at once, long before keep-alive, for the one that was dialled', async () => {
    const one = await new Seat(1).start()
    const { process: other } = await child(one.transport.address)
    await until(() => one.ends.length === 1)
    const diedMs = await kill(other)
    await until(() => one.ends[0]?.reason !== null)
    expect((one.ends[0]?.closedMs ?? 0) - diedMs).toBeLessThan(LOSS_MS_MAX)
    await one.transport.stop()
  })

  it('is closed at once, long before keep-alive, for the one that dialled', async () => {
    const { process: other, address } = await child()
    const one = await new Seat(1, { addressesOf: () => [address] }).start()
    const end = one.dial(2)
    await until(() => end.link !== null)
    const diedMs = await kill(other)
    await until(() => end.reason !== null)
    expect(end.closedMs - diedMs).toBeLessThan(LOSS_MS_MAX)
    await one.transport.stop()
  })
})

describe('a network that falls silent', () => {
  it('ends the link on both sides by keep-alive', async () => {
    const { proxy, cut, stop } = await pausableProxy(() => one.port)
    const keepAlive = { keepAliveMs: 100, keepAliveTimeoutMs: 150 }
    const one = await new Seat(1, keepAlive).start()
    const two = await new Seat(2, { ...keepAlive, addressesOf: () => [`127.0.0.1:${proxy}`] }).start()
    const { accepted, dialled } = await linked(two, one)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect([accepted.reason, dialled.reason]).toEqual([null, null])
    cut()
    await until(() => accepted.reason !== null && dialled.reason !== null)
    await Promise.all([one.transport.stop(), two.transport.stop()])
    stop()
  })

  it('does not keep `stop` waiting, however much waits to be sent', async () => {
    const { proxy, cut, stop } = await pausableProxy(() => one.port)
    const one = await new Seat(1).start()
    const two = await new Seat(2, { addressesOf: () => [`127.0.0.1:${proxy}`] }).start()
    const { accepted, dialled } = await linked(two, one)
    cut()
    for (let i = 0; i < 40; i++) {
      dialled.link?.send([{ type: 'snapshotChunk', bytes: Buffer.alloc(1 << 20) }])
      accepted.link?.send([{ type: 'snapshotChunk', bytes: Buffer.alloc(1 << 20) }])
    }
    const beganMs = performance.now()
    await Promise.all([one.transport.stop(), two.transport.stop()])
    expect(performance.now() - beganMs).toBeLessThan(5_000)
    stop()
  })
})

describe('dialling', () => {
  it('works at once after failures, when the server begins to listen', async () => {
    const first = await new Seat(1).start()
    const { port } = first
    await first.transport.stop()
    const two = await new Seat(2, { addressesOf: () => [`127.0.0.1:${port}`] }).start()
    for (let i = 0; i < 5; i++) {
      const failed = two.dial(1)
      await until(() => failed.reason !== null)
      expect(failed.reason).toMatch(/ECONNREFUSED/)
    }
    const again = await new Seat(1, { port }).start()
    const beganMs = performance.now()
    const end = two.dial(1)
    await until(() => end.link !== null)
    expect(end.openedMs - beganMs).toBeLessThan(2_000)
    await Promise.all([again.transport.stop(), two.transport.stop()])
  })

  it('tries the addresses in turn, and ends in time when none answers', async () => {
    const { server, port, sockets } = await silentServer()
    const one = await new Seat(1).start()
    const timeout = { connectTimeoutMs: 300 }
    const addresses = ['127.0.0.1:1', 'not an address', `127.0.0.1:${port}`]
    const two = await new Seat(2, { ...timeout, addressesOf: () => [...addresses, one.transport.address] }).start()
    const end = two.dial(1)
    await until(() => end.link !== null)
    const alone = await new Seat(3, { ...timeout, addressesOf: () => addresses }).start()
    const beganMs = performance.now()
    const failed = alone.dial(1)
    await until(() => failed.reason !== null)
    expect(failed.closedMs - beganMs).toBeLessThan(PEER_CONNECT_TIMEOUT_MS)
    expect(PEER_CONNECT_TIMEOUT_MS).toBeGreaterThan(1_000)
    await Promise.all([one, two, alone].map(({ transport }) => transport.stop()))
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  it('leaves nothing behind when it is under way at `stop`', async () => {
    const { server, port, sockets } = await silentServer()
    const two = await new Seat(2, { addressesOf: () => [`127.0.0.1:${port}`] }).start()
    const end = two.dial(1)
    await until(() => sockets.length >= 2)
    await two.transport.stop()
    expect(end.reason).toBe('this server stops')
    for (const socket of sockets) socket.resume()
    await until(() => sockets.every(({ destroyed }) => destroyed))
    server.close()
  })
})

describe('stop', () => {
  it('leaves no handle open', async () => {
    const open = (): number => process.getActiveResourcesInfo().filter((kind) => /TCP|TLS|Timeout|Pipe/.test(kind)).length
    const before = open()
    for (let i = 0; i < 3; i++) {
      await withPair(async (one, two) => {
        await linked(two, one)
        one.dial(2)
        two.dial(3)
      })
    }
    await until(() => open() <= before)
  })

  it('tells handlers even when a start failed or never was', async () => {
    const seat = new Seat(1)
    await seat.transport.stop()
    const end = new End()
    seat.transport.connect(2, 'election', end)
    await until(() => end.reason !== null)
  })
})

describe('a server of several networks', () => {
  it('listens on every place that it is told, or on none', async () => {
    const one = await new Seat(1, { alsoListen: [{ host: '127.0.0.1', port: 0 }] }).start()
    await one.transport.stop()
    const taken = await silentServer()
    const two = new Seat(2, { alsoListen: [{ host: '127.0.0.1', port: taken.port }] })
    await expect(two.start()).rejects.toMatchObject({ code: 'ZK_PORT_UNUSABLE', message: expect.stringContaining(String(taken.port)) })
    taken.server.close()
  })

  it('waits for a port that is taken for as long as it is told', async () => {
    const taken = await silentServer()
    const one = new Seat(1, { port: taken.port, bindRetries: 5 })
    const started = one.start()
    taken.server.close()
    await started
    await one.transport.stop()
  })
})

/** Passes bytes on until it is cut: then it takes none and gives none, and closes nothing. */
async function pausableProxy(target: () => number): Promise<{ proxy: number; cut: () => void; stop: () => void }> {
  const { connect } = await import('node:net')
  const sockets: Socket[] = []
  const server = createServer((inner) => {
    const outer = connect(target(), '127.0.0.1')
    sockets.push(inner, outer)
    for (const [from, to] of [[inner, outer], [outer, inner]] as const) {
      from.on('data', (chunk) => to.write(chunk))
      from.on('close', () => to.destroy())
      from.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    proxy: typeof address === 'object' && address !== null ? address.port : 0,
    cut: () => {
      for (const socket of sockets) socket.pause()
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
