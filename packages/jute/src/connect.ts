import { type ByteReader, type ByteWriter, DecodeError, type SessionId } from '@zabkit/core'

/** Bytes of a session's password. */
export const PASSWORD_BYTES = 16
/** Connect frames carry a password and five fixed fields; anything much longer is no client. */
export const MAX_CONNECT_BYTES = 4_096

/** The first frame of a connection; it has no header. */
export interface ConnectRequest {
  readonly protocolVersion: number
  readonly lastZxidSeen: bigint
  readonly timeoutMs: number
  readonly sessionId: SessionId
  readonly password: Buffer
  /** Null: the client sent the short form (44 bytes) and must get the short form back. */
  readonly readOnly: boolean | null
}

export function readConnectRequest(reader: ByteReader): ConnectRequest {
  if (reader.remaining > MAX_CONNECT_BYTES) throw new DecodeError(`connect request of ${reader.remaining} bytes`)
  const protocolVersion = reader.readInt32()
  const lastZxidSeen = reader.readInt64()
  const timeoutMs = reader.readInt32()
  const sessionId = reader.readSessionId()
  const password = reader.readBuffer() ?? Buffer.alloc(0)
  const readOnly = reader.remaining > 0 ? reader.readBoolean() : null
  return { protocolVersion, lastZxidSeen, timeoutMs, sessionId, password, readOnly }
}

/** Appends a whole ConnectResponse frame. `readOnly` null: the short form. An expired session is told by timeout 0 and id 0. */
export function writeConnectResponseFrame(
  out: ByteWriter,
  timeoutMs: number,
  sessionId: SessionId,
  password: Uint8Array,
  readOnly: boolean | null,
): void {
  out.writeInt32(readOnly === null ? 36 : 37)
  out.writeInt32(0)
  out.writeInt32(timeoutMs)
  out.writeSessionId(sessionId)
  out.writeBuffer(password)
  if (readOnly !== null) out.writeBoolean(readOnly)
}
