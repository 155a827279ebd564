import type { LockLayout } from '@zabkit/recipes'
import { Referee } from './exclusion.ts'
import { CHILDREN_MAX } from './limits.ts'
import type { Rival } from './rival.ts'
import { ours } from './rivals.ts'
import { startServer, type TestServer } from './test-server.ts'

type End = () => Promise<unknown>

/** A server with two rivals and a referee, for all tests of a file: each test uses paths of its own. */
export class Match {
  readonly server: TestServer
  readonly referee: Referee
  readonly theirs: Rival
  readonly ours: Rival
  readonly #layout: LockLayout
  readonly #startTheirs: (server: TestServer) => Rival
  readonly #ends: End[]

  private constructor(server: TestServer, referee: Referee, layout: LockLayout, startTheirs: (server: TestServer) => Rival, ends: End[]) {
    this.server = server
    this.referee = referee
    this.#layout = layout
    this.#startTheirs = startTheirs
    this.#ends = ends
    this.theirs = this.anotherOfTheirs()
    this.ours = this.anotherOfOurs()
  }

  static async start(layout: LockLayout, startTheirs: (server: TestServer) => Rival): Promise<Match> {
    // Every child process listens to the end of this one.
    process.setMaxListeners(CHILDREN_MAX)
    const ends: End[] = []
    const server = await startServer({}, null, (end) => ends.push(end))
    const referee = await Referee.at(server)
    ends.push(() => referee.client.close())
    return new Match(server, referee, layout, startTheirs, ends)
  }

  /** To be killed. */
  anotherOfTheirs(): Rival {
    return this.#kept(this.#startTheirs(this.server))
  }

  anotherOfOurs(layout = this.#layout): Rival {
    return this.#kept(ours(this.server, layout))
  }

  async end(): Promise<void> {
    for (const end of this.#ends.reverse()) await end()
  }

  #kept(rival: Rival): Rival {
    this.#ends.push(() => rival.kill())
    return rival
  }
}
