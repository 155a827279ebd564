/** What the client's side of a connection is told. Calls never come after `closed`, and never inside a call to the client. */
export interface MemoryClientHandler {
  /** Bytes from the server, in the pieces in which it flushed them. They belong to the client. */
  data(chunk: Buffer): void
  /** `queuedBytes` has fallen to 0 after it was above. */
  drained?(): void
  /** The server has sent its last byte; the client's side is ended by itself then. */
  ended?(): void
  /** The connection is gone, or was refused. */
  closed(reason: string): void
}

/** The client's side of a connection inside the process. */
export interface MemoryClient {
  /** Bytes that the server has not taken yet. */
  readonly queuedBytes: number
  /** Sends. `bytes` belong to the server from now on. */
  write(bytes: Buffer): void
  /** Stops taking bytes from the server. */
  pause(): void
  resume(): void
  /** Ends the sending side after what was written. */
  end(): void
  /** Drops the connection at once, with what is on its way. */
  destroy(): void
}

/** Who the client is to the server. */
export interface MemoryClientIdentity {
  /** Default `''`: none. */
  readonly remoteAddress?: string
  readonly remotePort?: number
  /** As if carried by TLS. */
  readonly secure?: boolean
  /** As if verified by TLS: DER, leaf first. */
  readonly peerCertificates?: readonly Uint8Array[]
}
