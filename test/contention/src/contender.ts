import { connect as connectSocket, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@zabkit/client'
import { type Held, HeldEndedError, Lock } from '@zabkit/recipes'
import { clockMs } from './clock.ts'
import { LOCK_PATH, LOOK_PAUSE_MS_MAX, LOOKS_MAX } from './limits.ts'
import { onJsonLine, sendJsonLine } from './lines.ts'
import type { HoldReport, Message, Verdict } from './messages.ts'

/** The resource, as a contender sees it. */
class Resource {
  readonly #socket: Socket
  readonly #waiting: ((accepted: boolean) => void)[] = []

  constructor(socketPath: string, contender: string) {
    this.#socket = connectSocket(socketPath)
    onJsonLine<Verdict>(this.#socket, ({ accepted }) => this.#waiting.shift()?.(accepted))
    // Without its judge the contender has no purpose, and must not stay behind.
    this.#socket.on('error', () => {}).on('close', () => process.exit())
    this.tell({ kind: 'hello', contender })
  }

  tell(message: Message): void {
    sendJsonLine(this.#socket, message)
  }

  write(report: HoldReport): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.tell({ kind: 'write', ...report })
    })
  }
}

/** One hold, and until when the client said that it is one. */
class Use {
  readonly #held: Held
  readonly #resource: Resource
  readonly #from: number
  #to: number

  constructor(held: Held, from: number, resource: Resource) {
    this.#held = held
    this.#resource = resource
    this.#from = from
    this.#to = from
  }

  get report(): HoldReport {
    return { token: `${this.#held.token}`, from: this.#from, to: this.#to }
  }

  #look(): boolean {
    const at = clockMs()
    const { isHeld } = this.#held
    if (isHeld) this.#to = at
    return isHeld
  }

  /** Looks at once when the answer is there: after a pause it is the first thing that the process does, and it must know that it holds no more. */
  async #write(): Promise<boolean> {
    const accepted = await this.#resource.write(this.report)
    this.#look()
    return accepted
  }

  /** Each second write relies on the look before the first, as of a careless user: after a pause it comes with a token that may be old. */
  async run(): Promise<void> {
    for (let looks = Math.ceil(Math.random() * LOOKS_MAX); looks > 0 && this.#look(); looks--) {
      if (!(await this.#write()) || !(await this.#write())) break
      await sleep(Math.random() * LOOK_PAUSE_MS_MAX)
    }
    this.#look()
  }
}

async function takeTurn(lock: Lock, resource: Resource): Promise<void> {
  const held = await lock.acquire()
  const use = new Use(held, clockMs(), resource)
  await use.run()
  const { reason } = held.signal
  resource.tell({ kind: 'end', ...use.report, reason: reason instanceof HeldEndedError ? reason.reason : 'released' })
  await held.release()
}

async function contend([servers = '', socketPath = '', name = '', sessionTimeoutMs = '']: readonly string[]): Promise<void> {
  const resource = new Resource(socketPath, name)
  try {
    const client = await connect(servers, { sessionTimeoutMs: Number(sessionTimeoutMs), waitMs: 120_000 })
    const lock = new Lock(client, LOCK_PATH, { identifier: name })
    for (;;) await takeTurn(lock, resource)
  } catch (error) {
    resource.tell({ kind: 'fault', text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

void contend(process.argv.slice(2))
