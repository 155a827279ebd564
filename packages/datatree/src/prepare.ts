import { ByteReader, type ByteWriter, type ClientRequest, DecodeError, ErrorCode, invariant, type Zxid } from '@zabkit/core'
import { OpCode, readReconfigRequest, replaceByErrorTxn, writeTxnHeader } from '@zabkit/jute'
import { prepareMulti, prepareOp } from './prepare-multi.ts'
import { prepareCloseSession, prepareCreateSession } from './prepare-session.ts'
import { Preparation } from './preparation.ts'
import type { TreeState } from './tree-state.ts'
import { readWriteOp } from './write-ops.ts'

const EMPTY = Buffer.alloc(0)

/** Turns requests into txns, against the state and what was prepared before. */
export class Preparer {
  readonly #state: TreeState
  readonly #reader = new ByteReader(EMPTY)
  #lastZxid = 0

  constructor(state: TreeState) {
    this.#state = state
  }

  prepare(request: ClientRequest, zxid: Zxid, timeMs: number, out: ByteWriter): number {
    invariant(zxid > this.#lastZxid && zxid > this.#state.lastZxid, 'a txn is prepared with a zxid that is not the largest')
    this.#lastZxid = zxid
    const start = out.length
    const { session } = request
    writeTxnHeader(out, session.idHigh, session.idLow, request.xid, zxid, timeMs, request.type)
    const code = this.#body(new Preparation(this.#state, request, zxid, timeMs, out))
    if (code === ErrorCode.Ok) this.#state.pending.keep()
    else {
      this.#state.pending.undo()
      replaceByErrorTxn(out, start, code)
    }
    return code
  }

  abandon(): void {
    this.#lastZxid = 0
    this.#state.pending.clear()
  }

  #body(preparation: Preparation): number {
    try {
      return this.#write(preparation)
    } catch (error) {
      if (error instanceof DecodeError) return ErrorCode.MarshallingError
      throw error
    }
  }

  #write(preparation: Preparation): number {
    const { request } = preparation
    const reader = this.#reader.reset(request.chunk, request.start, request.end)
    switch (request.type) {
      case OpCode.Multi:
        return prepareMulti(reader, preparation)
      case OpCode.CreateSession:
        return prepareCreateSession(reader, preparation)
      case OpCode.CloseSession:
        return prepareCloseSession(preparation)
      case OpCode.Reconfig:
        return this.#reconfig(reader)
      case OpCode.Check:
        return ErrorCode.Unimplemented
      default:
        return this.#writeOne(preparation, reader)
    }
  }

  /** A standalone server's answer to a reconfiguration, once it makes sense. */
  #reconfig(reader: ByteReader): number {
    readReconfigRequest(reader)
    return this.#state.options.reconfigEnabled ? ErrorCode.Unimplemented : ErrorCode.ReconfigDisabled
  }

  #writeOne(preparation: Preparation, reader: ByteReader): number {
    const op = readWriteOp(preparation.request.type, reader)
    if (op === null) return ErrorCode.Unimplemented
    const code = prepareOp(op, preparation)
    return preparation.isTooLong ? ErrorCode.MarshallingError : code
  }
}
