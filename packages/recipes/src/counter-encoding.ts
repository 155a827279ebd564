/** How a counter's number stands in its znode. */
export interface CounterEncoding {
  readonly encode: (value: bigint) => Uint8Array
  readonly decode: (data: Buffer) => bigint
}

/** The number as decimal text: kazoo's Counter. */
const text: CounterEncoding = {
  encode: (value) => Buffer.from(value.toString(), 'latin1'),
  decode: (data) => {
    const word = data.toString('latin1')
    if (!/^[+-]?\d+$/.test(word)) throw new TypeError(`counter holds ${JSON.stringify(word.slice(0, 40))}: not a whole number as text`)
    return BigInt(word)
  },
}

/** Four bytes, most significant first: Curator's SharedCount and DistributedAtomicInteger, kazoo's Counter with `support_curator`. */
const int32: CounterEncoding = {
  encode: (value) => {
    const data = Buffer.alloc(4)
    if (BigInt.asIntN(32, value) !== value) throw new RangeError(`counter ${value}: does not fit into 32 bits`)
    data.writeInt32BE(Number(value))
    return data
  },
  decode: (data) => BigInt(whole(data, 4).readInt32BE()),
}

/** Eight bytes, most significant first: Curator's DistributedAtomicLong. */
const int64: CounterEncoding = {
  encode: (value) => {
    const data = Buffer.alloc(8)
    if (BigInt.asIntN(64, value) !== value) throw new RangeError(`counter ${value}: does not fit into 64 bits`)
    data.writeBigInt64BE(value)
    return data
  },
  decode: (data) => whole(data, 8).readBigInt64BE(),
}

function whole(data: Buffer, length: number): Buffer {
  if (data.length !== length) throw new TypeError(`counter holds ${data.length} bytes: ${length} expected`)
  return data
}

export const counterEncodings = { text, int32, int64 } as const
