import type { Socket } from 'node:net'

/** Every open socket, counted by address. */
export class Arrivals {
  readonly #perAddressMax: number
  readonly #totalMax: number
  readonly #byAddress = new Map<string, number>()
  readonly #sockets = new Set<Socket>()

  /** 0: no limit. */
  constructor(perAddressMax: number, totalMax: number) {
    this.#perAddressMax = perAddressMax
    this.#totalMax = totalMax
  }

  get size(): number {
    return this.#sockets.size
  }

  /** What forbids one more connection from `address`, or null. */
  refusal(address: string): string | null {
    if (this.#totalMax > 0 && this.#sockets.size >= this.#totalMax) return `maxConnections ${this.#totalMax} reached`
    const same = this.#byAddress.get(address) ?? 0
    return this.#perAddressMax > 0 && same >= this.#perAddressMax ? `maxConnectionsPerAddress ${this.#perAddressMax} reached` : null
  }

  add(socket: Socket, address: string): void {
    this.#sockets.add(socket)
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1)
  }

  /** It closed. `address`: as it was added with. */
  remove(socket: Socket, address: string): void {
    this.#sockets.delete(socket)
    const left = (this.#byAddress.get(address) ?? 1) - 1
    if (left === 0) this.#byAddress.delete(address)
    else this.#byAddress.set(address, left)
  }

  [Symbol.iterator](): IterableIterator<Socket> {
    return this.#sockets.values()
  }
}
