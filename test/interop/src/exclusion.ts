import { type Client, connect } from '@zabkit/client'
import { expect } from 'vitest'
import { fourLetterWord } from './four-letter-word.ts'
import { ANSWER_MS_MAX } from './limits.ts'
import type { Rival } from './rival.ts'
import type { TestServer } from './test-server.ts'
import { waitUntil } from './wait-until.ts'

/** What one stands for, beside another who may mean the same by another kind: a reader and a writer, a kazoo Lock and our Election. */
export interface Stand {
  readonly kind: string
  readonly leases?: number
  /** Names of others' znodes that kazoo is to count too. */
  readonly patterns?: readonly string[]
}

export interface Side {
  readonly rival: Rival
  readonly stand: Stand
}

/** Looks at the queues of rivals from outside. The caller closes its client. */
export class Referee {
  readonly #server: TestServer
  readonly client: Client

  constructor(server: TestServer, client: Client) {
    this.#server = server
    this.client = client
  }

  static async at(server: TestServer): Promise<Referee> {
    return new Referee(server, await connect(server.host, { sessionTimeoutMs: 20_000 }))
  }

  /** The second comes in only when the first has left, which it watches meanwhile. */
  async takeTurns(path: string, first: Side, second: Side): Promise<void> {
    await enter(first, path, 'first')
    const { entered } = await this.standBehind(path, second, 'second')
    await first.rival.ask('leave', { handle: handleOf(path, 'first') })
    await entered
    await second.rival.ask('leave', { handle: handleOf(path, 'second') })
  }

  /** The second stands behind one who holds already, and waits; `entered` resolves when it is in. */
  async standBehind(path: string, second: Side, name: string): Promise<{ readonly entered: Promise<unknown> }> {
    const entered = enter(second, path, name)
    await Promise.race([entered.then(() => expect.unreachable(`${path}: two are in`)), this.#untilSecondWaits(path, second.stand)])
    return { entered }
  }

  /** `rounds` times a competitor, each adds 1 to one znode by reading and writing: none is lost, no two are at it at once. */
  async countTogether(path: string, sides: readonly Side[], rounds: number): Promise<void> {
    const counter = `${path}-counter`
    await this.client.create(counter, '0')
    await Promise.all(sides.map(({ rival, stand }) => rival.ask('compete', { ...stand, path, counter, rounds })))
    expect(`${path} ${(await this.client.getData(counter)).data}`).toBe(`${path} ${sides.length * rounds}`)
  }

  /**
   * By the server's own list of watches: the session behind the last znode watches the first. A semaphore's waiter stands among the leases and watches
   * them all, which that list leaves out.
   */
  async #untilSecondWaits(path: string, { kind }: Stand): Promise<void> {
    const directory = kind === 'lease' ? `${path}/leases` : path
    await waitUntil(() => `the second to wait in ${path}`, ANSWER_MS_MAX, async () => {
      const places = await this.#placesIn(directory)
      const [first, last] = [places[0], places.at(-1)]
      if (first === undefined || last === undefined || places.length < 2) return false
      return kind === 'lease' || (await this.#watchersOf(first.path)).includes(last.sessionId)
    })
  }

  /** Somebody has a watch on the data of `path`, or on its being there. */
  async untilWatched(path: string): Promise<void> {
    await waitUntil(() => `a watch on ${path}`, ANSWER_MS_MAX, async () => (await this.#watchersOf(path)).length > 0)
  }

  async #placesIn(directory: string): Promise<{ readonly path: string; readonly sessionId: bigint }[]> {
    const { children } = await this.client.getChildren(directory).catch(() => ({ children: [] }))
    const stats = await Promise.all(children.map((name) => this.client.exists(`${directory}/${name}`)))
    return children
      .map((name, index) => ({ path: `${directory}/${name}`, stat: stats[index] }))
      .flatMap(({ path, stat }) => (stat ? [{ path, sessionId: stat.ephemeralOwner, czxid: stat.czxid }] : []))
      .sort((a, b) => Number(a.czxid - b.czxid))
  }

  async #watchersOf(path: string): Promise<bigint[]> {
    const lines = (await fourLetterWord(this.#server.port, 'wchp')).split('\n')
    const at = lines.indexOf(path)
    if (at < 0) return []
    const end = lines.findIndex((line, index) => index > at && !line.startsWith('\t'))
    return lines.slice(at + 1, end).map((line) => BigInt(line.trim()))
  }
}

const handleOf = (path: string, name: string): string => `${path} ${name}`

export function enter({ rival, stand }: Side, path: string, name: string): Promise<unknown> {
  return rival.ask('enter', { ...stand, path, name, handle: handleOf(path, name) })
}
