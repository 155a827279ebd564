import type { Acl, ByteReader, ByteWriter } from '@zabkit/core'
import type { Chroot } from './chroot.ts'

/** How one kind of operation is written and read. One object a kind; what belongs to a call is in the operation. */
export interface Codec<T> {
  readonly opCode: number
  /** As in errors and spans. */
  readonly name: string
  /** Asking twice does no harm: it may be repeated when the connection was lost under it. */
  readonly safe: boolean
  /** What a call gives for a znode that is not there, where that is no error. */
  readonly absent: T | undefined
  encode(out: ByteWriter, operation: Operation<T>): void
  decode(body: ByteReader, operation: Operation<T>): T
}

/** A one-shot watch that an operation leaves when its reply comes. */
export interface WatchSetter {
  /** In arrival order. */
  onReply(err: number): void
}

/** One call, as the session takes it. All kinds have one shape: the session sees nothing else. */
export class Operation<T> {
  readonly codec: Codec<T>
  readonly chroot: Chroot
  /** As the caller named it; null where the operation concerns none. */
  readonly path: string | null
  /** -1: any. Also a mode, a type, flags. */
  number: number
  data: Uint8Array | null = null
  acl: readonly Acl[] | null = null
  ttlMs = 0
  /** Parts of a multi, a change of the ensemble: what only one kind has. */
  extra: unknown = null
  watch: WatchSetter | null = null
  safe: boolean
  /** Some attempt before this one was lost with its connection. */
  repeated = false
  /** NoNode is an answer. */
  mayBeAbsent = false
  signal: AbortSignal | undefined = undefined
  timeoutMs: number | undefined = undefined
  trailer: Uint8Array | undefined = undefined

  constructor(codec: Codec<T>, chroot: Chroot, path: string | null, number: number) {
    this.codec = codec
    this.chroot = chroot
    this.path = path
    this.number = number
    this.safe = codec.safe
  }

  get opCode(): number {
    return this.codec.opCode
  }

  get operation(): string {
    return this.codec.name
  }

  /** The path as servers name it. */
  get serverPath(): string {
    return this.chroot.toServer(this.path ?? '/')
  }

  encode(out: ByteWriter): void {
    this.codec.encode(out, this)
  }

  decode(body: ByteReader): T {
    return this.codec.decode(body, this)
  }

  onReply(err: number): void {
    if (this.watch !== null) this.watch.onReply(err)
  }
}
