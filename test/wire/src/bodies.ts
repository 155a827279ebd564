import { type Acl, ByteWriter, OPEN_ACL } from '@zabkit/core'
import { writeCreateRequest, writeMultiHeader, writeMultiTrailer } from '@zabkit/jute'

/** Request bodies by operation. */
function made(write: (out: ByteWriter) => void): Buffer {
  const out = new ByteWriter()
  write(out)
  return out.copy()
}

const bytes = (data: string | Uint8Array | null): Uint8Array | null => (typeof data === 'string' ? Buffer.from(data) : data)

export const create = (path: string, data: string | Uint8Array | null = '', flags = 0, acl: readonly Acl[] = OPEN_ACL, ttlMs?: bigint): Buffer =>
  made((out) => writeCreateRequest(out, path, bytes(data), acl, flags, ttlMs))

export const path = (value: string): Buffer => made((out) => out.writeString(value))

export const pathAndWatch = (value: string, watch = false): Buffer =>
  made((out) => {
    out.writeString(value)
    out.writeBoolean(watch)
  })

export const pathAndInt = (value: string, number: number): Buffer =>
  made((out) => {
    out.writeString(value)
    out.writeInt32(number)
  })

export const setData = (value: string, data: string | Uint8Array | null, version = -1): Buffer =>
  made((out) => {
    out.writeString(value)
    out.writeBuffer(bytes(data))
    out.writeInt32(version)
  })

export const auth = (scheme: string, credential: string | Uint8Array): Buffer =>
  made((out) => {
    out.writeInt32(0)
    out.writeString(scheme)
    out.writeBuffer(bytes(credential))
  })

/** Sub-requests as [opcode, body]. */
export const multi = (operations: readonly (readonly [number, Buffer])[]): Buffer =>
  made((out) => {
    for (const [type, sub] of operations) {
      writeMultiHeader(out, type, -1)
      out.writeBytes(sub)
    }
    writeMultiTrailer(out)
  })

export const setWatches = (relativeZxid: bigint, ...lists: readonly string[][]): Buffer =>
  made((out) => {
    out.writeInt64(relativeZxid)
    for (const list of lists) {
      out.writeInt32(list.length)
      for (const item of list) out.writeString(item)
    }
  })
