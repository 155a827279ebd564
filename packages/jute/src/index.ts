/**
 * Codec of ZooKeeper's records: client protocol and txns. Records are read from a `ByteReader` and appended to a `ByteWriter`; every
 * decoder throws DecodeError on bytes that do not fit and allocates nothing before it has checked the length.
 *
 * ```ts
 * import { ByteReader, ByteWriter } from '@zabkit/core'
 * import { readCreateRequest, writeCreateRequest } from '@zabkit/jute'
 * const out = new ByteWriter()
 * writeCreateRequest(out, '/a', Buffer.from('x'), [], 0)
 * console.log(readCreateRequest(new ByteReader(out.view()), false).path) // /a
 * ```
 *
 * @packageDocumentation
 */
export * from './acl.ts'
export * from './connect.ts'
export * from './frame.ts'
export * from './multi.ts'
export * from './op-code.ts'
export * from './request.ts'
export * from './stat.ts'
export * from './strings.ts'
export * from './txn.ts'
