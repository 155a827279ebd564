import { createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { Ledger } from './ledger.ts'
import { onJsonLine, sendJsonLine } from './lines.ts'
import type { HoldReport, Message } from './messages.ts'

/** The resource that the lock is for, on a Unix socket: refuses old tokens, and writes down what the contenders say. */
export class Referee {
  readonly ledger = new Ledger()
  /** Contenders that met an error that a lock's user should never see. */
  readonly faults: string[] = []
  /** How holds ended, by reason. */
  readonly ends: Record<string, number> = {}
  accepted = 0
  /** Writes with an old token: sent by who had been paused since it looked. */
  fencedOff = 0
  /** The same, by contender. */
  readonly #fencedOff = new Map<string, number>()
  #newest = 0n
  #holder = ''
  #onHolder: ((contender: string) => void) | null = null
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (socket) => this.#join(socket))
  }

  static async listen(socketPath: string): Promise<Referee> {
    const server = createServer().listen(socketPath)
    await once(server, 'listening')
    return new Referee(server)
  }

  /** Who wrote with the newest token. */
  get holder(): string {
    return this.#holder
  }

  /** How many writes of one contender came with an old token. */
  fencedOffOf(contender: string): number {
    return this.#fencedOff.get(contender) ?? 0
  }

  /** Calls `act` once, while the next holder waits for the answer to its first write: it cannot give the lock back before, and has one more to send. */
  onHolder(act: (contender: string) => void): void {
    this.#onHolder = act
  }

  #join(socket: Socket): void {
    let contender = 'nobody'
    this.#sockets.add(socket)
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket))
    onJsonLine<Message>(socket, (message) => {
      if (message.kind === 'hello') contender = message.contender
      else if (message.kind === 'write') sendJsonLine(socket, { accepted: this.#write(contender, message) })
      else if (message.kind === 'end') this.#end(contender, message)
      else this.faults.push(`${contender}: ${message.text}`)
    })
  }

  #write(contender: string, report: HoldReport): boolean {
    const token = BigInt(report.token)
    this.ledger.note(contender, report)
    if (token < this.#newest) {
      this.fencedOff++
      this.#fencedOff.set(contender, this.fencedOffOf(contender) + 1)
      return false
    }
    this.accepted++
    if (token > this.#newest) this.#next(contender, token)
    return true
  }

  #next(contender: string, token: bigint): void {
    this.#newest = token
    this.#holder = contender
    const act = this.#onHolder
    this.#onHolder = null
    act?.(contender)
  }

  #end(contender: string, { reason, ...report }: HoldReport & { readonly reason: string }): void {
    this.ledger.note(contender, report)
    this.ends[reason] = (this.ends[reason] ?? 0) + 1
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
