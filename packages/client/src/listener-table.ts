/** Who listens at which path. A path without listeners is not in it. */
export class ListenerTable<L> {
  readonly #byPath = new Map<string, Set<L>>()

  get size(): number {
    return this.#byPath.size
  }

  paths(): IterableIterator<string> {
    return this.#byPath.keys()
  }

  at(path: string): ReadonlySet<L> | undefined {
    return this.#byPath.get(path)
  }

  add(path: string, listener: L): void {
    const known = this.#byPath.get(path)
    if (known === undefined) this.#byPath.set(path, new Set([listener]))
    else known.add(listener)
  }

  /** True when nobody is left at the path. */
  remove(path: string, listener: L): boolean {
    const known = this.#byPath.get(path)
    if (known === undefined || !known.delete(listener) || known.size > 0) return false
    return this.#byPath.delete(path)
  }

  /** Removes and returns all listeners of a path. */
  take(path: string): ReadonlySet<L> | undefined {
    const known = this.#byPath.get(path)
    if (known !== undefined) this.#byPath.delete(path)
    return known
  }

  /** Removes and returns everything. */
  takeAll(): [string, ReadonlySet<L>][] {
    const all = [...this.#byPath]
    this.#byPath.clear()
    return all
  }
}
