import { acl } from '@zabkit/acl'
import { type LogRecord, type StateDigest, type StateMachine, silentLogger, silentMetrics, silentTracer, type Zxid } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { systemClock, systemRandom, systemTimers } from '@zabkit/runtime'

/**
 * What a server has given to its log, and what its clients were answered. After a crash the state may end anywhere between the last answer and
 * the last record; whatever it turns out to be is then the only history.
 */
export class History {
  #records: LogRecord[] = []
  /** After none, one, two... of the records, as far as somebody asked; made by a tree of its own. */
  #digests: bigint[] = []
  #tree: StateMachine | null = null
  /** The newest zxid that a client was told. */
  acknowledged = 0 as Zxid
  /** Path and data of every znode that a client was told of. */
  readonly data = new Map<string, string>()

  get lastZxid(): Zxid {
    return this.#records.at(-1)?.zxid ?? (0 as Zxid)
  }

  appended(record: LogRecord): void {
    this.#records.push({ zxid: record.zxid, bytes: Buffer.from(record.bytes) })
  }

  answered(zxid: number, path: string, data: string): void {
    this.acknowledged = zxid as Zxid
    this.data.set(path, data)
  }

  /** Null when `found` is a state that may be; else why not. */
  refutes(found: StateDigest): string | null {
    if (found.zxid < this.acknowledged) return `0x${this.acknowledged.toString(16)} was acknowledged, 0x${found.zxid.toString(16)} is there`
    const count = this.#records.findIndex(({ zxid }) => zxid === found.zxid) + 1
    if (found.zxid > 0 && count === 0) return `0x${found.zxid.toString(16)} was never written`
    if (this.#digestAfter(count) !== found.digest) return `another state than that of 0x${found.zxid.toString(16)}`
    return null
  }

  /** A server has come up with the state after `zxid`: that is what has happened, and the rest has not. */
  shown(zxid: Zxid): void {
    this.#records = this.#records.filter((record) => record.zxid <= zxid)
    this.acknowledged = zxid
  }

  copy(): History {
    const copy = new History()
    copy.#records = [...this.#records]
    copy.acknowledged = this.acknowledged
    for (const [path, data] of this.data) copy.data.set(path, data)
    return copy
  }

  #digestAfter(count: number): bigint {
    while (this.#digests.length <= count) this.#applyNext()
    return this.#digests[count] ?? 0n
  }

  #applyNext(): void {
    const record = this.#records[this.#digests.length - 1]
    this.#tree ??= emptyTree()
    if (this.#digests.length > 0 && record !== undefined) this.#tree.apply(record, 0, null)
    this.#digests.push(this.#tree.digest)
  }
}

function emptyTree(): StateMachine {
  const components = {
    clock: systemClock, timers: systemTimers, random: systemRandom, logger: silentLogger, metrics: silentMetrics, tracer: silentTracer,
  }
  return dataTree()({ ...components, authorizer: acl()(components) })
}
