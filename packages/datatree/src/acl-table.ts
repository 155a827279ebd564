import { type Acl, ByteReader, ByteWriter, OPEN_ACL, Permission } from '@zabkit/core'
import { readAclList, writeAclList } from '@zabkit/jute'
import { ByteCheck } from './digest.ts'
import { damaged, padded } from './snapshot-format.ts'
import { SNAPSHOT_PIECE_BYTES } from './store-limits.ts'

/** The ACL that lets anyone do anything; always there. */
export const OPEN_ACL_ID = 0
/** In a snapshot: the id is free. */
const NO_LIST = -1
const LENGTH_BYTES = 4
const FREE_BYTES = padded(LENGTH_BYTES)

/** The lists of one moment; each stays as it is. */
export type FrozenAcls = readonly (AclEntry | null)[]

/** A list that some znodes have. */
export class AclEntry {
  readonly acl: readonly Acl[]
  /** Of the content: ids differ from server to server. */
  readonly hash: number
  readonly key: string
  references = 0
  constructor(acl: readonly Acl[], hash: number, key: string) {
    this.acl = acl
    this.hash = hash
    this.key = key
  }

  /** Room that it takes in a snapshot. */
  get storedBytes(): number {
    return padded(LENGTH_BYTES + this.key.length)
  }
}

function isOpenAcl(acl: readonly Acl[]): boolean {
  const [first] = acl
  if (acl.length !== 1 || first === undefined) return false
  return first.permissions === Permission.All && first.id.scheme === 'world' && first.id.id === 'anyone'
}

/** Every distinct ACL once, counted by the znodes that have it. Two lists are the same when they are encoded the same. */
export class AclTable {
  readonly #entries: (AclEntry | null)[] = []
  readonly #free: number[] = []
  readonly #idOfKey = new Map<string, number>()
  readonly #scratch = new ByteWriter(256)
  #storedBytes = 0

  constructor() {
    this.#idOf(OPEN_ACL)
  }

  /** Number of distinct lists. */
  get size(): number {
    return this.#idOfKey.size
  }

  /** One more than the largest id. */
  get end(): number {
    return this.#entries.length
  }

  /** Bytes of all that `encodeAcls` gives. */
  get storedBytes(): number {
    return this.#storedBytes
  }

  /** The id of `acl`, with one reference more. */
  acquire(acl: readonly Acl[]): number {
    const id = isOpenAcl(acl) ? OPEN_ACL_ID : this.#idOf(acl)
    this.retain(id)
    return id
  }

  /** One reference more to a list that has one. */
  retain(id: number): void {
    if (id !== OPEN_ACL_ID) this.#entry(id).references++
  }

  /** One reference less; the last one frees the id. */
  release(id: number): void {
    if (id === OPEN_ACL_ID) return
    const entry = this.#entry(id)
    if (--entry.references > 0) return
    this.#entries[id] = null
    this.#idOfKey.delete(entry.key)
    this.#free.push(id)
    this.#storedBytes += FREE_BYTES - entry.storedBytes
  }

  /** True for an id that stands for a list. Any number may be asked. */
  has(id: number): boolean {
    return (this.#entries[id] ?? null) !== null
  }

  list(id: number): readonly Acl[] {
    return this.#entry(id).acl
  }

  hash(id: number): number {
    return this.#entry(id).hash
  }

  #entry(id: number): AclEntry {
    return this.#entries[id] as AclEntry
  }

  #idOf(acl: readonly Acl[]): number {
    const out = this.#scratch
    out.clear()
    writeAclList(out, acl)
    const key = out.bytes.toString('latin1', 0, out.length)
    return this.#idOfKey.get(key) ?? this.#add(key)
  }

  #add(key: string): number {
    const reused = this.#free.pop()
    if (reused !== undefined) this.#storedBytes -= FREE_BYTES
    return this.#place(reused ?? this.#entries.length, key)
  }

  /** Makes the list from its own encoding, in the scratch buffer: the caller's array stays the caller's. */
  #place(id: number, key: string): number {
    const bytes = this.#scratch.view()
    const check = new ByteCheck()
    check.fold(bytes, 0, bytes.length)
    const acl = readAclList(new ByteReader(bytes)) ?? []
    const entry = new AclEntry(acl, Number(BigInt.asIntN(32, check.value)), key)
    this.#entries[id] = entry
    this.#idOfKey.set(key, id)
    this.#storedBytes += entry.storedBytes
    return id
  }

  freeze(): FrozenAcls {
    return this.#entries.slice()
  }

  /**
   * Makes the table of the open list alone what another one was at `freeze`, with no references: they are to be counted with `retain`.
   * `bytes`: all that `encodeAcls` gave, checked.
   */
  refill(count: number, bytes: Buffer): void {
    let at = 0
    for (let id = 0; id < count; id++) at = this.#refillOne(id, bytes, at)
    if (at !== bytes.length) throw damaged('its ACLs are not what their lengths say')
  }

  #refillOne(id: number, bytes: Buffer, at: number): number {
    if (at + FREE_BYTES > bytes.length) throw damaged('its ACLs end early')
    const length = bytes.readInt32LE(at)
    if (length < NO_LIST || length > bytes.length - at - LENGTH_BYTES) throw damaged(`ACL of ${length} bytes`)
    if (length === NO_LIST) this.#refillFree(id)
    else if (id !== OPEN_ACL_ID) this.#refillList(id, bytes, at + LENGTH_BYTES, length)
    return at + padded(LENGTH_BYTES + Math.max(length, 0))
  }

  #refillFree(id: number): void {
    this.#entries[id] = null
    this.#free.push(id)
    this.#storedBytes += FREE_BYTES
  }

  #refillList(id: number, bytes: Buffer, at: number, length: number): void {
    this.#scratch.clear()
    this.#scratch.writeSlice(bytes, at, at + length)
    this.#place(id, bytes.toString('latin1', at, at + length))
  }
}

/** A list, or null for an id that is free, as it stands in a snapshot. */
function appendAcl(out: ByteWriter, entry: AclEntry | null): void {
  const room = entry === null ? FREE_BYTES : entry.storedBytes
  const at = out.reserve(room)
  out.bytes.fill(0, at, at + room)
  out.bytes.writeInt32LE(entry === null ? NO_LIST : entry.key.length, at)
  if (entry !== null) out.bytes.write(entry.key, at + LENGTH_BYTES, 'latin1')
}

/** The lists by id, each a whole number of a section's units, in pieces of about SNAPSHOT_PIECE_BYTES. */
export function* encodeAcls(entries: FrozenAcls): Generator<Buffer, void> {
  let out = new ByteWriter()
  for (const entry of entries) {
    appendAcl(out, entry)
    if (out.length < SNAPSHOT_PIECE_BYTES) continue
    yield out.take()
    out = new ByteWriter()
  }
  if (out.length > 0) yield out.take()
}
