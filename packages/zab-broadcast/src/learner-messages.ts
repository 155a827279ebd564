import { epochOf, formatZxid, type LeaderDurable, type LeaderMessage, type LogRecord, type Truncate, type Zxid } from '@zabkit/core'
import type { LearnerRole } from './learner.ts'
import { isExpected, isPrompt } from './learner-stage.ts'

type Handlers = { readonly [M in LeaderMessage as M['type']]: (learner: LearnerRole, message: M) => void }

/** What a learner does with each message of its leader; learner-stage.ts says when it may come. */
const handlers: Handlers = {
  leaderInfo(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessNEWEPOCH', { epoch: message.epoch })
    learner.promises.promise(message.epoch)
  },
  truncate,
  snapshotBegin(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessSyncMessage', { type: 'SNAP', zxid: message.zxid })
    learner.stage = 'installing'
    learner.parts.outbox.task({ type: 'receiveSnapshot', zxid: message.zxid })
  },
  history(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessSyncMessage', traceOf('DIFF', message.records, message.committedZxid))
    learner.stage = 'taking'
    take(learner, message.records, message.committedZxid)
  },
  newLeader(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessNEWLEADER', { epoch: message.epoch, lastZxid: learner.history.last })
    learner.promises.adopt(message)
  },
  proposal(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessPROPOSE', traceOf('PROPOSAL', message.records, message.committedZxid))
    take(learner, message.records, message.committedZxid)
  },
  inform(learner, message) {
    learner.parts.options.onEvent?.('ObserverProcessINFORM', traceOf('INFORM', message.records, null))
    const last = message.records[message.records.length - 1]
    if (last !== undefined) take(learner, message.records, last.zxid)
  },
  commit(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessCOMMIT', { zxid: message.zxid })
    commit(learner, message.zxid)
  },
  leaderDurable,
  upToDate(learner, message) {
    learner.parts.options.onEvent?.('FollowerProcessUPTODATE', { committedZxid: message.committedZxid })
    learner.stage = 'catchingUp'
    learner.servesFrom = message.committedZxid
    commit(learner, message.committedZxid)
  },
  ping(learner, message) {
    learner.parts.outbox.sendToLeader({ type: 'pong', sequence: message.sequence })
  },
  synced(learner, message) {
    learner.barriers.answered(message)
  },
  // The driver's own.
  snapshotChunk() {},
  snapshotEnd() {},
  revalidated() {},
}

/** A peer's mistake ends the following, never the server. */
export function takeLeaderMessage(learner: LearnerRole, message: LeaderMessage): void {
  if (learner.parts.isAbandoned) return
  if (learner.stage === 'installing' && !isPrompt(message.type)) {
    learner.deferred.push(message)
    return
  }
  if (!isExpected(learner.stage, message.type, learner.kind)) {
    return learner.parts.abandon(`leader ${learner.leader} sent ${message.type} to a learner that is ${learner.stage}`)
  }
  const handle = handlers[message.type] as (learner: LearnerRole, message: LeaderMessage) => void
  handle(learner, message)
}

function truncate(learner: LearnerRole, { zxid }: Truncate): void {
  const { parts, history } = learner
  parts.options.onEvent?.('FollowerProcessSyncMessage', { type: 'TRUNC', zxid, appliedZxid: history.applied })
  if (zxid > history.last) return parts.abandon(`the leader asks to cut after ${formatZxid(zxid)} a log that ends at ${formatZxid(history.last)}`)
  if (zxid < history.applied) {
    // The state holds what the leader does not have. Nothing here can be relied on, and nothing is cut: only a whole state may replace it.
    learner.stage = 'replacing'
    return parts.outbox.sendToLeader({ type: 'truncated', lastZxid: 0 as Zxid })
  }
  learner.stage = 'cutting'
  parts.outbox.task({ type: 'truncate', zxid })
}

function leaderDurable(learner: LearnerRole, { zxid }: LeaderDurable): void {
  const { parts, history, promises } = learner
  parts.options.onEvent?.('FollowerProcessDURABLE', { zxid })
  if (!learner.commitsWithLeader) return parts.abandon(`leader ${learner.leader} counts on a server that is no quorum together with it`)
  if (zxid > history.last || epochOf(zxid) !== promises.epoch) {
    return parts.abandon(`the leader of epoch ${promises.epoch} says that it has ${formatZxid(zxid)}, which it never sent in it`)
  }
  history.leaderHas(zxid)
  learner.serveWhenApplied()
}

function take(learner: LearnerRole, records: readonly LogRecord[], committedZxid: Zxid): void {
  const { parts, history, promises } = learner
  const last = records[records.length - 1]
  if (last !== undefined && epochOf(last.zxid) > promises.epoch) {
    return parts.abandon(`the leader of epoch ${promises.epoch} sent ${formatZxid(last.zxid)}`)
  }
  if (!history.take(records)) return parts.abandon(`the leader sent records with a gap after ${formatZxid(history.last)}`)
  commit(learner, committedZxid)
}

function commit(learner: LearnerRole, zxid: Zxid): void {
  learner.history.commit(zxid)
  learner.serveWhenApplied()
}

function traceOf(type: string, records: readonly LogRecord[], committedZxid: Zxid | null): Readonly<Record<string, unknown>> {
  return { type, count: records.length, first: records[0]?.zxid ?? null, last: records[records.length - 1]?.zxid ?? null, committedZxid }
}
