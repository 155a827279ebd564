import { type BroadcastInput, formatZxid, type LogRecord, type Truncated, type Zxid } from '@zabkit/core'
import type { Proposals } from './leader-proposals.ts'
import type { Following, Roster } from './leader-roster.ts'
import type { LiveStream } from './leader-stream.ts'
import { HISTORY_BYTES, SYNC_ROUNDS_MAX } from './limits.ts'
import { planSync } from './plan-sync.ts'
import type { RoleParts } from './role.ts'

type Located = Extract<BroadcastInput, { type: 'located' }>
type Streamed = Extract<BroadcastInput, { type: 'streamed' }>

/** What a leader's synchronisation stands on. */
export interface SyncParts extends Pick<RoleParts, 'options' | 'outbox' | 'numbers'> {
  readonly roster: Roster
  readonly stream: LiveStream
  readonly proposals: Proposals
  readonly epoch: number
  readonly sessionSecret: Uint8Array
  drop(following: Following, reason: string): void
}

/** Brings learners to the leader's history: from disk as far as it goes, the rest from memory, and from then on each proposal. */
export class Synchroniser {
  readonly #parts: SyncParts

  constructor(parts: SyncParts) {
    this.#parts = parts
  }

  /** `following` has promised the epoch, and `following.zxid` is its last. */
  begin(following: Following): void {
    const { proposals } = this.#parts
    // What is in memory may be committed although this server's disk does not have it yet: it must never be looked for on disk, and cut.
    if (proposals.covers(following.zxid)) return this.#attach(following)
    following.rounds++
    if (following.rounds > SYNC_ROUNDS_MAX) return this.#parts.drop(following, `no common history after ${SYNC_ROUNDS_MAX} rounds`)
    following.stage = 'locating'
    following.token = this.#parts.numbers.nextToken()
    proposals.keepRecent(true)
    this.#parts.outbox.task({ type: 'locate', learner: following.id, token: following.token, zxid: following.zxid })
  }

  located(input: Located): void {
    const following = this.#awaited(input.learner, input.token)
    if (following === undefined) return
    const plan = planSync({ ...input, learnerZxid: following.zxid, truncations: following.truncations })
    this.#parts.options.onEvent?.('LeaderSyncFollower', { learner: following.id, learnerZxid: following.zxid, ...plan })
    switch (plan.type) {
      case 'stream':
        return this.#streamLog(following)
      case 'truncate':
        return this.#truncate(following, plan.zxid)
      case 'snapshot':
        return this.#streamSnapshot(following)
      case 'impossible':
        return this.#parts.drop(following, `the log begins after ${formatZxid(input.baseZxid)}, and there is no snapshot to send`)
    }
  }

  truncated(following: Following, { lastZxid }: Truncated): void {
    if (following.stage !== 'cutting' || lastZxid > following.zxid) return this.#parts.drop(following, 'truncated out of turn')
    following.zxid = lastZxid
    this.begin(following)
  }

  streamed(input: Streamed): void {
    const following = this.#awaited(input.learner, input.token)
    if (following === undefined) return
    const before = following.zxid
    following.zxid = input.upTo
    if (following.stage === 'snapshot') this.begin(following)
    else if (input.upTo >= this.#parts.proposals.floor) this.#attach(following)
    else if (input.upTo > before) this.#streamLog(following)
    else this.begin(following)
  }

  #awaited(learner: number, token: number): Following | undefined {
    const following = this.#parts.roster.get(learner)
    return following?.token === token && following.isSynchronising ? following : undefined
  }

  #truncate(following: Following, zxid: Zxid): void {
    following.stage = 'cutting'
    following.truncations++
    following.zxid = zxid
    this.#parts.outbox.send([following.id], { type: 'truncate', zxid })
  }

  #streamLog(following: Following): void {
    const { proposals } = this.#parts
    following.stage = 'streaming'
    following.token = this.#parts.numbers.nextToken()
    const limit = following.observer ? proposals.committed : proposals.last
    this.#parts.outbox.task({ type: 'streamLog', learner: following.id, token: following.token, after: following.zxid, limit })
  }

  #streamSnapshot(following: Following): void {
    following.stage = 'snapshot'
    following.token = this.#parts.numbers.nextToken()
    this.#parts.outbox.task({ type: 'streamSnapshot', learner: following.id, token: following.token })
  }

  /** In one step: the rest of the history, the mark of its end, and a place among those who get what is new. */
  #attach(following: Following): void {
    const { outbox, stream, proposals, roster, epoch, sessionSecret } = this.#parts
    stream.flush(proposals)
    for (const records of chunks(proposals.recordsAfter(following.zxid, following.observer))) {
      outbox.send([following.id], { type: 'history', records, committedZxid: proposals.committed })
      following.zxid = (records[records.length - 1] as LogRecord).zxid
    }
    outbox.send([following.id], { type: 'newLeader', epoch, sessionSecret })
    following.stage = 'attached'
    roster.refresh()
    proposals.keepRecent(roster.isSynchronising)
  }
}

function* chunks(records: Iterable<LogRecord>): IterableIterator<LogRecord[]> {
  let chunk: LogRecord[] = []
  let bytes = 0
  for (const record of records) {
    chunk.push(record)
    bytes += record.bytes.length
    if (bytes < HISTORY_BYTES) continue
    yield chunk
    chunk = []
    bytes = 0
  }
  if (chunk.length > 0) yield chunk
}
