import { OpCode } from '@zabkit/jute'
import { body, type WireClient } from '@zabkit/test-wire'
import { expect, it } from 'vitest'
import { ProcessEnsemble, until } from '../src/index.ts'

const CLIENTS = 30
const DEPTH = 5
const ROUNDS = 3

/** Writes to its own znode, several at a time, until told to stop. Each write raises the version by one: it counts what happened. */
class Counter {
  answered = 0
  readonly errors: number[] = []
  readonly #client: WireClient
  readonly #path: string
  #stopping = false
  #lastVersion = 0

  constructor(client: WireClient) {
    this.#client = client
    this.#path = `/counter-${client.sessionId}`
  }

  get client(): WireClient {
    return this.#client
  }

  async run(): Promise<void> {
    await this.#client.request(OpCode.Create, body.create(this.#path))
    await Promise.all(Array.from({ length: DEPTH }, () => this.#write()))
  }

  async #write(): Promise<void> {
    while (!this.#stopping) {
      const reply = await this.#client.request(OpCode.SetData, body.setData(this.#path, 'x'))
      if (reply.err !== 0) this.errors.push(reply.err)
      else {
        this.answered++
        this.#lastVersion = versionOf(reply.body.bytes, reply.body.offset)
      }
    }
  }

  stop(): void {
    this.#stopping = true
  }

  /** How often the write was done, less how often it was answered. */
  get surplus(): number {
    return this.#lastVersion - this.answered
  }
}

/** A Stat's version stands behind czxid, mzxid, ctime and mtime. */
function versionOf(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at + 32)
}

it('the death of the leader costs 30 clients of the two others no connection, no error, and each write happens once', async () => {
  await using ensemble = await ProcessEnsemble.start({ voters: 3 })
  for (let round = 0; round < ROUNDS; round++) {
    const leader = await ensemble.leader()
    const others = ensemble.members.filter(({ id }) => id !== leader.id)
    const counters = await Promise.all(
      Array.from({ length: CLIENTS }, async (_, i) => new Counter(await ensemble.connect(others[i % 2]?.id ?? 0, { timeoutMs: 10_000 }))),
    )
    const runs = counters.map((counter) => counter.run())
    const total = (): number => counters.reduce((sum, { answered }) => sum + answered, 0)
    await until('writes', () => total() > 1_000)
    await leader.process.kill()
    const before = total()
    await until('writes after the death', () => total() > before + 1_000)
    for (const counter of counters) counter.stop()
    await Promise.all(runs)
    expect(counters.map(({ client }) => client.closed)).toEqual(counters.map(() => false))
    expect(counters.flatMap(({ errors }) => errors)).toEqual([])
    expect(counters.map(({ surplus }) => surplus)).toEqual(counters.map(() => 0))
    for (const { client } of counters) await client.close()
    await leader.process.start()
  }
})
