import {
  type Acl,
  type Authorizer,
  ByteReader,
  ByteWriter,
  ClientRequest,
  type Id,
  type LogRecord,
  makeZxid,
  OPEN_ACL,
  Session,
  type SessionId,
  type Stat,
  type StateMachine,
  type WatchEvent,
  type Watcher,
  type Zxid,
} from '@zabkit/core'
import { OpCode, readStat, writeAclList, writeCreateRequest, writeMultiTrailer, writeStringList } from '@zabkit/jute'
import { type DataTreeOptions, dataTree } from '../src/index.ts'

/** world, and whatever id the connection has; `auth` stands for the connection's ids, scheme `bad` is refused. */
export const testAuthorizer: Authorizer = {
  connected: () => [],
  authenticate: () => ({ ok: false }),
  allows: (acl, permissions, ids) =>
    acl.length === 0 || acl.some((entry) => (entry.permissions & permissions) !== 0 && (entry.id.scheme === 'world' || holds(ids, entry.id))),
  fix(acl, ids) {
    if (acl === null || acl.length === 0 || acl.some(({ id }) => id.scheme === 'bad')) return null
    const fixed = acl.flatMap((entry) => (entry.id.scheme === 'auth' ? ids.map((id) => ({ permissions: entry.permissions, id })) : [entry]))
    return fixed.length === 0 ? null : fixed
  },
  mask: (acl) => acl.map(({ permissions, id }) => ({ permissions, id: { scheme: id.scheme, id: id.id.replace(/:.*/, ':x') } })),
  users: () => [],
}

function holds(ids: readonly Id[], wanted: Id): boolean {
  return ids.some((id) => id.scheme === wanted.scheme && id.id === wanted.id)
}

export const ALICE: Id = { scheme: 'digest', id: 'alice:hash' }

export function only(id: Id, permissions: number): Acl[] {
  return [{ permissions, id }]
}

export function world(permissions: number): Acl[] {
  return [{ permissions, id: { scheme: 'world', id: 'anyone' } }]
}

/** Remembers what it is told, as `type path zxid`, the zxid as its counter (-1 for none). */
export class RecordingWatcher implements Watcher {
  readonly ids: readonly Id[]
  readonly sessionId: SessionId = 1n
  readonly events: string[] = []
  readonly frames: Buffer[] = []
  constructor(ids: readonly Id[] = []) {
    this.ids = ids
  }

  notify(event: WatchEvent): void {
    this.events.push(`${NAMES[event.type]} ${event.path}`)
    this.frames.push(event.frame)
  }

  /** What came since the last call. */
  take(): string[] {
    return this.events.splice(0)
  }
}

const NAMES: Record<number, string> = { 1: 'created', 2: 'deleted', 3: 'data', 4: 'children' }

export interface Answer {
  readonly code: number
  readonly body: ByteReader
}

export interface Asker {
  readonly session?: Session
  readonly ids?: readonly Id[]
  readonly watcher?: Watcher | null
}

export type Body = (out: ByteWriter) => void

/** A tree with one session, 1n, that is driven by hand. */
export class Harness {
  readonly tree: StateMachine
  readonly session: Session
  readonly log: LogRecord[] = []
  #counter = 0
  #prepared: { record: LogRecord; type: number; code: number }[] = []

  constructor(options: DataTreeOptions = {}) {
    this.tree = dataTree(options)({ authorizer: testAuthorizer })
    this.session = this.open(1n)
  }

  get lastCounter(): number {
    return this.#counter
  }

  /** Prepared and not applied. */
  get outstanding(): number {
    return this.#prepared.length
  }

  /** Lets the next zxid be beyond what was restored. */
  skipTo(counter: number): void {
    this.#counter = counter
  }

  open(id: SessionId, timeoutMs = 30_000): Session {
    const session = new Session(id, timeoutMs)
    this.write(OpCode.CreateSession, (out) => out.writeInt32(timeoutMs), { session })
    return session
  }

