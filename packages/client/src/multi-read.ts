import { ErrorCode } from '@zabkit/core'
import { beginMultiPart, type MultiPartReply, OpCode, readMultiReply, writeMultiTrailer, writePathAndWatch } from '@zabkit/jute'
import { badArguments, type Caller } from './caller.ts'
import { type DataReply, ownedData } from './codecs.ts'
import { ZooKeeperError } from './errors.ts'
import type { Codec } from './operation.ts'
import { pathFault } from './path.ts'
import type { OperationOptions, Stat } from './types.ts'

interface ReadPart {
  readonly opCode: typeof OpCode.GetData | typeof OpCode.GetChildren
  readonly path: string
}

/** Reads of one moment: no write comes between them. Each succeeds or fails alone. Servers before 3.6 do not have it. */
export class MultiRead<Results extends readonly unknown[]> {
  readonly #caller: Caller
  readonly #parts: ReadPart[] = []

  constructor(caller: Caller) {
    this.#caller = caller
  }

  getData(path: string): MultiRead<[...Results, DataReply | ZooKeeperError]> {
    return this.#add('getData', OpCode.GetData, path)
  }

  getChildren(path: string): MultiRead<[...Results, { children: string[] } | ZooKeeperError]> {
    return this.#add('getChildren', OpCode.GetChildren, path)
  }

  #add<R>(operation: string, opCode: ReadPart['opCode'], path: string): MultiRead<[...Results, R]> {
    const fault = pathFault(path)
    if (fault !== null) throw badArguments(operation, path, fault)
    this.#parts.push({ opCode, path })
    return this as unknown as MultiRead<[...Results, R]>
  }

  async run(options?: OperationOptions): Promise<Results> {
    const parts = [...this.#parts]
    if (parts.length === 0) return [] as unknown as Results
    const operation = this.#caller.operation(multiReadCodec, null, options)
    operation.extra = parts
    const replies = await this.#caller.call(operation)
    return replies.map((reply, i) => resultOf(reply, parts[i])) as unknown as Results
  }
}

const multiReadCodec: Codec<MultiPartReply[]> = {
  opCode: OpCode.MultiRead, name: 'multiRead', safe: true, absent: undefined,
  encode(out, { extra, chroot }) {
    for (const { opCode, path } of extra as readonly ReadPart[]) {
      beginMultiPart(out, opCode)
      writePathAndWatch(out, chroot.toServer(path), false)
    }
    writeMultiTrailer(out)
  },
  decode: (body) => readMultiReply(body),
}

function resultOf({ err, data, stat, children }: MultiPartReply, part: ReadPart | undefined): DataReply | { children: string[] } | ZooKeeperError {
  if (err !== ErrorCode.Ok) return new ZooKeeperError(err, part?.opCode === OpCode.GetData ? 'getData' : 'getChildren', part?.path ?? null)
  return children === null ? { data: ownedData(data), stat: stat as Stat } : { children }
}
