import { Socket } from 'node:net'
import { READ_BYTES } from './limits.ts'

/** What Node gives sockets that connect as their `onread` option, and keeps from those a server accepts. */
interface OnRead {
  readonly buffer: symbol
  readonly callback: symbol
}

type Opened = Socket & { _handle?: { useUserBuffer?(memory: Uint8Array): void } | null; [key: symbol]: unknown }

const ON_READ = findOnRead()

/**
 * Reads of all plain sockets, into one piece of memory: what came is copied out in its size, so that neither memory for the largest read nor the
 * machinery of a stream is paid for each small request. The streams remain underneath, for the end of input and for bytes that are put back.
 */
export class DirectReads {
  readonly #memory = Buffer.allocUnsafeSlow(READ_BYTES)

  /** From now on the socket's bytes go to `received` and not to its `data` event. False: Node has changed, they go there as ever. */
  attach(socket: Socket, received: (chunk: Buffer) => void): boolean {
    const opened = socket as Opened
    if (ON_READ === null || typeof opened._handle?.useUserBuffer !== 'function') return false
    opened[ON_READ.buffer] = this.#memory
    opened[ON_READ.callback] = (length: number) => received(this.#copy(length))
    opened._handle.useUserBuffer(this.#memory)
    return true
  }

  #copy(length: number): Buffer {
    const chunk = Buffer.allocUnsafe(length)
    chunk.set(this.#memory.subarray(0, length))
    return chunk
  }
}

/** Node's own names for it are symbols: known by their descriptions, or not at all. */
function findOnRead(): OnRead | null {
  const symbols = Object.getOwnPropertySymbols(new Socket())
  const named = (description: string): symbol | undefined => symbols.find((symbol) => symbol.description === description)
  const buffer = named('kBuffer')
  const callback = named('kBufferCb')
  return buffer === undefined || callback === undefined ? null : { buffer, callback }
}
