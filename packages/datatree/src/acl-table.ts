import { type Acl, ByteReader, ByteWriter, OPEN_ACL, Permission } from '@zabkit/core'
import { readAclList, writeAclList } from '@zabkit/jute'
import { ByteCheck } from './digest.ts'

/** The ACL that lets anyone do anything; always there. */
export const OPEN_ACL_ID = 0

/** A list that some znodes have. */
class AclEntry {
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

  constructor() {
    this.#idOf(OPEN_ACL)
  }

  /** Number of distinct lists. */
  get size(): number {
    return this.#idOfKey.size
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

  /** The list is made from its own encoding: the caller's array stays the caller's. */
  #add(key: string): number {
    const bytes = this.#scratch.view()
    const check = new ByteCheck()
    check.fold(bytes, 0, bytes.length)
    const acl = readAclList(new ByteReader(bytes)) ?? []
    const id = this.#free.pop() ?? this.#entries.length
    this.#entries[id] = new AclEntry(acl, Number(BigInt.asIntN(32, check.value)), key)
    this.#idOfKey.set(key, id)
    return id
  }
}
