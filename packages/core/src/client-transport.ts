import type { ByteWriter } from './byte-writer.ts'

/** One client's connection, whatever carries it. */
export interface ClientConnection {
  /** Rises by one with every connection of this transport. */
  readonly id: number
  /** Textual address without brackets or port; `''` where there is none. */
  readonly remoteAddress: string
  readonly remotePort: number
  /** Carried by TLS. */
  readonly secure: boolean
  /** DER certificates of the TLS peer, leaf first; empty without a verified one. */
  readonly peerCertificates: readonly Uint8Array[]
  /**
   * Where frames for the client are written, each with its 4-byte length. Ask for it anew in every turn: `flush` may replace it.
   */
  readonly out: ByteWriter
  /** Hands what was written to `out` to the network. Call once a turn, or when much has come together. */
  flush(): void
  /** Bytes that the network has not taken yet. */
  readonly queuedBytes: number
  /** Stops reading from the client. */
  pause(): void
  resume(): void
  /** Flushes, ends the sending side, and drops the connection after a grace time; what the client still sends is discarded. */
  end(): void
  /** Drops it at once. */
  destroy(): void
}

/** The server's side of one connection. Calls never come after `closed`. */
export interface ConnectionHandler {
  /** One frame's payload: bytes `[start, end)` of `chunk`. The memory is never reused by the transport, so a slice may be kept (for a while: it pins the chunk). */
  frame(chunk: Buffer, start: number, end: number): void
  /** All frames of this read have been given. */
  frames(): void
  /** `queuedBytes` has fallen to 0 after it was above. */
  drained(): void
  /** The connection is gone. `reason` is for logs. */
  closed(reason: string): void
}

/** What a transport asks of the server. */
export interface ClientHandler {
  /** A client connected. Null: refused, close it. */
  connected(connection: ClientConnection): ConnectionHandler | null
  /**
   * The four bytes in place of the first frame's length are a four-letter word. Null: not a word this server knows, treat it as a length.
   * Otherwise the text to send before closing. `argument` is what came after the word in the same read.
   */
  command(word: string, argument: Buffer): string | null
}

/** Where clients come from. */
export interface ClientTransport {
  /** For operators: where it listens, as `host:port`, once started. */
  readonly address: string
  /** Begins to accept. Rejects with OperatorError ZK_PORT_UNUSABLE, ZK_TLS_INVALID. */
  start(handler: ClientHandler): Promise<void>
  /** Stops accepting and drops what is connected. */
  stop(): Promise<void>
}
