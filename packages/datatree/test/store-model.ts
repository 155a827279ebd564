import { type Acl, ByteReader, ByteWriter, makeZxid, OPEN_ACL, READ_ACL, type Stat } from '@zabkit/core'
import { readStat } from '@zabkit/jute'
import fc from 'fast-check'
import { ZnodeStore } from '../src/znode-store.ts'
import { NO_ZNODE } from '../src/znodes.ts'

/** One change of a store, drawn at random. Numbers choose among what there is at that moment. */
export type Change = readonly [kind: number, which: number, value: number]
export const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(9), fc.nat(1000), fc.nat(100_000))
export const changes = (maxLength: number): fc.Arbitrary<Change[]> => fc.array(change, { maxLength, size: 'max' })

const NAMES = ['a', 'b', 'c', 'zookeeper', 'quota', 'ключ', '节点', '𝔘x', 'x'.repeat(300), ...Array.from({ length: 20 }, (_, i) => `n${i}`)]
const OWNERS = [0n, 1n, 0x100_0000_0000_0001n, -0x8000_0000_0000_0000n, -0x0100_0000_0000_0000n + 5000n, 0x7fff_ffff_ffff_ffffn]
const ACLS: readonly (readonly Acl[])[] = [
  OPEN_ACL,
  READ_ACL,
  [],
  [{ permissions: 31, id: { scheme: 'digest', id: 'ü:1' } }, ...READ_ACL],
  [{ permissions: 31, id: { scheme: 'auth', id: '' } }],
]
const LENGTHS = [0, 1, 3, 7, 8, 100, 255, 256, 257, 1024, 5000, 65_536, 65_537, 70_000]

/** What the store must look like, in the plainest form: path to znode. */
export class Model {
  readonly znodes = new Map<string, ModelZnode>([['/', new ModelZnode()]])

  paths(): string[] {
    return [...this.znodes.keys()]
  }
}

export class ModelZnode {
  data: Buffer | null = null
  acl: readonly Acl[] = OPEN_ACL
  birth = 0
  birthMs = 0
  owner = 0n
  modified = 0
  modifiedMs = 0
  version = 0
  aversion = 0
  childCreates = 0
  pzxid = 0
  children = 0
}

export const dataOf = (value: number): Buffer | null => {
  const length = LENGTHS[value % (LENGTHS.length + 1)]
  return length === undefined ? null : Buffer.alloc(length, `${value}-`)
}

const join = (parent: string, name: string): string => (parent === '/' ? `/${name}` : `${parent}/${name}`)
export const parentPath = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'

/** Does the same change to the store and to the model. */
export function applyChange(store: ZnodeStore, model: Model, [kind, which, value]: Change): void {
  const paths = model.paths()
  const path = paths[which % paths.length] as string
  if (kind < 4) createBoth(store, model, path, value)
  else if (kind === 4) removeBoth(store, model, path)
  else if (kind < 7) setDataBoth(store, model, path, value)
  else if (kind === 7) setAclBoth(store, model, path, value)
  else setFiguresBoth(store, model, path, value)
}

function createBoth(store: ZnodeStore, model: Model, parent: string, value: number): void {
  const path = join(parent, NAMES[value % NAMES.length] as string)
  if (model.znodes.has(path) || path.length > 900) return
  const znode = new ModelZnode()
  znode.birth = znode.modified = znode.pzxid = makeZxid(value % 3, value)
  znode.birthMs = znode.modifiedMs = 1_700_000_000_000 + value
  znode.owner = OWNERS[value % OWNERS.length] as bigint
  const id = store.create(store.findPath(parent), path)
  store.setBirth(id, makeZxid(value % 3, value), znode.birthMs, znode.owner)
  model.znodes.set(path, znode)
  ;(model.znodes.get(parent) as ModelZnode).children++
}

function removeBoth(store: ZnodeStore, model: Model, path: string): void {
  if (path === '/' || (model.znodes.get(path) as ModelZnode).children > 0) return
  store.remove(store.findPath(path))
  model.znodes.delete(path)
  ;(model.znodes.get(parentPath(path)) as ModelZnode).children--
}

