import type { ByteReader, ByteWriter } from '@zabkit/core'
import { PASSWORD_BYTES, readConnectReply, writeConnectRequest } from '@zabkit/jute'

/** What a client says first. */
export interface Hello {
  readonly lastZxidSeen: bigint
  readonly timeoutMs: number
  /** 0n: a new session. */
  readonly sessionId: bigint
  readonly password: Uint8Array
  readonly readOnly: boolean
}

/** What a server answers. The memory is the reader's copy: it may be kept. */
export interface Welcome {
  /** Negotiated; 0: the session that was asked for is over. */
  readonly timeoutMs: number
  readonly sessionId: bigint
  readonly password: Uint8Array
  readonly readOnly: boolean
}

export const NO_PASSWORD: Uint8Array = new Uint8Array(PASSWORD_BYTES)

/** The long form, which every server since 3.4 knows and older ones read the beginning of. */
export function writeHello(out: ByteWriter, hello: Hello): void {
  writeConnectRequest(out, hello.lastZxidSeen, hello.timeoutMs, hello.sessionId, hello.password, hello.readOnly)
}

/** Takes the short form too, which means a server that is not read-only. Throws DecodeError. */
export function readWelcome(reader: ByteReader): Welcome {
  const { timeoutMs, sessionId, password, readOnly } = readConnectReply(reader)
  return { timeoutMs: Math.max(0, timeoutMs), sessionId, password: Uint8Array.from(password), readOnly: readOnly ?? false }
}
