import type { MemoryPeerTransport } from './memory-peer-transport.ts'
import type { MemoryPeerLink } from './memory-peer-link.ts'

/** The wires between the servers of one process, in the hands of a test. Every server's `memoryPeers` gets the same one. */
export interface MemoryNetwork {
  /**
   * Nothing comes through from `from` to `to` any more, and nothing the other way either unless `oneWay`. What is sent waits, as in the buffers of
   * a real network; links that stand close after a while without a sign of life, new ones get no answer.
   */
  cut(from: number, to: number, options?: { readonly oneWay?: boolean }): void
  /** What `cut` did is over, in both directions; what waited is delivered, and dials that got no answer yet get one. */
  heal(from: number, to: number): void
  /** Every cut is over. */
  healAll(): void
  /** Closes the links between two servers at once, as a reset connection does. What is on its way is lost. */
  reset(one: number, other: number): void
}

export function memoryNetwork(): MemoryNetwork {
  return new Wires()
}

/** The inside of a MemoryNetwork, for the transports. */
export class Wires implements MemoryNetwork {
  readonly #transports = new Map<number, MemoryPeerTransport>()
  readonly #links = new Set<MemoryPeerLink>()
  /** `from>to`. */
  readonly #cuts = new Set<string>()

  cut(from: number, to: number, { oneWay = false }: { readonly oneWay?: boolean } = {}): void {
    this.#cuts.add(wire(from, to))
    if (!oneWay) this.#cuts.add(wire(to, from))
    for (const link of this.#between(from, to)) link.changed()
  }

  heal(from: number, to: number): void {
    this.#cuts.delete(wire(from, to))
    this.#cuts.delete(wire(to, from))
    for (const link of this.#between(from, to)) link.changed()
    this.#tellHealed()
  }

  healAll(): void {
    this.#cuts.clear()
    for (const link of [...this.#links]) link.changed()
    this.#tellHealed()
  }

  #tellHealed(): void {
    for (const transport of this.#transports.values()) transport.healed()
  }

  reset(one: number, other: number): void {
    for (const link of this.#between(one, other)) link.lose('the connection was reset')
  }

  /** True when what `from` sends reaches `to`. */
  carries(from: number, to: number): boolean {
    return !this.#cuts.has(wire(from, to))
  }

  listen(serverId: number, transport: MemoryPeerTransport): void {
    this.#transports.set(serverId, transport)
  }

  unlisten(serverId: number, transport: MemoryPeerTransport): void {
    if (this.#transports.get(serverId) === transport) this.#transports.delete(serverId)
  }

  listener(serverId: number): MemoryPeerTransport | null {
    return this.#transports.get(serverId) ?? null
  }

  add(link: MemoryPeerLink): void {
    this.#links.add(link)
  }

  remove(link: MemoryPeerLink): void {
    this.#links.delete(link)
  }

  #between(one: number, other: number): MemoryPeerLink[] {
    return [...this.#links].filter(
      ({ ownId, peerId }) => (ownId === one && peerId === other) || (ownId === other && peerId === one),
    )
  }
}

function wire(from: number, to: number): string {
  return `${from}>${to}`
}
