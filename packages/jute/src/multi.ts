import type { ByteReader, ByteWriter } from '@zabkit/core'

/** MultiHeader: before each sub-request and sub-result, and as the trailer (-1, true, -1). */
export interface MultiHeader {
  readonly type: number
  readonly done: boolean
  readonly err: number
}

export function readMultiHeader(reader: ByteReader): MultiHeader {
  return { type: reader.readInt32(), done: reader.readBoolean(), err: reader.readInt32() }
}

export function writeMultiHeader(out: ByteWriter, type: number, err: number): void {
  out.writeInt32(type)
  out.writeBoolean(false)
  out.writeInt32(err)
}

/** Ends a multi request or response. */
export function writeMultiTrailer(out: ByteWriter): void {
  out.writeInt32(-1)
  out.writeBoolean(true)
  out.writeInt32(-1)
}

/** The result of a sub-operation that failed, or that others made fail. */
export function writeMultiError(out: ByteWriter, err: number): void {
  writeMultiHeader(out, -1, err)
  out.writeInt32(err)
}
