import type { ClientConnection, ClientHandler, ClientTransport, ConnectionHandler } from '@zabkit/core'
import { vi } from 'vitest'
import { type TcpClientsOptions, tcpClients } from '../src/index.ts'
import { EchoSession } from './lab-session.ts'
import { type RawSocket, rawSocket } from './raw-socket.ts'
import { TestSystem } from './system.ts'

/** A started transport on a free port that echoes. */
export class TcpLab implements ClientHandler {
  readonly system: TestSystem
  readonly sessions: EchoSession[] = []
  readonly transport: ClientTransport

  constructor(options: Partial<TcpClientsOptions> = {}, system = new TestSystem()) {
    this.system = system
    this.transport = tcpClients({ host: '127.0.0.1', port: 0, ...options })(this.system)
  }

  connected(connection: ClientConnection): ConnectionHandler {
    const session = new EchoSession(connection)
    this.sessions.push(session)
    return session
  }

  command(word: string): string | null {
    return word === 'ruok' ? 'imok' : null
  }

  get port(): number {
    return Number(this.transport.address.slice(this.transport.address.lastIndexOf(':') + 1))
  }

  count(name: string): number {
    return this.system.counts[name] ?? 0
  }

  connect(): Promise<RawSocket> {
    return rawSocket(this.transport.address)
  }

  /** True when a new client's frame comes back: the server is well. */
  async isWell(): Promise<boolean> {
    const witness = await this.connect()
    witness.send(frame('well?'))
    await until(() => witness.receivedBytes === 9 || witness.closed)
    witness.destroy()
    return witness.received().toString('latin1', 4) === 'well?'
  }
}

/** Runs `use` with a started transport and stops it. Every handler must have been told `closed` once by then. */
export async function withLab(options: Partial<TcpClientsOptions>, use: (lab: TcpLab) => Promise<void>, system?: TestSystem): Promise<void> {
  const lab = new TcpLab(options, system)
  await lab.transport.start(lab)
  try {
    await use(lab)
  } finally {
    await lab.transport.stop()
  }
  const told = lab.sessions.map(({ reasons }) => reasons.length)
  if (told.some((times) => times !== 1)) throw new Error(`closed was called ${told} times`)
}

export function frame(payload: string): Buffer {
  const bytes = Buffer.alloc(4 + payload.length)
  bytes.writeInt32BE(payload.length)
  bytes.write(payload, 4, 'latin1')
  return bytes
}

export function announce(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(length)
  return bytes
}

/** Resolves when `holds`; rejects after a while. */
export function until(holds: () => boolean): Promise<void> {
  const check = (): void => {
    if (!holds()) throw new Error(`waited in vain for ${holds}`)
  }
  return vi.waitFor(check, { timeout: 30_000, interval: 2 })
}
