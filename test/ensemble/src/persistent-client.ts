import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'

const TIMEOUT_MS = 15_000

/**
 * A client as applications have them: it goes from server to server with its session, and counts what it knows of its writes. Each write sets its own
 * znode, so that the znode's version says how often the ensemble did one.
 */
export class PersistentClient {
  readonly path: string
  /** Writes that were answered, and those whose connection ended first. */
  answered = 0
  unknown = 0
  reconnects = 0
  readonly errors: string[] = []
  readonly #ports: () => readonly number[]
  #client: WireClient | null = null
  #sessionId = 0n
  #password: Buffer = Buffer.alloc(16)
  #lastZxid = 0n
  #stopping = false
  #at: number

  constructor(name: string, ports: () => readonly number[], first: number) {
    this.path = `/${name}`
    this.#ports = ports
    this.#at = first
  }

  get sessionId(): bigint {
    return this.#sessionId
  }

  /** Opens its session and makes its znode. */
  async begin(): Promise<void> {
    for (;;) {
      const client = await this.#connected()
      try {
        const { err } = await client.request(OpCode.Create, body.create(this.path))
        // -110: an earlier attempt whose answer was lost.
        if (err === 0 || err === -110) return
      } catch {
        this.#client = null
      }
    }
  }

  /** Writes, `depth` at a time, until `stop`. */
  async run(depth: number): Promise<void> {
    await Promise.all(Array.from({ length: depth }, () => this.#writeOn()))
  }

  stop(): void {
    this.#stopping = true
  }

  /** What the ensemble says of its znode, asked behind a sync. */
  async version(): Promise<number> {
    for (;;) {
      const client = await this.#connected()
      try {
        await client.request(OpCode.Sync, body.path(this.path))
        const { err, body: reply } = await client.request(OpCode.Exists, body.pathAndWatch(this.path))
        if (err === 0) return reply.bytes.readInt32BE(reply.offset + 32)
        throw new Error(`exists ${this.path}: ${err}`)
      } catch (error) {
        if (!client.closed) throw error
        this.#client = null
      }
    }
  }

  async end(): Promise<void> {
    await this.#client?.close().catch(() => {})
  }

  async #writeOn(): Promise<void> {
    while (!this.#stopping) {
      const client = await this.#connected()
      try {
        const { err, zxid } = await client.request(OpCode.SetData, body.setData(this.path, 'x'))
        if (zxid > this.#lastZxid) this.#lastZxid = zxid
        if (err === 0) this.answered++
        else this.errors.push(`setData: ${err}`)
      } catch {
        this.unknown++
        if (this.#client === client) this.#client = null
      }
    }
  }

  #connecting: Promise<WireClient> | null = null

  #connected(): Promise<WireClient> {
    if (this.#client !== null && !this.#client.closed) return Promise.resolve(this.#client)
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = null
    })
    return this.#connecting
  }

  async #connect(): Promise<WireClient> {
    for (;;) {
      const ports = this.#ports()
      const port = ports[this.#at++ % ports.length] ?? 0
      const client = await this.#attempt(port)
      if (client !== null) return client
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Null: that server does not serve now, or is behind. */
  async #attempt(port: number): Promise<WireClient | null> {
    try {
      const options = { timeoutMs: TIMEOUT_MS, sessionId: this.#sessionId, password: this.#password, lastZxidSeen: this.#lastZxid }
      const client = await WireClient.connect(port, options)
      if (client.timeoutMs === 0) {
        this.errors.push('the session expired')
        this.#stopping = true
        this.#sessionId = 0n
        this.#password = Buffer.alloc(16)
        return null
      }
      if (this.#sessionId !== 0n) this.reconnects++
      this.#sessionId = client.sessionId
      this.#password = client.password
      this.#client = client
      return client
    } catch {
      return null
    }
  }
}
