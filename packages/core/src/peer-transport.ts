/** A FIFO connection to another server. It is lost only by closing. */
export interface PeerLink {
  readonly peerId: number
  /** Queues one encoded message. False: the peer is behind, wait for `onDrain`. */
  send(message: Uint8Array): boolean
  close(reason: string): void
  onMessage: (message: Uint8Array) => void
  onDrain: () => void
  onClose: (reason: string) => void
}

/** Links between the servers of an ensemble. */
export interface PeerTransport {
  start(): Promise<void>
  stop(): Promise<void>
  /** Begins to connect; the link comes, or does not, through `onLink`. */
  connect(peerId: number): void
  onLink: (link: PeerLink) => void
}
