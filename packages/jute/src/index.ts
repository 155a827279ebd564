/**
 * Codec of ZooKeeper's records: client protocol and txns. Records are read from a `ByteReader` and appended to a `ByteWriter`; every
 * decoder throws DecodeError on bytes that do not fit and allocates nothing before it has checked the length.
 *
 * ```ts
 * import { ByteReader, ByteWriter } from '@zabkit/core'
 * import { readStringList, writeStringList } from '@zabkit/jute'
 * const out = new ByteWriter()
 * writeStringList(out, ['a', 'b'])
 * console.log(readStringList(new ByteReader(out.view()))) // [ 'a', 'b' ]
 * ```
 *
 * @packageDocumentation
 */
export * from './acl.ts'
export * from './connect.ts'
export * from './frame.ts'
export * from './multi.ts'
export * from './op-code.ts'
export * from './reply-decoders.ts'
export * from './request.ts'
export * from './request-encoders.ts'
export * from './stat.ts'
export * from './strings.ts'
export * from './trace-trailer.ts'
export * from './txn.ts'
