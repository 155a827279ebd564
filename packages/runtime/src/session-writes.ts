import { ClientRequest, type Session } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { PendingWrite, type WriteOrigin } from './write-pipeline.ts'

const NO_BODY = Buffer.alloc(0)
/** What the server itself asks for has no client's number. */
const NO_XID = 0

/** The write with which a session begins. */
export function beginningOf(session: Session, origin: WriteOrigin): PendingWrite {
  const body = Buffer.allocUnsafe(4)
  body.writeInt32BE(session.timeoutMs)
  return ownWrite(session, OpCode.CreateSession, body, origin)
}

/** The write with which a session ends that the server itself gives up. */
export function endOf(session: Session): PendingWrite {
  return ownWrite(session, OpCode.CloseSession, NO_BODY, null)
}

function ownWrite(session: Session, type: number, body: Buffer, origin: WriteOrigin | null): PendingWrite {
  return new PendingWrite(new ClientRequest(session, NO_XID, type, body, 0, body.length, [], null), origin, 0)
}
