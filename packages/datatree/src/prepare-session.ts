import { type ByteReader, ErrorCode } from '@zabkit/core'
import { writeStringList } from '@zabkit/jute'
import type { Preparation } from './preparation.ts'

/** CreateSessionTxn: the timeout in ms, as in the request. */
export function prepareCreateSession(reader: ByteReader, { state, request, zxid, out }: Preparation): number {
  out.writeInt32(reader.readInt32())
  state.pending.opening(request.session.id, zxid)
  return ErrorCode.Ok
}

/** CloseSessionTxn: the session's ephemerals as they will be then. */
export function prepareCloseSession(preparation: Preparation): number {
  const { state, request, zxid, out } = preparation
  const paths = ephemeralsThen(preparation)
  writeStringList(out, paths)
  for (const path of paths) preparation.removePath(path)
  state.pending.closing(request.session.id, zxid)
  return ErrorCode.Ok
}

function ephemeralsThen({ state, request }: Preparation): string[] {
  const { id } = request.session
  const paths = new Set<string>()
  for (const znode of state.owners.ephemerals.get(id) ?? []) {
    const path = state.znodes.path(znode)
    if (state.pending.get(path) === undefined) paths.add(path)
  }
  for (const path of state.pending.candidates(id)) {
    const node = state.pending.get(path)
    if (node?.exists && node.owner === id) paths.add(path)
  }
  return [...paths]
}
