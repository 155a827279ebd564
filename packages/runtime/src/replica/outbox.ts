import { PEER_QUEUED_BYTES_MAX, type PeerLink, type PeerMessage } from '@zabkit/core'

/** Messages of one turn for one peer, which share a frame. A peer that does not take what it is sent loses its link. */
export class Outbox {
  readonly link: PeerLink
  #messages: PeerMessage[] = []

  constructor(link: PeerLink) {
    this.link = link
  }

  push(message: PeerMessage): void {
    this.#messages.push(message)
  }

  flush(): void {
    if (this.#messages.length === 0) return
    const messages = this.#messages
    this.#messages = []
    this.link.send(messages)
    if (this.link.queuedBytes > PEER_QUEUED_BYTES_MAX) this.link.close(`the peer does not take what it is sent: ${this.link.queuedBytes} bytes wait`)
  }
}