  /** Prepares a write without applying it. */
  prepare(type: number, body: Body, asker: Asker = {}, timeMs = 1_000): number {
    const zxid = makeZxid(1, ++this.#counter)
    const out = new ByteWriter()
    const code = this.tree.prepare(this.request(type, body, asker), zxid, timeMs, out)
    const record = { zxid, bytes: out.take() }
    this.#prepared.push({ record, type, code })
    this.log.push(record)
    return code
  }

  /** Applies the oldest prepared write. */
  applyNext(): Answer {
    const next = this.#prepared.shift()
    if (next === undefined) throw new Error('nothing is prepared')
    const reply = new ByteWriter()
    const code = this.tree.apply(next.record, next.type, reply)
    return { code, body: new ByteReader(reply.take()) }
  }

  write(type: number, body: Body, asker: Asker = {}, timeMs = 1_000): Answer {
    this.prepare(type, body, asker, timeMs)
    return this.applyNext()
  }

  read(type: number, body: Body, asker: Asker = {}): Answer {
    const out = new ByteWriter()
    const code = this.tree.read(this.request(type, body, asker), out)
    return { code, body: new ByteReader(out.take()) }
  }

  request(type: number, body: Body, { session = this.session, ids = [], watcher = null }: Asker): ClientRequest {
    const out = new ByteWriter()
    // Bytes around the body show whether somebody reads beyond it.
    out.writeInt32(-1)
    body(out)
    const end = out.length
    out.writeInt32(-1)
    return new ClientRequest(session, 7, type, out.take(), 4, end, ids, watcher)
  }

  create(path: string, flags = 0, asker: Asker = {}, acl: readonly Acl[] = OPEN_ACL): string {
    const { code, body } = this.write(OpCode.Create, createBody(path, flags, acl), asker)
    if (code !== 0) throw new Error(`create ${path}: ${code}`)
    return body.readString() ?? ''
  }

  delete(path: string): number {
    return this.write(OpCode.Delete, pathAndNumber(path, -1)).code
  }

  setData(path: string, data: string): number {
    return this.write(OpCode.SetData, setDataBody(path, data)).code
  }

  stat(path: string): Stat | null {
    const { code, body } = this.read(OpCode.Exists, pathAndWatch(path))
    return code === 0 ? readFreshStat(body) : null
  }

  data(path: string): string | null {
    const { code, body } = this.read(OpCode.GetData, pathAndWatch(path))
    return code === 0 ? (body.readBuffer()?.toString() ?? null) : null
  }

  children(path: string): string[] {
    const { body } = this.read(OpCode.GetChildren, pathAndWatch(path))
    return Array.from({ length: body.readInt32() }, () => body.readString() ?? '').sort()
  }
}

/** A Stat, checked for being all that is left. */
export function readFreshStat(body: ByteReader): Stat {
  const stat = readStat(body)
  if (body.remaining !== 0) throw new Error(`${body.remaining} bytes after the Stat`)
  return stat
}

export function createBody(path: string | null, flags = 0, acl: readonly Acl[] | null = OPEN_ACL, data: string | null = '', ttlMs?: bigint): Body {
  return (out) => {
    if (path !== null && acl !== null) return writeCreateRequest(out, path, data === null ? null : Buffer.from(data), acl, flags, ttlMs)
    out.writeString(path)
    out.writeBuffer(data === null ? null : Buffer.from(data))
    if (acl === null) out.writeInt32(-1)
    else writeAclList(out, acl)
    out.writeInt32(flags)
    if (ttlMs !== undefined) out.writeInt64(ttlMs)
  }
}

export function pathAndNumber(path: string | null, value: number): Body {
  return (out) => {
    out.writeString(path)
    out.writeInt32(value)
  }
}

export function setDataBody(path: string | null, data: string | null, version = -1): Body {
  return (out) => {
    out.writeString(path)
    out.writeBuffer(data === null ? null : Buffer.from(data))
    out.writeInt32(version)
  }
}

export function setAclBody(path: string | null, acl: readonly Acl[] | null, version = -1): Body {
  return (out) => {
    out.writeString(path)
    if (acl === null) out.writeInt32(-1)
    else writeAclList(out, acl)
    out.writeInt32(version)
  }
}

export function pathAndWatch(path: string | null, watch = false): Body {
  return (out) => {
    out.writeString(path)
    out.writeBoolean(watch)
  }
}

export function justPath(path: string | null): Body {
  return (out) => out.writeString(path)
}

export const NOTHING: Body = () => {}

export function multiBody(...ops: readonly (readonly [type: number, body: Body])[]): Body {
  return (out) => {
    for (const [type, body] of ops) {
      out.writeInt32(type)
      out.writeBoolean(false)
      out.writeInt32(-1)
      body(out)
    }
    writeMultiTrailer(out)
  }
}

export function setWatchesBody(relative: Zxid | number, ...lists: string[][]): Body {
  return (out) => {
    out.writeInt64(BigInt(relative))
    for (const list of lists) writeStringList(out, list)
  }
}
