import { invariant, PEER_DRAINED_BYTES, type PeerChannel, type PeerLink, type PeerLinkHandler, type PeerMessage, Ring, type Timer, type Timers } from '@zabkit/core'
import { LINK_SILENCE_MS } from './limits.ts'
import type { Wires } from './memory-network.ts'
import { bytesOf, kept } from './peer-copies.ts'

interface Frame {
  readonly messages: readonly PeerMessage[]
  readonly bytes: number
}

export interface MemoryPeerLinkOptions {
  readonly ownId: number
  readonly peerId: number
  readonly channel: PeerChannel
  /** The other server dialled. */
  readonly accepted: boolean
  readonly timers: Timers
  readonly wires: Wires
  /** The link is over for this end. */
  readonly gone: (link: MemoryPeerLink) => void
}

/** One end of a link. What it sends waits here until the other end's turn is over. */
export class MemoryPeerLink implements PeerLink {
  readonly ownId: number
  readonly peerId: number
  readonly channel: PeerChannel
  readonly accepted: boolean
  readonly timers: Timers
  readonly #wires: Wires
  readonly #gone: (link: MemoryPeerLink) => void
  readonly #out = new Ring<Frame>()
  #other: MemoryPeerLink | null = null
  #handler: PeerLinkHandler | null = null
  #queuedBytes = 0
  #wasAbove = false
  #paused = false
  #scheduled = false
  #silence: Timer | null = null
  /** Why this end is closed. */
  #reason: string | null = null

  constructor({ accepted, channel, gone, ownId, peerId, timers, wires }: MemoryPeerLinkOptions) {
    this.ownId = ownId
    this.peerId = peerId
    this.channel = channel
    this.accepted = accepted
    this.timers = timers
    this.#wires = wires
    this.#gone = gone
  }

  /** The link stands: what comes is for `handler`. */
  begin(other: MemoryPeerLink, handler: PeerLinkHandler): void {
    this.#other = other
    this.#handler = handler
    this.#wires.add(this)
    this.changed()
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  get #open(): boolean {
    return this.#reason === null
  }

  send(messages: readonly PeerMessage[]): void {
    if (!this.#open || messages.length === 0) return
    const frame = { messages: messages.map(kept), bytes: bytesOf(messages) }
    this.#out.push(frame)
    this.#queuedBytes += frame.bytes
    if (this.#queuedBytes >= PEER_DRAINED_BYTES) this.#wasAbove = true
    this.#schedule()
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    const other = this.#other
    if (other !== null) other.#schedule()
  }

  close(reason: string): void {
    if (!this.#open) return
    this.#end(reason)
    this.timers.endOfTurn(() => this.#handler?.closed(reason))
    this.#schedule()
  }

  /** The network took the link away. */
  lose(reason: string): void {
    if (!this.#open) return
    this.#end(reason)
    this.#out.clear()
    this.timers.endOfTurn(() => this.#handler?.closed(reason))
  }

  /** A wire was cut or healed. */
  changed(): void {
    if (!this.#open) return
    if (this.#carries && this.#wires.carries(this.peerId, this.ownId)) {
      this.#silence?.cancel()
      this.#silence = null
      this.#schedule()
      // The other end may have closed meanwhile, and could not say so.
      const other = this.#other
      if (other !== null) other.#schedule()
    } else {
      this.#silence ??= this.timers.after(LINK_SILENCE_MS, () => this.lose(`server ${this.peerId} gives no sign of life`))
    }
  }

  get #carries(): boolean {
    return this.#wires.carries(this.ownId, this.peerId)
  }

  #end(reason: string): void {
    this.#reason = reason
    this.#silence?.cancel()
    this.#wires.remove(this)
    this.#gone(this)
  }

  /** In the other end's time: it is the one that is told. */
  #schedule(): void {
    if (this.#scheduled || this.#other === null) return
    this.#scheduled = true
    this.#other.timers.endOfTurn(() => this.#deliver())
  }

  #deliver(): void {
    this.#scheduled = false
    const other = this.#other
    invariant(other !== null, 'a link delivers when it stands')
    while (this.#carries && other.#takes) {
      const frame = this.#out.shift()
      if (frame === undefined) break
      this.#queuedBytes -= frame.bytes
      other.#receive(frame.messages)
    }
    if (this.#reason !== null) this.#sayGoodbye(other, this.#reason)
    else this.#tellDrained()
  }

  get #takes(): boolean {
    return this.#open && !this.#paused
  }

  #sayGoodbye(other: MemoryPeerLink, reason: string): void {
    if (!this.#carries || !other.#open) return
    other.#leave(`server ${this.ownId} closed it: ${reason}`)
  }

  #receive(messages: readonly PeerMessage[]): void {
    this.#handler?.messages(messages)
  }

  #leave(reason: string): void {
    this.#end(reason)
    this.#handler?.closed(reason)
  }

  #tellDrained(): void {
    if (!this.#wasAbove || this.#queuedBytes >= PEER_DRAINED_BYTES) return
    this.#wasAbove = false
    this.#handler?.drained()
  }
}
