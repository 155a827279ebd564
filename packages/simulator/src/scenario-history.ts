import { invariant, type LogRecord, type Quorum, ZERO_ZXID, type Zxid } from '@zabkit/core'
import type { ScenarioDisk } from './scenario-disk.ts'
import { recordText, zxidText } from './scenario-words.ts'

interface Proposed {
  readonly text: string
  /** What it comes right after in every history that has it. */
  readonly after: Zxid
}

/** Everything that was ever proposed, and what of it is committed: applied by any server. Grows only. */
export class ScenarioHistory {
  readonly #proposed = new Map<Zxid, Proposed>()
  readonly #committed: LogRecord[] = []

  get committed(): readonly LogRecord[] {
    return this.#committed
  }

  propose(records: readonly LogRecord[], after: Zxid): void {
    for (const record of records) {
      invariant(!this.#proposed.has(record.zxid), `I3: ${zxidText(record.zxid)} is proposed a second time`)
      invariant(record.zxid > after, `I4: ${zxidText(record.zxid)} is proposed after ${zxidText(after)}`)
      this.#proposed.set(record.zxid, { text: record.bytes.toString(), after })
      after = record.zxid
    }
  }

  /** What lies on a disk before the scenario begins, as if it had been proposed: the same on every disk. */
  preset(records: readonly LogRecord[], after: Zxid): void {
    for (const record of records) {
      const known = this.#proposed.get(record.zxid)
      const isSame = known === undefined || (known.after === after && known.text === record.bytes.toString())
      invariant(isSame, `scenario: the disks do not agree on ${zxidText(record.zxid)}`)
      this.#proposed.set(record.zxid, { text: record.bytes.toString(), after })
      after = record.zxid
    }
  }

  /** Records that come right after `after`: each as it was proposed, each after the one it was proposed after. */
  requireChain(who: string, records: readonly LogRecord[], after: Zxid): void {
    for (const record of records) {
      const known = this.#proposed.get(record.zxid)
      invariant(known?.text === record.bytes.toString(), `I2: ${who} has ${recordText(record)}, which nobody proposed`)
      invariant(known.after === after, `I5: ${who} has ${zxidText(record.zxid)} after ${zxidText(after)}, not after ${zxidText(known.after)}`)
      after = record.zxid
    }
  }

  /** The record at `index` of what a server has applied. True: it is the first to apply it. */
  apply(who: string, record: LogRecord, index: number): boolean {
    const agreed = this.#committed[index]
    if (agreed !== undefined) {
      invariant(agreed.zxid === record.zxid, `I1: ${who} applies ${zxidText(record.zxid)} where others applied ${zxidText(agreed.zxid)}`)
      return false
    }
    const last = this.#committed.at(-1)?.zxid ?? ZERO_ZXID
    this.requireChain(who, [record], last)
    this.#committed.push(record)
    return true
  }

  /** `applied` is a beginning of what is committed. */
  requireCommitted(who: string, applied: readonly LogRecord[]): void {
    for (const [index, record] of applied.entries()) {
      invariant(this.#committed[index]?.zxid === record.zxid, `I1: ${who} has ${recordText(record)} in its state, which is not committed there`)
    }
  }

  isCommitted(zxid: Zxid): boolean {
    return this.#committed.some((record) => record.zxid === zxid)
  }
}

/** Durably, in the log or in a snapshot. */
export function holds(disk: ScenarioDisk, zxid: Zxid): boolean {
  const { records, snapshots } = disk.files
  const isIt = (record: LogRecord): boolean => record.zxid === zxid
  return records.some(isIt) || snapshots.some((snapshot) => snapshot.records.some(isIt))
}

export function isQuorumDurable(quorum: Quorum, disks: ReadonlyMap<number, ScenarioDisk>, zxid: Zxid): boolean {
  const having = [...disks].filter(([id, disk]) => quorum.voters.has(id) && holds(disk, zxid)).map(([id]) => id)
  return quorum.isQuorum(new Set(having))
}
