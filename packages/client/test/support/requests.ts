import { type ByteReader, OPEN_ACL } from '@zabkit/core'
import { OpCode, readGetDataReply, writeCreateRequest, writePathAndNumber, writePathAndWatch, writeSetDataRequest } from '@zabkit/jute'
import type { ClientRequest } from '../../src/session.ts'

type Limits = Pick<ClientRequest<unknown>, 'signal' | 'timeoutMs' | 'onReply' | 'trailer'>

export const create = (path: string, data = '', flags = 0, limits: Limits = {}): ClientRequest<string | null> => ({
  opCode: OpCode.Create,
  operation: 'create',
  path,
  encode: (out) => writeCreateRequest(out, path, Buffer.from(data), OPEN_ACL, flags),
  decode: (body) => body.readString(),
  ...limits,
})

export const getData = (path: string, limits: Limits = {}, watch = false): ClientRequest<string> => ({
  opCode: OpCode.GetData,
  operation: 'getData',
  path,
  encode: (out) => writePathAndWatch(out, path, watch),
  decode: (body) => String(readGetDataReply(body).data),
  ...limits,
})

export const setData = (path: string, data: string | Uint8Array, limits: Limits = {}): ClientRequest<void> => ({
  opCode: OpCode.SetData,
  operation: 'setData',
  path,
  encode: (out) => writeSetDataRequest(out, path, Buffer.from(data), -1),
  decode: () => {},
  ...limits,
})

export const remove = (path: string): ClientRequest<void> => ({
  opCode: OpCode.Delete,
  operation: 'delete',
  path,
  encode: (out) => writePathAndNumber(out, path, -1),
  decode: (_body: ByteReader) => {},
})
