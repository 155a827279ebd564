import { ByteReader, ByteWriter } from '@zabkit/core'
import type { MemoryClient, MemoryClients } from '@zabkit/transport-memory'

export interface MemoryReply {
  readonly zxid: number
  readonly err: number
  readonly body: ByteReader
}

/** The wire protocol over `memoryClients`: replies come in the order of requests. */
export class MemoryWireClient {
  readonly #client: MemoryClient
  readonly #waiting: ((frame: Buffer) => void)[] = []
  #received: Buffer = Buffer.alloc(0)
  #xid = 0

  /** Sends the connect request; its answer is the first that is waited for. */
  constructor(clients: MemoryClients) {
    this.#client = clients.connect({ data: (chunk) => this.#data(chunk), closed: () => {} })
  }

  async open(): Promise<void> {
    const out = new ByteWriter()
    out.writeInt32(0)
    out.writeInt64(0n)
    out.writeInt32(30_000)
    out.writeInt64(0n)
    out.writeBuffer(Buffer.alloc(16))
    out.writeBoolean(false)
    await this.#send(out)
  }

  async request(type: number, body: Uint8Array): Promise<MemoryReply> {
    const out = new ByteWriter()
    out.writeInt32(++this.#xid)
    out.writeInt32(type)
    out.writeBytes(body)
    const reader = new ByteReader(await this.#send(out))
    reader.readInt32()
    return { zxid: Number(reader.readInt64()), err: reader.readInt32(), body: reader }
  }

  #send(out: ByteWriter): Promise<Buffer> {
    const payload = out.copy()
    const length = Buffer.alloc(4)
    length.writeInt32BE(payload.length)
    this.#client.write(Buffer.concat([length, payload]))
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #data(chunk: Buffer): void {
    let rest = Buffer.concat([this.#received, chunk])
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0)
      this.#waiting.shift()?.(rest.subarray(4, end))
      rest = rest.subarray(end)
    }
    this.#received = rest
  }
}
