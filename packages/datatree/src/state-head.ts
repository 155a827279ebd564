import { ByteReader, ByteWriter, DecodeError, OperatorError, type SessionId } from '@zabkit/core'

/** Layout of the head; a reader refuses any other. */
const HEAD_VERSION = 1
const SESSION_BYTES = 12

/** The state that is no znode, as it goes before the znodes in a snapshot. */
export interface StateHead {
  readonly lastTimeMs: number
  readonly sessions: ReadonlyMap<SessionId, number>
}

export function encodeHead({ lastTimeMs, sessions }: StateHead): Buffer {
  const out = new ByteWriter(16 + sessions.size * SESSION_BYTES)
  out.writeInt32(HEAD_VERSION)
  out.writeInt53(lastTimeMs)
  out.writeInt32(sessions.size)
  for (const [id, timeoutMs] of sessions) {
    out.writeSessionId(id)
    out.writeInt32(timeoutMs)
  }
  return out.take()
}

/** Throws OperatorError ZK_SNAPSHOT_DAMAGED. */
export function decodeHead(head: Buffer): StateHead {
  try {
    return readHead(new ByteReader(head))
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    throw new OperatorError('ZK_SNAPSHOT_DAMAGED', `the snapshot's sessions cannot be read: ${error.message}`, { cause: error })
  }
}

function readHead(reader: ByteReader): StateHead {
  const version = reader.readInt32()
  if (version !== HEAD_VERSION) throw new DecodeError(`head version ${version} instead of ${HEAD_VERSION}`)
  const lastTimeMs = reader.readInt53()
  const sessions = new Map<SessionId, number>()
  for (let left = reader.readCount(SESSION_BYTES); left > 0; left--) sessions.set(reader.readSessionId(), reader.readInt32())
  return { lastTimeMs, sessions }
}
