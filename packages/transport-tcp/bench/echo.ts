/**
 * Replies per second over loopback: this process serves, a child process asks. No tree, no session: the transport alone.
 *
 *   npx tsx --conditions=@zabkit/source packages/transport-tcp/bench/echo.ts [seconds]
 */
import { fork } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type ClientConnection, type ConnectionHandler, silentLogger, silentMetrics } from '@zabkit/core'
import { tcpClients } from '../src/index.ts'
import { TestSystem } from '../test/system.ts'

const CONNECTIONS = 30
const REPLY = Buffer.alloc(1_130, 7)
const REQUEST = Buffer.from([0, 0, 0, 20, ...new Array<number>(20).fill(1)])

interface Result {
  readonly replies: number
  readonly ms: number
}

class Echo implements ConnectionHandler {
  readonly #connection: ClientConnection
  constructor(connection: ClientConnection) {
    this.#connection = connection
  }

  frame(): void {
    this.#connection.out.writeBuffer(REPLY)
  }

  frames(): void {
    this.#connection.flush()
  }

  drained(): void {}
  closed(): void {}
}

async function serve(seconds: number): Promise<void> {
  const system = new TestSystem()
  const components = { clock: system.clock, timers: system.timers, logger: silentLogger, metrics: silentMetrics }
  const transport = tcpClients({ host: '127.0.0.1', port: 0 })(components)
  await transport.start({ connected: (connection) => new Echo(connection), command: () => null })
  for (const depth of [100, 1]) report(depth, await ask(transport.address, depth, seconds))
  await transport.stop()
}

function ask(address: string, depth: number, seconds: number): Promise<Result & { readonly cpuMs: number }> {
  const cpu = process.cpuUsage()
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), ['ask', address, String(depth), String(seconds)])
    child.once('message', (result) => {
      const { user, system } = process.cpuUsage(cpu)
      resolve({ ...(result as Result), cpuMs: (user + system) / 1_000 })
    })
  })
}

function report(depth: number, { replies, ms, cpuMs }: Result & { readonly cpuMs: number }): void {
  const rate = Math.round((replies * 1_000) / ms)
  process.stdout.write(`${CONNECTIONS} connections x depth ${depth}: ${rate} replies/s, ${((cpuMs * 1_000) / replies).toFixed(2)} us of server CPU each\n`)
}

/** Keeps `depth` requests in flight on `socket` for as long as it is asked to. */
function drive(socket: Socket, depth: number, count: (replies: number) => void): void {
  const batch = Buffer.concat(new Array<Buffer>(depth).fill(REQUEST))
  const expected = depth * (REPLY.length + 4)
  let bytes = 0
  socket.on('data', (chunk) => {
    bytes += chunk.length
    if (bytes < expected) return
    bytes = 0
    count(depth)
    socket.write(batch)
  })
  socket.write(batch)
}

function load(address: string, depth: number, seconds: number): void {
  const [host = '', port = ''] = address.split(':')
  let replies = 0
  const count = (more: number): void => {
    replies += more
  }
  for (let i = 0; i < CONNECTIONS; i++) {
    const socket = connect({ host, port: Number(port), noDelay: true }, () => drive(socket, depth, count))
  }
  const started = performance.now()
  setTimeout(() => {
    process.send?.({ replies, ms: performance.now() - started }, () => process.exit(0))
  }, seconds * 1_000)
}

const [mode = '2', address = '', depth = '', seconds = ''] = process.argv.slice(2)
if (mode === 'ask') load(address, Number(depth), Number(seconds))
else await serve(Number(mode))
