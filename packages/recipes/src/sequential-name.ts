import { randomUUID } from 'node:crypto'

/**
 * Whose names the znodes of a recipe bear. `curator` (`_c_<uuid>-lock-NNNNNNNNNN`) is seen rightly by Curator, and by kazoo where its lock was given
 * `extra_lock_patterns=['-lock-']`; `kazoo` (`<uuid hex>__lock__NNNNNNNNNN`) by kazoo. Ours understand both, in one directory.
 */
export type LockLayout = 'curator' | 'kazoo'

/** What a znode in a queue stands for. */
export type PlaceKind = 'mutex' | 'read' | 'write' | 'latch' | 'lease'

const curatorWords: Readonly<Record<PlaceKind, string>> = { mutex: 'lock-', read: '__READ__', write: '__WRIT__', latch: 'latch-', lease: 'lease-' }
const kazooWords: Readonly<Record<PlaceKind, string>> = { mutex: '__lock__', read: '__rlock__', write: '__lock__', latch: '__lock__', lease: '__lock__' }

/** A new name, unique, to which the server adds the number: a znode whose creation was not answered is found again by it. */
export function newPrefix(layout: LockLayout, kind: PlaceKind): string {
  if (layout === 'kazoo') return randomUUID().replaceAll('-', '') + kazooWords[kind]
  return `_c_${randomUUID()}-${curatorWords[kind]}`
}

/** A child of a queue's directory that has a place in it. */
export interface SequentialName {
  readonly name: string
  readonly sequence: number
  /** Shares with other readers. */
  readonly reader: boolean
}

// The counter is a signed 32-bit number of at least ten characters, which turns negative in the end: the sign must be told from a name's last hyphen.
const known = /(?:lock-|latch-|lease-|__lock__|__rlock__|__READ__|__WRIT__)(-\d{9,10}|\d{10})$/
const foreign = /\d{10}$/
const readers = /(?:__READ__|__rlock__)-?\d{9,10}$/

/** Null for a child that no sequential create made: it has no place. Unknown names with a number count, as writers: the careful reading. */
export function parseName(name: string): SequentialName | null {
  const digits = known.exec(name)?.[1] ?? foreign.exec(name)?.[0]
  return digits === undefined ? null : { name, sequence: Number(digits), reader: readers.test(name) }
}

export function parseNames(children: readonly string[]): SequentialName[] {
  const names: SequentialName[] = []
  for (const child of children) {
    const parsed = parseName(child)
    if (parsed !== null) names.push(parsed)
  }
  return names
}

/** Negative when `a` came before `b`, also where the counter went over from 2147483647 to -2147483648 between them. */
export function compareSequence(a: SequentialName, b: SequentialName): number {
  return (a.sequence - b.sequence) | 0
}

/** The last of `names` that came before `own` and that `counts`; null when there is none. Equal numbers (a downgraded writer's own) do not come before. */
export function predecessorOf(own: SequentialName, names: readonly SequentialName[], counts: (name: SequentialName) => boolean): SequentialName | null {
  let last: SequentialName | null = null
  for (const name of names) {
    if (compareSequence(name, own) >= 0 || !counts(name)) continue
    if (last === null || compareSequence(name, last) > 0) last = name
  }
  return last
}
