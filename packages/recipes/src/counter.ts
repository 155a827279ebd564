import type { Client } from '@zabkit/client'
import { type CounterChange, CounterCore, type CounterOptions } from './counter-base.ts'

/**
 * A number that many change, by compare-and-set of the znode's version. A change happens at most once: where the connection is lost while it is
 * under way it fails with `ConnectionLoss` and may have counted or not; it is never repeated by itself. Nothing depends on the session: what was
 * counted stays when it is lost. Numbers beyond 2^53 fail with a RangeError: use `BigCounter` there.
 *
 * ```ts
 * const counter = new Counter(client, '/visits')
 * console.log(await counter.add(1))
 * ```
 */
export class Counter {
  readonly #core: CounterCore

  /** `initial`: the value of a znode that is missing or empty. The znode is made by the first change. */
  constructor(client: Client, path: string, initial = 0, options: CounterOptions = {}) {
    this.#core = new CounterCore(client, path, BigInt(initial), options)
  }

  async get(): Promise<number> {
    return exact((await this.#core.read()).value)
  }

  /** Adds and returns the new value. */
  async add(delta: number): Promise<number> {
    return (await this.update((value) => value + delta)).after
  }

  /** Sets, whatever is there; returns what was there. */
  async set(value: number): Promise<number> {
    return (await this.update(() => value)).before
  }

  /** Changes by a function, which is called again when another was faster. */
  async update(change: (value: number) => number): Promise<CounterChange<number>> {
    const { before, after } = await this.#core.update((value) => BigInt(checked(change(exact(value)))))
    return { before: Number(before), after: Number(after) }
  }
}

/** `Counter` for numbers of any size. */
export class BigCounter {
  readonly #core: CounterCore

  constructor(client: Client, path: string, initial = 0n, options: CounterOptions = {}) {
    this.#core = new CounterCore(client, path, initial, options)
  }

  async get(): Promise<bigint> {
    return (await this.#core.read()).value
  }

  /** Adds and returns the new value. */
  async add(delta: bigint): Promise<bigint> {
    return (await this.update((value) => value + delta)).after
  }

  /** Sets, whatever is there; returns what was there. */
  async set(value: bigint): Promise<bigint> {
    return (await this.update(() => value)).before
  }

  /** Changes by a function, which is called again when another was faster. */
  update(change: (value: bigint) => bigint): Promise<CounterChange<bigint>> {
    return this.#core.update(change)
  }
}

function exact(value: bigint): number {
  return checked(Number(value))
}

function checked(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`counter ${value}: not a whole number below 2^53; use BigCounter`)
  return value
}
