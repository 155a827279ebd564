import type { ClientConnection, ClientHandler, ConnectionHandler } from '@zabkit/core'
import { ok } from './check.ts'

/** The client's end of a connection, without any protocol. */
export interface RawClient {
  send(bytes: Buffer): void
  /** Everything that came so far. */
  received(): Buffer
  /** Leaves what the server sends where it is. */
  pause(): void
  resume(): void
  /** Ends the sending side. */
  end(): void
  /** Drops the connection. */
  destroy(): void
  /** The server's last byte has come. */
  readonly ended: boolean
  readonly closed: boolean
}

/** A started transport. */
export interface ClientTransportFixture {
  /** Resolves when the transport is connected, or has refused. */
  connect(): Promise<RawClient>
  /** Stops the transport. */
  stop(): Promise<void>
  /** Lets what is under way go on a little: a ms of real time, or a turn of virtual time. */
  turn(): Promise<void>
}

/** Turns after which a condition is given up. */
const TURNS_MAX = 5_000
/** Turns after which nothing more is expected to happen. */
const QUIET_TURNS = 20

/** The server's side of a connection: notes what it is told, and does what the case asks for. */
export class Session implements ConnectionHandler {
  readonly connection: ClientConnection
  readonly slices: Buffer[] = []
  readonly copies: string[] = []
  readonly reasons: string[] = []
  framesCalls = 0
  drainedCalls = 0
  framesSinceCall = 0
  onFrame: (payload: Buffer) => void = () => {}
  onFrames: () => void = () => {}

  constructor(connection: ClientConnection) {
    this.connection = connection
  }

  frame(chunk: Buffer, start: number, end: number): void {
    this.#alive()
    const payload = chunk.subarray(start, end)
    this.slices.push(payload)
    this.copies.push(payload.toString('latin1'))
    this.framesSinceCall++
    this.onFrame(payload)
  }

  frames(): void {
    this.#alive()
    ok(this.framesSinceCall > 0, '`frames` comes only after a frame')
    this.framesSinceCall = 0
    this.framesCalls++
    this.onFrames()
  }

  drained(): void {
    this.#alive()
    equal(this.connection.queuedBytes, 0, 'queuedBytes when drained')
    this.drainedCalls++
  }

  closed(reason: string): void {
    this.reasons.push(reason)
    ok(reason !== '', '`closed` gives a reason')
  }

  #alive(): void {
    ok(this.reasons.length === 0, 'no call comes after `closed`')
  }
}

/** One started transport, what the server saw of it, and how to wait. */
export class Lab implements ClientHandler {
  readonly sessions: Session[] = []
  readonly commands: string[] = []
  fixture: ClientTransportFixture | null = null
  refusing = false

  connected(connection: ClientConnection): ConnectionHandler | null {
    if (this.refusing) return null
    const session = new Session(connection)
    this.sessions.push(session)
    return session
  }

  command(word: string, argument: Buffer): string | null {
    if (word !== 'ruok' && word !== 'stmk') return null
    this.commands.push(word + argument.toString('latin1'))
    return 'imok'
  }

  async connect(): Promise<{ client: RawClient; session: Session }> {
    const index = this.sessions.length
    const client = await this.raw()
    await this.until('the server is told of the connection', () => this.sessions.length > index)
    return { client, session: this.sessions[index] as Session }
  }

  raw(): Promise<RawClient> {
    return (this.fixture as ClientTransportFixture).connect()
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    for (let turn = 0; !holds(); turn++) {
      ok(turn < TURNS_MAX, `waited in vain: ${what}`)
      await this.turn()
    }
  }

  /** Time enough for what must not happen. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < QUIET_TURNS; turn++) await this.turn()
  }

  turn(): Promise<void> {
    return (this.fixture as ClientTransportFixture).turn()
  }
}

export function frame(payload: string): Buffer {
  return Buffer.concat([lengthOf(payload.length), Buffer.from(payload, 'latin1')])
}

export function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(length)
  return bytes
}

export function copyOf(bytes: Buffer): Buffer {
  return Buffer.from(bytes)
}

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `frame ${i}`)
}

/** `length` characters without a short period. */
export function pattern(length: number): string {
  let text = ''
  for (let i = 0; text.length < length; i++) text += `${i},`
  return text.slice(0, length)
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  ok(actual === expected, `${what}: expected ${String(expected)}, got ${String(actual)}`)
}

export function equalLists(actual: readonly string[], expected: readonly string[], what: string): void {
  equal(actual.length, expected.length, `${what}, count`)
  const wrong = expected.findIndex((item, i) => item !== actual[i])
  ok(wrong === -1, `${what}: item ${wrong} is ${actual[wrong]?.slice(0, 40)}, not ${expected[wrong]?.slice(0, 40)}`)
}
