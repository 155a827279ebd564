/** What a znode is given: bytes, or text as UTF-8. Bytes are read until the operation's promise settles. */
export type Data = Uint8Array | string

export function toBytes(data: Data | null | undefined): Uint8Array | null {
  if (data === null || data === undefined) return null
  return typeof data === 'string' ? Buffer.from(data) : data
}
