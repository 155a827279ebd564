import { joinPath } from './shared-paths.ts'

/** What a queue's order says of the names that are there. */
export interface QueueOrder {
  /** Names that may be taken now, the best first. */
  readonly ready: readonly string[]
  /** Ms until the next one becomes ready; null when none will by time alone. */
  readonly nextDueMs: number | null
}

/** Where a queue's entries and locks stand, and what their names and bytes mean. */
export interface QueueLayout {
  readonly entriesPath: string
  /** Ephemeral locks, each with the name of its entry. */
  readonly takenPath: string
  readonly order: (names: readonly string[], nowMs: number) => QueueOrder
  /** What an entry's bytes hold. */
  readonly decode: (bytes: Buffer) => readonly Buffer[]
}

/** kazoo's LockingQueue: `entries/entry-PPP-NNNNNNNNNN` and `taken/` with the same names. By name is by priority, then by age. */
export function kazooLockingLayout(path: string): QueueLayout {
  return {
    entriesPath: joinPath(path, 'entries'),
    takenPath: joinPath(path, 'taken'),
    order: (names) => ({ ready: [...names].sort(), nextDueMs: null }),
    decode: (bytes) => [bytes],
  }
}

/** Curator's DistributedDelayQueue: `queue-|HEX|NNNNNNNNNN`, HEX being the time in ms since 1970; a name without a time is due at once. */
export function curatorDelayLayout(path: string, locksPath: string): QueueLayout {
  return { entriesPath: path, takenPath: locksPath, order: orderByTime, decode: decodeItems }
}

function orderByTime(names: readonly string[], nowMs: number): QueueOrder {
  const entries = names.filter((name) => name.startsWith(DELAYED_PREFIX)).map((name) => ({ name, dueMs: dueMsOf(name) }))
  entries.sort((a, b) => a.dueMs - b.dueMs || compare(sequenceOf(a.name), sequenceOf(b.name)))
  const ready = entries.filter(({ dueMs }) => dueMs <= nowMs).map(({ name }) => name)
  const next = entries[ready.length]
  return { ready, nextDueMs: next === undefined ? null : next.dueMs - nowMs }
}

const DELAYED_PREFIX = 'queue-'

/** The name for a sequential create; the server appends the number. */
export function delayedName(dueMs: number): string {
  return `${DELAYED_PREFIX}|${dueMs.toString(16).toUpperCase().padStart(8, '0')}|`
}

function dueMsOf(name: string): number {
  const parts = name.split('|')
  const hex = parts.length >= 3 ? parts[parts.length - 2] : undefined
  return hex !== undefined && /^[0-9A-Fa-f]{1,13}$/.test(hex) ? Number.parseInt(hex, 16) : 0
}

function sequenceOf(name: string): string {
  return name.slice(name.lastIndexOf('|') + 1)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

// Curator's framing of the items of one entry: a version, then 01 and a length before each item, 02 at the end.
const ITEM_VERSION = 0x00010001
const ITEM = 1
const END = 2

/** One item in Curator's framing. */
export function encodeItem(data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(10 + data.length)
  bytes.writeInt32BE(ITEM_VERSION, 0)
  bytes[4] = ITEM
  bytes.writeInt32BE(data.length, 5)
  bytes.set(data, 9)
  bytes[9 + data.length] = END
  return bytes
}

/** The items of an entry in Curator's framing. Bytes in another form are one item as they are: an entry must not block the queue. */
export function decodeItems(bytes: Buffer): readonly Buffer[] {
  if (bytes.length < 5 || bytes.readInt32BE(0) !== ITEM_VERSION) return [bytes]
  const items: Buffer[] = []
  let at = 4
  while (bytes[at] === ITEM && at + 5 <= bytes.length) {
    const end = at + 5 + bytes.readInt32BE(at + 1)
    if (end <= at + 4 || end >= bytes.length) return [bytes]
    items.push(bytes.subarray(at + 5, end))
    at = end
  }
  return bytes[at] === END && at === bytes.length - 1 ? items : [bytes]
}
