import type { GrpcPeerLink } from './grpc-peer-link.ts'

/** Links whose connection is not gone yet. */
export class LinkSet {
  readonly #links = new Set<GrpcPeerLink>()
  #emptied: (() => void) | null = null

  add(link: GrpcPeerLink): void {
    this.#links.add(link)
  }

  delete(link: GrpcPeerLink): void {
    this.#links.delete(link)
    this.#check()
  }

  /** Those of now: closing one changes the set. */
  all(): GrpcPeerLink[] {
    return [...this.#links]
  }

  /** Calls `emptied` once there is no link; replaces who waited before. */
  whenEmpty(emptied: () => void): void {
    this.#emptied = emptied
    this.#check()
  }

  #check(): void {
    if (this.#links.size > 0) return
    const emptied = this.#emptied
    this.#emptied = null
    emptied?.()
  }
}
