import type { ByteReader, ByteWriter } from '@zabkit/core'
import type { StateChange } from './types.ts'

/** One operation as the session sends it. */
export interface ClientRequest<T> {
  readonly opCode: number
  /** For errors: `getData`. */
  readonly operation: string
  /** As the caller named it, for errors. */
  readonly path: string | null
  /** Appends the body after the request header. Called once, now or when there is a connection. */
  readonly encode: (out: ByteWriter) => void
  /** Reads the body after the reply header; only when err is 0. The bytes are the connection's: copy what is to be kept. */
  readonly decode: (body: ByteReader) => T
  readonly signal?: AbortSignal | undefined
  /** 0 or undefined: no limit. */
  readonly timeoutMs?: number | undefined
  /** Called in arrival order, synchronously, before anything that arrived later, also when nobody waits for the answer any more. Not called on connection loss. */
  readonly onReply?: ((err: number) => void) | undefined
  /** Bytes after the body: trace context. */
  readonly trailer?: Uint8Array | undefined
}

/** A request of the session's own, sent at once when a connection stands. */
export interface EstablishRequest {
  readonly opCode: number
  readonly xid: number
  readonly encode: (out: ByteWriter) => void
  readonly onReply?: ((err: number) => void) | undefined
}

/** What a session tells, synchronously and in the order in which things arrived. */
export interface SessionEvents {
  state(change: StateChange): void
  /** A watch fired. `path` is the server's, chroot included; `zxid` -1n when the server does not say. */
  event(type: number, path: string, zxid: bigint): void
  /** A connection with a session stands; returns what goes out before any waiting request. `fresh`: the session is new. */
  established(fresh: boolean): readonly EstablishRequest[]
}
