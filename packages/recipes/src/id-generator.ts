import type { Client } from '@zabkit/client'
import { BigCounter } from './counter.ts'
import { ID_BLOCK_SIZE, ID_BLOCK_SIZE_MAX } from './shared-limits.ts'
import { untilDone } from './shared-retry.ts'

export interface IdGeneratorOptions {
  /** Numbers taken from the server at once; 1 gives them in the order of the calls, everywhere. Default ID_BLOCK_SIZE. */
  readonly blockSize?: number
  /** The first number ever, where the znode is missing. Default 1. */
  readonly first?: bigint
}

/** Numbers from `first` to `last`, all of the caller's. */
export interface IdBlock {
  readonly first: bigint
  readonly last: bigint
}

/**
 * Numbers that are given to one caller only, from one znode that holds the next free one as text. They rise within one generator; between two, one
 * block may be used after the other's higher one. Never twice: where the connection is lost while a block is taken, another is taken and
 * the first stays unused. Nothing depends on the session: numbers in hand stay good when it is lost.
 */
export class IdGenerator {
  readonly #client: Client
  readonly #counter: BigCounter
  readonly #blockSize: bigint
  #next = 0n
  #end = 0n
  #taking: Promise<void> | null = null

  constructor(client: Client, path: string, options: IdGeneratorOptions = {}) {
    const { blockSize = ID_BLOCK_SIZE, first = 1n } = options
    this.#blockSize = BigInt(checkedSize(blockSize))
    this.#client = client
    this.#counter = new BigCounter(client, path, first)
  }

  /** The next number. Asks the server once a block. */
  async next(): Promise<bigint> {
    while (this.#next >= this.#end) {
      this.#taking ??= this.#takeBlock()
      await this.#taking
    }
    return this.#next++
  }

  /** `size` numbers in a row, fresh from the server. */
  async block(size: number): Promise<IdBlock> {
    const count = BigInt(checkedSize(size))
    // Taking twice is harmless: the numbers of a block that nobody heard of stay unused.
    const { before, after } = await untilDone(this.#client, null, () => this.#counter.update((value) => value + count))
    return { first: before, last: after - 1n }
  }

  async #takeBlock(): Promise<void> {
    try {
      const { first, last } = await this.block(Number(this.#blockSize))
      this.#next = first
      this.#end = last + 1n
    } finally {
      this.#taking = null
    }
  }
}

function checkedSize(size: number): number {
  if (Number.isInteger(size) && size >= 1 && size <= ID_BLOCK_SIZE_MAX) return size
  throw new RangeError(`block of ${size} ids: must be between 1 and ${ID_BLOCK_SIZE_MAX}`)
}
