import { type ByteReader, type ByteWriter, ErrorCode } from '@zabkit/core'
import {
  beginMultiPart, type MultiPartReply, OpCode, readMultiReply, writeCreateRequest, writeMultiTrailer, writePathAndNumber, writeSetDataRequest,
} from '@zabkit/jute'
import { badArguments, type Caller } from './caller.ts'
import { neededVersionFault } from './check-arguments.ts'
import type { Chroot } from './chroot.ts'
import { type CreateSpec, createSpec, type ZnodeOptions } from './create-spec.ts'
import { type Data, toBytes } from './data.ts'
import { type ErrorName, errorNameOf, isZooKeeperError, ZooKeeperError } from './errors.ts'
import type { Codec, Operation } from './operation.ts'
import { pathFault } from './path.ts'
import type { OperationOptions, Stat } from './types.ts'

export interface MultiCreateResult {
  readonly path: string
  /** Null from servers before 3.8.2, which answer with the path alone. */
  readonly stat: Stat | null
}

/** A multi of which nothing was done: the error of the operation that failed. */
export class MultiError extends ZooKeeperError {
  /** Of the operation that failed, from 0. */
  readonly index: number
  /** Of all operations: `Ok` before the one that failed, `RuntimeInconsistency` after it. */
  readonly results: readonly ErrorName[]

  constructor(errorCode: number, operation: string, path: string, index: number, results: readonly ErrorName[]) {
    super(errorCode, operation, path, { detail: `operation ${index} of a multi` })
    this.index = index
    this.results = results
  }
}

/** True for the error of a multi that failed, of any of `codes` when some are given: it has `index` and `results`. Works across copies of the package. */
export function isMultiError(error: unknown, ...codes: ErrorName[]): error is MultiError {
  return isZooKeeperError(error, ...codes) && 'index' in error && 'results' in error
}

interface Part {
  readonly operation: 'create' | 'delete' | 'setData' | 'check'
  readonly path: string
  /** A version. */
  readonly number: number
  readonly data: Uint8Array | null
  readonly create: CreateSpec | null
}

/**
 * Writes that happen together or not at all. Every call adds one and its result to the tuple that `commit` resolves to. Arguments are checked
 * at once: code BadArguments is thrown by the call.
 */
export class Multi<Results extends readonly unknown[]> {
  readonly #caller: Caller
  readonly #parts: Part[] = []

  constructor(caller: Caller) {
    this.#caller = caller
  }

  create(path: string, data?: Data | null, options?: ZnodeOptions): Multi<[...Results, MultiCreateResult]> {
    const create = createSpec(path, data, options)
    return this.#add({ operation: 'create', path, number: -1, data: create.data, create })
  }

  /** `version` -1, the default: any. */
  delete(path: string, version = -1): Multi<[...Results, null]> {
    return this.#addChecked('delete', path, version, null)
  }

  /** `version` -1, the default: any. */
  setData(path: string, data: Data | null, version = -1): Multi<[...Results, Stat]> {
    return this.#addChecked('setData', path, version, toBytes(data, 'setData', path))
  }

  /** The znode must be there, and have this version unless it is -1. */
  check(path: string, version: number): Multi<[...Results, null]> {
    return this.#addChecked('check', path, version, null)
  }

  #addChecked<R>(operation: Part['operation'], path: string, number: number, data: Uint8Array | null): Multi<[...Results, R]> {
    const fault = pathFault(path) ?? neededVersionFault(number)
    if (fault !== null) throw badArguments(operation, path, fault)
    return this.#add({ operation, path, number, data, create: null })
  }

  #add<R>(part: Part): Multi<[...Results, R]> {
    this.#parts.push(part)
    return this as unknown as Multi<[...Results, R]>
  }

  /** Rejects with a MultiError when one of them fails; an empty multi resolves without asking. */
  async commit(options?: OperationOptions): Promise<Results> {
    const parts = [...this.#parts]
    if (parts.length === 0) return [] as unknown as Results
    const operation = this.#caller.operation(multiCodec, null, options)
    operation.extra = parts
    const replies = await this.#caller.call(operation)
    failure(parts, replies)
    return replies.map((reply) => resultOf(reply, this.#caller.chroot)) as unknown as Results
  }
}

const multiCodec: Codec<MultiPartReply[]> = {
  opCode: OpCode.Multi, name: 'multi', safe: false, absent: undefined,
  encode(out: ByteWriter, { extra, chroot }: Operation<MultiPartReply[]>) {
    for (const part of extra as readonly Part[]) writePart(out, part, chroot)
    writeMultiTrailer(out)
  },
  decode: (body: ByteReader) => readMultiReply(body),
}

function writePart(out: ByteWriter, { operation, path, number, data, create }: Part, chroot: Chroot): void {
  const serverPath = chroot.toServer(path)
  if (create !== null) {
    beginMultiPart(out, create.opCode)
    const ttlMs = create.opCode === OpCode.CreateTtl ? BigInt(create.ttlMs) : undefined
    return writeCreateRequest(out, serverPath, data, create.acl, create.flags, ttlMs)
  }
  if (operation === 'setData') {
    beginMultiPart(out, OpCode.SetData)
    return writeSetDataRequest(out, serverPath, data, number)
  }
  beginMultiPart(out, operation === 'delete' ? OpCode.Delete : OpCode.Check)
  writePathAndNumber(out, serverPath, number)
}

/** Throws when the multi failed: all its results are errors then, and the culprit's is the first that says something of its own. */
function failure(parts: readonly Part[], replies: readonly MultiPartReply[]): void {
  const index = replies.findIndex(({ err }) => err !== ErrorCode.Ok && err !== ErrorCode.RuntimeInconsistency)
  if (index === -1 && replies.every(({ type }) => type !== OpCode.Error)) return
  const at = Math.max(0, index)
  const code = replies[at]?.err ?? ErrorCode.SystemError
  throw new MultiError(code, parts[at]?.operation ?? 'multi', parts[at]?.path ?? '', at, replies.map(({ err }) => errorNameOf(err)))
}

function resultOf({ path, stat }: MultiPartReply, chroot: Chroot): MultiCreateResult | Stat | null {
  return path === null ? stat : { path: chroot.toCaller(path), stat }
}
