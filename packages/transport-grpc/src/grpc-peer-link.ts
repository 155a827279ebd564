import { PEER_DRAINED_BYTES, type PeerChannel, type PeerLink, type PeerLinkHandler, type PeerMessage, type Timer } from '@zabkit/core'
import { type DecodedFrame, decodeFrame } from './codec/decode-frame.ts'
import { isSendable } from './codec/message-encoder.ts'
import type { FrameSink, FrameStream } from './frame-stream.ts'
import { goodbyeFrame, quoted } from './handshake.ts'
import { GOODBYE_MS } from './limits.ts'
import type { Shared } from './shared.ts'

/** One side of a link, after the handshake. */
export class GrpcPeerLink implements PeerLink, FrameSink {
  readonly peerId: number
  readonly channel: PeerChannel
  readonly #stream: FrameStream
  readonly #shared: Shared
  #handler: PeerLinkHandler | null = null
  /** What is sent before the handshake's answer has gone out. */
  #held: Buffer[] | null = []
  #queuedBytes = 0
  #wasAbove = false
  #open = true
  #cutting: Timer | null = null

  constructor(peerId: number, channel: PeerChannel, stream: FrameStream, shared: Shared) {
    this.peerId = peerId
    this.channel = channel
    this.#stream = stream
    this.#shared = shared
    shared.links.add(this)
  }

  /** The handshake is done: what is sent goes out, what comes is for `handler`. */
  begin(handler: PeerLinkHandler): void {
    this.#handler = handler
    const held = this.#held ?? []
    this.#held = null
    for (const frame of held) this.#write(frame)
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  send(messages: readonly PeerMessage[]): void {
    if (!this.#open || messages.length === 0) return
    for (const frame of this.#shared.encoder.frames(messages)) this.#send(frame)
  }

  #send(frame: Buffer): void {
    if (!isSendable(frame)) return this.close(`a message of ${frame.length} bytes is more than a frame may have`)
    if (this.#held === null) this.#write(frame)
    else this.#held.push(frame)
  }

  #write(frame: Buffer): void {
    if (!this.#open) return
    const { length } = frame
    this.#queuedBytes += length
    if (this.#queuedBytes >= PEER_DRAINED_BYTES) this.#wasAbove = true
    this.#stream.write(frame, () => this.#written(length))
  }

  #written(bytes: number): void {
    this.#queuedBytes -= bytes
    if (!this.#wasAbove || this.#queuedBytes >= PEER_DRAINED_BYTES) return
    this.#wasAbove = false
    if (this.#open) this.#handler?.drained()
  }

  pause(): void {
    if (this.#open) this.#stream.pause()
  }

  resume(): void {
    if (this.#open) this.#stream.resume()
  }

  close(reason: string): void {
    if (!this.#open) return
    this.#open = false
    this.#sayGoodbye(reason)
    this.#shared.timers.endOfTurn(() => this.#handler?.closed(reason))
  }

  /** Drops the connection with what is on its way. */
  cut(): void {
    this.#stream.cut()
  }

  frame(bytes: Buffer): void {
    if (!this.#open) return
    const frame = this.#decode(bytes)
    if (frame === null) return
    if (frame.unknown > 0) this.#skipped(frame.unknown)
    if (frame.messages.length > 0) this.#handler?.messages(frame.messages)
    if (frame.goodbye !== null) this.#leave(`server ${this.peerId} closed it: ${quoted(frame.goodbye.reason)}`)
  }

  gone(reason: string): void {
    this.#cutting?.cancel()
    this.#shared.links.delete(this)
    if (!this.#open) return
    this.#open = false
    this.#handler?.closed(reason)
  }

  /** Null: it is no frame, and the link is closed. */
  #decode(bytes: Buffer): DecodedFrame | null {
    try {
      return decodeFrame(bytes)
    } catch (error) {
      const reason = `malformed frame: ${error instanceof Error ? error.message : String(error)}`
      this.#shared.measures.framesMalformed.add(1)
      this.#shared.log.warn('a server sent a frame that is none; the link is closed', { peerId: this.peerId, channel: this.channel, reason })
      this.#leave(reason)
      return null
    }
  }

  #skipped(messages: number): void {
    this.#shared.measures.messagesUnknown.add(messages)
    this.#shared.log.warn('a server sent messages of a kind not known here; they are skipped', { peerId: this.peerId, messages })
  }

  /** For a reason that came from the network. */
  #leave(reason: string): void {
    if (!this.#open) return
    this.#open = false
    this.#sayGoodbye(reason)
    this.#handler?.closed(reason)
  }

  /** A peer that does not take what was sent before does not take a goodbye either. */
  #sayGoodbye(reason: string): void {
    if (this.#queuedBytes >= PEER_DRAINED_BYTES) return this.#stream.cut()
    this.#stream.write(goodbyeFrame(reason), () => {})
    this.#stream.end()
    this.#cutting = this.#shared.timers.after(GOODBYE_MS, () => this.#stream.cut())
  }
}
