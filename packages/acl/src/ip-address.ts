/** Bytes of an address, 4 or 16, with the number of leading bits that count. */
export interface AddressRange {
  readonly bytes: readonly number[]
  readonly bits: number
}

const GROUP = /^[0-9a-fA-F]{1,4}$/
/** Leading zeros and a plus are decimal, as in ZooKeeper. */
const OCTET = /^\+?[0-9]+$/
const PREFIX = /^[0-9]{1,3}$/
/** Longest text that can be an address with a prefix; anything longer is not looked at. */
const RANGE_LENGTH_MAX = 50

/** An address, or an address with `/bits`. IPv4 inside IPv6 (`::ffff:a.b.c.d`) becomes IPv4. Null: malformed. */
export function parseRange(text: string): AddressRange | null {
  if (text.length > RANGE_LENGTH_MAX) return null
  const slash = text.indexOf('/')
  const bytes = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (bytes === null) return null
  const bits = slash < 0 ? bytes.length * 8 : parsePrefix(text.slice(slash + 1), bytes.length * 8)
  return bits === null ? null : unmap(bytes, bits)
}

/** Is `address` of the same family, and equal in the bits that count? */
export function contains(range: AddressRange, address: AddressRange): boolean {
  if (range.bytes.length !== address.bytes.length) return false
  for (let index = 0, left = range.bits; left > 0; index++, left -= 8) {
    const mask = left >= 8 ? 0xff : (0xff << (8 - left)) & 0xff
    if ((((range.bytes[index] ?? 0) ^ (address.bytes[index] ?? 0)) & mask) !== 0) return false
  }
  return true
}

/** The text of a peer's address as ids show it: IPv4 inside IPv6 as plain IPv4, without the zone of a link-local address. */
export function normaliseAddress(text: string): string {
  // As the kernel writes it, and most are: parsing would change nothing.
  if (!text.includes(':')) return text
  const zone = text.indexOf('%')
  const address = zone < 0 ? text : text.slice(0, zone)
  const range = parseRange(address)
  return range?.bytes.length === 4 ? range.bytes.join('.') : address
}

function parsePrefix(text: string, bitsMax: number): number | null {
  const bits = PREFIX.test(text) ? Number(text) : -1
  return bits >= 0 && bits <= bitsMax ? bits : null
}

function parseAddress(text: string): number[] | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  const bytes = parts.map((part) => (OCTET.test(part) ? Number(part) : 256))
  return bytes.every((byte) => byte < 256) ? bytes : null
}

function parseIpv6(text: string): number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = parseGroups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 1 ? [] : parseGroups(halves[1] ?? '', true)
  if (head === null || tail === null) return null
  const gap = 16 - head.length - tail.length
  if (halves.length === 1 ? gap !== 0 : gap < 2) return null
  return [...head, ...new Array<number>(gap).fill(0), ...tail]
}

/** Groups between colons, two bytes each. Where the text ends the address, the last may be an IPv4 address. */
function parseGroups(text: string, last: boolean): number[] | null {
  if (text === '') return []
  const groups = text.split(':')
  const bytes: number[] = []
  for (const [index, group] of groups.entries()) {
    const parsed = last && index === groups.length - 1 && group.includes('.') ? parseIpv4(group) : parseGroup(group)
    if (parsed === null) return null
    bytes.push(...parsed)
  }
  return bytes
}

function parseGroup(group: string): number[] | null {
  if (!GROUP.test(group)) return null
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}

function unmap(bytes: number[], bits: number): AddressRange {
  const mapped = bytes.length === 16 && bits >= 96 && bytes[10] === 0xff && bytes[11] === 0xff && bytes.slice(0, 10).every((byte) => byte === 0)
  return mapped ? { bytes: bytes.slice(12), bits: bits - 96 } : { bytes, bits }
}
