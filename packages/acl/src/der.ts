/** One element of a DER encoding: its tag byte and where its header and content lie in the bytes it was read from. */
export interface DerElement {
  readonly tag: number
  readonly header: number
  readonly start: number
  readonly end: number
}

export const DerTag = {
  Oid: 0x06,
  OctetString: 0x04,
  Utf8String: 0x0c,
  PrintableString: 0x13,
  T61String: 0x14,
  Ia5String: 0x16,
  GeneralString: 0x1b,
  UniversalString: 0x1c,
  BmpString: 0x1e,
  Sequence: 0x30,
  Set: 0x31,
} as const

/** More bytes of length than this would describe gigabytes. */
const LENGTH_BYTES_MAX = 4

/** The elements that follow one another from `start` to `end`. Null: malformed. */
export function derElements(bytes: Uint8Array, start: number, end: number): DerElement[] | null {
  const elements: DerElement[] = []
  for (let at = start; at < end; ) {
    const element = derElement(bytes, at, end)
    if (element === null) return null
    elements.push(element)
    at = element.end
  }
  return elements
}

/** The elements inside `parent`, which must have `tag`. Null: another tag, or malformed. */
export function derChildren(bytes: Uint8Array, parent: DerElement | undefined, tag: number): DerElement[] | null {
  return parent?.tag === tag ? derElements(bytes, parent.start, parent.end) : null
}

/** The dotted form of an object identifier's content. */
export function oidText(content: Uint8Array): string {
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0n
    }
  }
  const [first = 0n, ...rest] = arcs
  const top = first < 80n ? first / 40n : 2n
  return [top, first - top * 40n, ...rest].join('.')
}

function derElement(bytes: Uint8Array, at: number, end: number): DerElement | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || at + 2 > end) return null
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  // 0x80 alone would be the indefinite form, which DER does not have.
  if (first === 0x80 || lengthBytes > LENGTH_BYTES_MAX) return null
  const start = at + 2 + lengthBytes
  let length = lengthBytes === 0 ? first : 0
  for (let index = at + 2; index < start; index++) length = length * 256 + (bytes[index] ?? 0)
  return start + length <= end ? { tag, header: at, start, end: start + length } : null
}
