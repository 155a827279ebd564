import type { MemoryNetwork } from '@zabkit/transport-memory'

/** Which servers reach each other: those of one group. */
export class Partition {
  readonly #network: MemoryNetwork
  readonly #ids: readonly number[]
  /** Servers that no group names have none, and so are together. */
  #groupOf: ReadonlyMap<number, number> = new Map()

  constructor(network: MemoryNetwork, ids: readonly number[]) {
    this.#network = network
    this.#ids = ids
  }

  reaches(one: number, other: number): boolean {
    return this.#groupOf.get(one) === this.#groupOf.get(other)
  }

  /** In place of what was cut before. A wire that stays cut is not healed in between. */
  cut(groups: readonly (readonly number[])[]): void {
    this.#groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)))
    for (const one of this.#ids) for (const other of this.#ids) if (one < other) this.#set(one, other)
  }

  heal(): void {
    this.cut([])
  }

  #set(one: number, other: number): void {
    if (this.reaches(one, other)) this.#network.heal(one, other)
    else this.#network.cut(one, other)
  }
}
