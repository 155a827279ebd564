import type { Client } from '@zabkit/client'
import { Election, LeaderLatch, LeaderSelector, Lock, type LockLayout, ReadWriteLock, Semaphore } from '@zabkit/recipes'
import type { Request, Verbs } from './request.ts'

type Work = () => Promise<void>

interface Stay {
  readonly leave: () => void
  readonly left: Promise<void>
}

/** Everything that only some may be in at a time: locks, leases, leaderships. */
export class OurPlaces {
  readonly #client: Client
  readonly #layout: LockLayout
  readonly #stays = new Map<string, Stay>()
  readonly verbs: Verbs = {
    enter: (request) => this.#enter(request),
    leave: ({ handle }) => this.#leave(handle),
    try: (request) => this.#try(request),
    compete: (request) => this.#compete(request),
    contenders: (request) => this.#contenders(request),
  }

  constructor(client: Client, layout: LockLayout) {
    this.#client = client
    this.#layout = layout
  }

  /** Runs `work` inside. */
  async #within(request: Request, work: Work): Promise<void> {
    const { kind, path, name } = request
    if (kind === 'latch') return this.#leadByLatch(path, name, work)
    if (kind === 'selector') return this.#leadBySelector(path, name, work)
    if (kind === 'election') return new Election(this.#client, path, { identifier: name, layout: this.#layout }).run(work)
    const held = await this.#lockable(request).acquire()
    await work()
    if (!held.isHeld) throw new Error(`${path}: ended while it was held: ${held.signal.reason}`)
    await held.release()
  }

  #lockable({ kind, path, name, leases }: Request): Pick<Lock, 'acquire' | 'tryAcquire'> {
    const options = { identifier: name, layout: this.#layout }
    if (kind === 'mutex') return new Lock(this.#client, path, options)
    if (kind === 'read') return new ReadWriteLock(this.#client, path, options).read
    if (kind === 'write') return new ReadWriteLock(this.#client, path, options).write
    if (kind === 'lease') return new Semaphore(this.#client, path, leases, options)
    throw new TypeError(`unknown kind ${kind}`)
  }

  async #leadByLatch(path: string, id: string, work: Work): Promise<void> {
    await using latch = new LeaderLatch(this.#client, path, { id })
    latch.start()
    await latch.whenLeader()
    await work()
    if (!latch.isLeader) throw new Error(`${path}: the leadership ended while it was held`)
  }

  async #leadBySelector(path: string, id: string, work: Work): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const lead = (): Promise<void> => work().then(resolve)
      new LeaderSelector(this.#client, path, lead, { id, onError: reject }).start()
    })
  }

  async #enter(request: Request): Promise<void> {
    await new Promise<void>((entered, failed) => {
      let leave = (): void => {}
      const leaving = new Promise<void>((resolve) => {
        leave = resolve
      })
      const left = this.#within(request, () => {
        entered()
        return leaving
      })
      left.catch(failed)
      this.#stays.set(request.handle, { leave, left })
    })
  }

  async #leave(handle: string): Promise<void> {
    const stay = this.#stays.get(handle)
    if (stay === undefined) throw new Error(`nothing is held as ${handle}`)
    stay.leave()
    await stay.left
  }

  async #try(request: Request): Promise<boolean> {
    const held = await this.#lockable(request).tryAcquire()
    await held?.release()
    return held !== null
  }

  async #compete(request: Request): Promise<void> {
    for (let round = 0; round < request.rounds; round++) await this.#within(request, () => this.#count(request.counter))
  }

  /** Not safe by itself: two at once meet at `busy`, or lose what one of them counted. */
  async #count(counter: string): Promise<void> {
    await this.#client.create(`${counter}/busy`, '', { mode: 'ephemeral' })
    const { data } = await this.#client.getData(counter)
    await this.#client.setData(counter, String(Number(data.toString()) + 1))
    await this.#client.delete(`${counter}/busy`)
  }

  async #contenders({ kind, path }: Request): Promise<string[]> {
    if (kind === 'latch') return (await new LeaderLatch(this.#client, path).participants()).map(({ id }) => id)
    if (kind === 'selector') return (await new LeaderSelector(this.#client, path, async () => {}).participants()).map(({ id }) => id)
    return (await new Lock(this.#client, path).contenders()).map(({ identifier }) => identifier)
  }
}
