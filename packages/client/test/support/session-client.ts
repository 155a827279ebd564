import type { ClientOptions } from '../../src/options.ts'
import { ServerList } from '../../src/server-list.ts'
import { ClientSession, type EstablishRequest } from '../../src/session.ts'
import type { StateChange } from '../../src/types.ts'

/** A session that writes down what it is told, in one list, and is closed at the end of a test. */
export class SeenSession {
  readonly session: ClientSession
  readonly changes: StateChange[] = []
  readonly events: { readonly type: number; readonly path: string; readonly zxid: bigint }[] = []
  readonly fresh: boolean[] = []
  readonly log: string[] = []
  establish: () => readonly EstablishRequest[] = () => []
  onState: (change: StateChange) => void = () => {}

  constructor(ports: number | readonly number[], options: ClientOptions = {}, now?: () => number) {
    // With a way to resolve names, a name is what is connected to.
    const host = options.resolve === undefined ? '127.0.0.1' : 'localhost'
    const servers = [ports].flat().map((port) => ({ host, port }))
    this.session = new ClientSession(
      new ServerList(servers, { shuffle: false, ...options }),
      options,
      {
        state: (change) => {
          this.changes.push(change)
          this.log.push(change.state)
          this.onState(change)
        },
        event: (type, path, zxid) => {
          this.events.push({ type, path, zxid })
          this.log.push(`event ${type} ${path}`)
        },
        established: (fresh) => {
          this.fresh.push(fresh)
          return this.establish()
        },
      },
      now,
    )
    this.session.start()
  }

  get states(): string[] {
    return this.changes.map(({ state }) => state)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session.close()
  }
}