function setDataBoth(store: ZnodeStore, model: Model, path: string, value: number): void {
  const znode = model.znodes.get(path) as ModelZnode
  znode.data = dataOf(value)
  znode.modified = makeZxid(3, value)
  znode.modifiedMs = value
  znode.version = value - 50_000
  store.setData(store.findPath(path), znode.data)
  store.setModified(store.findPath(path), makeZxid(3, value), value, znode.version)
}

function setAclBoth(store: ZnodeStore, model: Model, path: string, value: number): void {
  const znode = model.znodes.get(path) as ModelZnode
  znode.acl = ACLS[value % ACLS.length] as readonly Acl[]
  znode.aversion = value
  store.setAcl(store.findPath(path), znode.acl)
  store.setAversion(store.findPath(path), value)
}

function setFiguresBoth(store: ZnodeStore, model: Model, path: string, value: number): void {
  const znode = model.znodes.get(path) as ModelZnode
  znode.childCreates = value
  znode.pzxid = makeZxid(4, value)
  store.setChildCreates(store.findPath(path), value)
  store.setPzxid(store.findPath(path), makeZxid(4, value))
}

/** A store that got the model's content the shortest way, in another order. */
export function rebuild(model: Model): ZnodeStore {
  const store = new ZnodeStore()
  const paths = model.paths().sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? 1 : -1))
  for (const path of paths) fillZnode(store, path, model.znodes.get(path) as ModelZnode)
  return store
}

function fillZnode(store: ZnodeStore, path: string, znode: ModelZnode): void {
  const id = path === '/' ? 0 : store.create(store.findPath(parentPath(path)), path)
  store.setAcl(id, [...znode.acl])
  store.setBirth(id, znode.birth as never, znode.birthMs, znode.owner)
  store.setData(id, znode.data)
  store.setModified(id, znode.modified as never, znode.modifiedMs, znode.version)
  store.setAversion(id, znode.aversion)
  store.setChildCreates(id, znode.childCreates)
  store.setPzxid(id, znode.pzxid as never)
}

const isSession = (owner: bigint): boolean => owner > 0n

function expectedStat(znode: ModelZnode): Stat {
  return {
    czxid: znode.birth as never,
    mzxid: znode.modified as never,
    ctime: znode.birthMs,
    mtime: znode.modifiedMs,
    version: znode.version,
    cversion: 2 * znode.childCreates - znode.children,
    aversion: znode.aversion,
    ephemeralOwner: isSession(znode.owner) ? znode.owner : 0n,
    dataLength: znode.data?.length ?? 0,
    numChildren: znode.children,
    pzxid: znode.pzxid as never,
  }
}

/** Everything that the store shows of a path, and everything that the model expects, in comparable form. */
export function shown(store: ZnodeStore, path: string): unknown {
  const id = store.findPath(path)
  if (id === NO_ZNODE) return null
  const out = new ByteWriter()
  store.writeStat(id, out)
  const stat = readStat(new ByteReader(out.copy()))
  out.clear()
  store.writeData(id, out)
  const written = new ByteReader(out.copy()).readBuffer()
  return { stat, data: store.data(id)?.toString('latin1') ?? null, written: written?.toString('latin1') ?? null, acl: store.acl(id) }
}

export function expected(model: Model, path: string): unknown {
  const znode = model.znodes.get(path)
  if (znode === undefined) return null
  const data = znode.data?.toString('latin1') ?? null
  return { stat: expectedStat(znode), data, written: data, acl: znode.acl }
}

/** All paths of the store, with what it shows of them. */
export function dump(store: ZnodeStore): Map<string, unknown> {
  const all = new Map<string, unknown>()
  const walk = (id: number): void => {
    all.set(store.path(id), [shown(store, store.path(id)), store.owner(id)])
    for (const child of store.children(id)) walk(child)
  }
  walk(0)
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}
