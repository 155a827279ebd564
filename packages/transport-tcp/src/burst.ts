import { BurstJobs } from './burst-jobs.ts'
import { HelperThread } from './helper-thread.ts'
import { BURST_ALONE, BURST_SENDS } from './limits.ts'
import type { TcpConnection } from './tcp-connection.ts'

/** At a third of the cost of `queueMicrotask`, which makes each callback an asynchronous resource of its own. */
const NOW = Promise.resolve()

/**
 * Sends to a crowd: one event for thousands of watchers. The first sends of a turn go out at once; when there are many, the rest is put
 * together and goes out at the end of the same turn, shared with a second thread, since the kernel's part of a send is most of its cost.
 */
export class Burst {
  readonly #connections = new Set<TcpConnection>()
  readonly #failed: (error: Error) => void
  /** Sends of this turn. */
  #sends = 0
  #jobs: BurstJobs | null = null
  #helper: HelperThread | null = null

  constructor(failed: (error: Error) => void) {
    this.#failed = failed
  }

  /** True: `connection` will be asked for its bytes at the end of this turn. False: it is to send them itself. */
  takes(connection: TcpConnection): boolean {
    if (this.#sends++ === 0) void NOW.then(this.#endOfTurn)
    if (this.#sends <= BURST_SENDS) return false
    this.#connections.add(connection)
    return true
  }

  readonly #endOfTurn = (): void => {
    this.#sends = 0
    if (this.#connections.size === 0) return
    const connections = [...this.#connections]
    this.#connections.clear()
    if (connections.length < BURST_ALONE) for (const connection of connections) connection.sendNow()
    else this.#share(connections)
  }

  #share(connections: readonly TcpConnection[]): void {
    const jobs = this.#begin()
    let sharing: TcpConnection[] = []
    for (const connection of connections) {
      const { pending, descriptor } = connection
      if (pending === null || descriptor < 0) {
        connection.sendNow()
        continue
      }
      if (!jobs.hasRoom(pending.length)) {
        run(jobs, sharing)
        sharing = []
      }
      jobs.add(descriptor, pending)
      sharing.push(connection)
    }
    run(jobs, sharing)
  }

  #begin(): BurstJobs {
    this.#jobs ??= new BurstJobs()
    this.#helper ??= new HelperThread(this.#jobs, this.#failed)
    this.#helper.start()
    return this.#jobs
  }

  async stop(): Promise<void> {
    await this.#helper?.stop()
    this.#helper = null
  }
}

function run(jobs: BurstJobs, connections: readonly TcpConnection[]): void {
  jobs.run()
  for (let i = 0; i < connections.length; i++) connections[i]?.sent(jobs.sent(i))
  jobs.clear()
}
