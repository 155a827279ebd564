import { type ByteReader, ErrorCode } from '@zabkit/core'
import { writeStringList } from '@zabkit/jute'
import { CLOSE_SESSION_BYTES_MAX } from './limits.ts'
import type { Preparation } from './preparation.ts'

/** CreateSessionTxn: the timeout in ms, as in the request. A session without time is none, whoever asks for it. */
export function prepareCreateSession(reader: ByteReader, { state, request, zxid, out }: Preparation): number {
  const timeoutMs = reader.readInt32()
  if (timeoutMs <= 0) return ErrorCode.BadArguments
  out.writeInt32(timeoutMs)
  state.pending.opening(request.session.id, zxid)
  return ErrorCode.Ok
}

/**
 * CloseSessionTxn: the session's ephemerals as they will be then, as many as CLOSE_SESSION_BYTES_MAX allows: it must not fail, whatever there
 * is, and applying it removes the others too.
 */
export function prepareCloseSession(preparation: Preparation): number {
  const { state, request, zxid, out } = preparation
  const paths = ephemeralsThen(preparation)
  writeStringList(out, upTo(CLOSE_SESSION_BYTES_MAX, paths))
  for (const path of paths) preparation.removePath(path)
  state.pending.closing(request.session.id, zxid)
  return ErrorCode.Ok
}

/** The first of `paths` that together are not longer than `bytes`, at three bytes a character. */
function upTo(bytes: number, paths: readonly string[]): readonly string[] {
  let left = bytes
  for (const [count, path] of paths.entries()) {
    left -= 4 + path.length * 3
    if (left < 0) return paths.slice(0, count)
  }
  return paths
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
