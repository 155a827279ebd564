import {
  type Broadcast,
  type BroadcastInput,
  type BroadcastOptions,
  type BroadcastTask,
  counterOf,
  epochOf,
  type LeaderMessage,
  type LearnerMessage,
  type LogRecord,
  majority,
  makeZxid,
  type ReplicaState,
  type Zxid,
} from '@zabkit/core'
import { type LearnerKind, ZabBroadcast } from '../src/index.ts'

export const SECRET = new Uint8Array([7])

/** `1.2`: counter 2 of epoch 1; `0`: none. */
export function z(text: string): Zxid {
  const [epoch, counter] = text.split('.')
  return makeZxid(Number(epoch), Number(counter ?? 0))
}

export function records(...zxids: string[]): LogRecord[] {
  return zxids.map((zxid) => ({ zxid: z(zxid), bytes: Buffer.alloc(32) }))
}

export function state(epochs: readonly [accepted: number, current: number], last = '0', applied = last): ReplicaState {
  return { acceptedEpoch: epochs[0], currentEpoch: epochs[1], sessionSecret: SECRET, lastZxid: z(last), appliedZxid: z(applied) }
}

/** A core, and what it puts out as lines of text. */
export class Rig {
  readonly core: Broadcast

  constructor(options: Partial<BroadcastOptions> = {}, kind?: LearnerKind) {
    this.core = new ZabBroadcast({ serverId: 1, quorum: majority([1, 2, 3]), initLimitTicks: 20, syncLimitTicks: 10, ...options }, kind)
  }

  /** Everything that waits, as text. */
  out(): string[] {
    const lines: string[] = []
    while (this.core.hasReady()) {
      const output = this.core.ready()
      if (output.apply.length > 0) lines.push(`apply ${texts(output.apply)}`)
      for (const { to, message } of output.sends) lines.push(`${to.length > 0 ? to.join() : 'leader'}: ${textOf(message)}`)
      if (output.append.length > 0) lines.push(`append ${texts(output.append)}`)
      for (const task of output.tasks) lines.push(taskText(task))
      for (const token of output.barriers) lines.push(`barrier ${token}`)
      this.core.advance()
    }
    return lines
  }

  step(...inputs: BroadcastInput[]): string[] {
    for (const input of inputs) this.core.step(input)
    return this.out()
  }

  from(id: number, message: LearnerMessage): string[] {
    return this.step({ type: 'fromLearner', from: id, message })
  }

  hears(message: LeaderMessage): string[] {
    return this.step({ type: 'fromLeader', message })
  }

  saved(accepted: number, current: number): string[] {
    return this.step({ type: 'epochsSaved', acceptedEpoch: accepted, currentEpoch: current })
  }

  durable(zxid: string): string[] {
    return this.step({ type: 'durable', zxid: z(zxid) })
  }

  tick(count = 1): string[] {
    const lines: string[] = []
    for (let i = 0; i < count; i++) lines.push(...this.step({ type: 'tick' }))
    return lines
  }

  propose(count: number): string[] {
    const batch: LogRecord[] = []
    for (let i = 0; i < count; i++) batch.push({ zxid: this.core.nextZxid() as Zxid, bytes: Buffer.alloc(32) })
    return this.step({ type: 'propose', records: batch })
  }
}

/** Server 1 leads epoch 5, with a history up to 4.2; 2 follows and serves. */
export function leaderInBroadcast(options: Partial<BroadcastOptions> = {}): Rig {
  const rig = new Rig(options)
  rig.core.becomeLeader(state([4, 4], '4.2'))
  rig.from(2, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
  rig.saved(5, 4)
  rig.from(2, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })
  rig.saved(5, 5)
  rig.from(2, { type: 'ackNewLeader', epoch: 5 })
  return rig
}

/** Lets `id` join as far as the end of the history; what was said last. */
export function join(rig: Rig, id: number, last: string, observer = false): string[] {
  rig.from(id, { type: 'learnerInfo', acceptedEpoch: 4, observer, commitsWithLeader: !observer })
  return rig.from(id, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z(last) })
}

/** Server 1 follows server 2 in epoch 5, and serves; its log ends at 4.2. */
export function servingLearner(kind?: LearnerKind): Rig {
  const rig = new Rig({}, kind)
  rig.core.becomeLearner(2, state([4, 4], '4.2'))
  rig.hears({ type: 'leaderInfo', epoch: 5 })
  rig.saved(5, 4)
  rig.hears({ type: 'newLeader', epoch: 5, sessionSecret: SECRET })
  rig.saved(5, 5)
  rig.hears({ type: 'upToDate', committedZxid: z('4.2') })
  return rig
}

function textOf(message: LeaderMessage | LearnerMessage): string {
  const words: string[] = [message.type]
  for (const [key, value] of Object.entries(message)) {
    if (key === 'type' || key === 'sessionSecret') continue
    if (key === 'records') words.push(texts(value as LogRecord[]))
    else if (key === 'committedZxid') words.push(`c${text(value as Zxid)}`)
    else words.push(key.toLowerCase().endsWith('zxid') ? text(value as Zxid) : String(value))
  }
  return words.join(' ')
}

function taskText(task: BroadcastTask): string {
  switch (task.type) {
    case 'saveEpochs':
      return `saveEpochs ${task.acceptedEpoch} ${task.currentEpoch}`
    case 'truncate':
    case 'receiveSnapshot':
      return `${task.type} ${text(task.zxid)}`
    case 'replay':
      return `replay ${text(task.upTo)}`
    case 'locate':
      return `locate ${text(task.zxid)} for ${task.learner}, token ${task.token}`
    case 'streamLog':
      return `streamLog ${text(task.after)}-${text(task.limit)} to ${task.learner}, token ${task.token}`
    case 'streamSnapshot':
      return `streamSnapshot to ${task.learner}, token ${task.token}`
    case 'dropLearner':
      return `drop ${task.learner}: ${task.reason}`
    case 'abandon':
      return `abandon: ${task.reason}`
    case 'established':
      return 'established'
  }
}

function texts(list: readonly LogRecord[]): string {
  return list.map(({ zxid }) => text(zxid)).join()
}

function text(zxid: Zxid): string {
  return zxid === 0 ? '0' : `${epochOf(zxid)}.${counterOf(zxid)}`
}
