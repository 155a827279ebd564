import { ErrorCode } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'

const IN_FLIGHT = 16

/**
 * A client that counts: its n-th write sets its znode to n and creates a child named n, in one multi. Afterwards it can say which numbers
 * were acknowledged and which were sent, and compare that with what a server holds.
 */
export class CountingWriter {
  readonly path: string
  /** Highest number acknowledged, and sent. */
  acknowledged = 0
  sent = 0
  #running = false

  constructor(name: string) {
    this.path = `/${name}`
  }

  async prepare(port: number): Promise<void> {
    const client = await WireClient.connect(port)
    await client.request(OpCode.Create, body.create(this.path, '0'))
    await client.close()
  }

  /** Writes until the connection breaks or `stop`; resolves then. */
  async run(port: number): Promise<void> {
    this.#running = true
    const client = await WireClient.connect(port).catch(() => null)
    if (client === null) return
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => this.#loop(client)))
    client.drop()
  }

  stop(): void {
    this.#running = false
  }

  async #loop(client: WireClient): Promise<void> {
    while (this.#running && !client.closed) {
      const number = ++this.sent
      const reply = await client.request(OpCode.Multi, this.#write(number)).catch(() => null)
      if (reply === null) return
      if (reply.err !== ErrorCode.Ok) throw new Error(`write ${number} of ${this.path} failed: ${reply.err}`)
      this.acknowledged = Math.max(this.acknowledged, number)
    }
  }

  #write(number: number): Buffer {
    return body.multi([
      [OpCode.SetData, body.setData(this.path, `${number}`)],
      [OpCode.Create, body.create(`${this.path}/${number}`, '')],
    ])
  }

  /**
   * Throws unless the server holds every acknowledged write, each wholly, and nothing that was not sent. What was sent and not acknowledged
   * may be there; numbering goes on after it.
   */
  async verify(port: number): Promise<void> {
    const client = await WireClient.connect(port)
    const data = await client.request(OpCode.GetData, body.pathAndWatch(this.path))
    const value = Number(data.body.readBuffer()?.toString() ?? 'NaN')
    const names = await this.#children(client)
    await client.close()
    const lost = range(1, this.acknowledged).filter((number) => !names.has(number))
    if (lost.length > 0) throw new Error(`${this.path}: acknowledged and gone: ${lost.slice(0, 5).join(', ')} (${lost.length} in all)`)
    const largest = Math.max(0, ...names)
    if (value !== largest) throw new Error(`${this.path}: a multi was applied by half: value ${value}, largest child ${largest}`)
    if (largest > this.sent) throw new Error(`${this.path}: holds ${largest}, and only ${this.sent} were sent`)
    this.sent = largest
    this.acknowledged = largest
  }

  async #children(client: WireClient): Promise<Set<number>> {
    const { body: reader } = await client.request(OpCode.GetChildren, body.pathAndWatch(this.path))
    const count = reader.readInt32()
    return new Set(Array.from({ length: count }, () => Number(reader.readString())))
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
