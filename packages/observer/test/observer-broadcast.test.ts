import { type BroadcastOutput, type LeaderMessage, type LogRecord, majority, makeZxid } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { ObserverBroadcast, observer } from '../src/index.ts'

const last = makeZxid(4, 2)
const state = { acceptedEpoch: 4, currentEpoch: 4, sessionSecret: new Uint8Array(1), lastZxid: last, appliedZxid: last }

class Rig {
  readonly core = observer()({ serverId: 4, quorum: majority([1, 2, 3]), initLimitTicks: 20, syncLimitTicks: 10 })

  take(): Pick<BroadcastOutput, 'apply' | 'append' | 'tasks'> & { said: unknown[] } {
    const { apply, append, tasks, sends } = this.core.ready()
    this.core.advance()
    return { apply, append, tasks, said: sends.map(({ message }) => message) }
  }

  hears(message: LeaderMessage): ReturnType<Rig['take']> {
    this.core.step({ type: 'fromLeader', message })
    return this.take()
  }
}

function record(counter: number): LogRecord {
  return { zxid: makeZxid(5, counter), bytes: Buffer.alloc(32) }
}

function serving(): Rig {
  const rig = new Rig()
  rig.core.becomeLearner(1, state)
  rig.hears({ type: 'leaderInfo', epoch: 5 })
  rig.core.step({ type: 'epochsSaved', acceptedEpoch: 5, currentEpoch: 4 })
  rig.hears({ type: 'newLeader', epoch: 5, sessionSecret: state.sessionSecret })
  rig.core.step({ type: 'epochsSaved', acceptedEpoch: 5, currentEpoch: 5 })
  rig.take()
  return rig
}

describe('an observer', () => {
  it('says that it is one', () => {
    const rig = new Rig()
    rig.core.becomeLearner(1, state)
    expect(rig.core).toBeInstanceOf(ObserverBroadcast)
    expect(rig.core.role).toBe('observer')
    expect(rig.take().said).toEqual([{ type: 'learnerInfo', acceptedEpoch: 4, observer: true, commitsWithLeader: false }])
  })

  it('logs what it is informed of, applies it when it is durable here, once and in order, and never acknowledges (R19)', () => {
    const rig = serving()
    expect(rig.hears({ type: 'inform', records: [record(1)] }).append).toEqual([record(1)])
    rig.core.step({ type: 'durable', zxid: record(1).zxid })
    const { apply, said } = rig.take()
    expect([apply, said]).toEqual([[record(1)], []])
    expect(rig.hears({ type: 'upToDate', committedZxid: record(1).zxid }).tasks).toEqual([{ type: 'established' }])
    const next = rig.hears({ type: 'inform', records: [record(1), record(2)] })
    expect([next.append, next.apply]).toEqual([[record(2)], []])
    rig.core.step({ type: 'durable', zxid: record(2).zxid })
    expect(rig.take().apply).toEqual([record(2)])
  })

  it('takes no proposal: what is not committed is not for it', () => {
    const { tasks } = serving().hears({ type: 'proposal', records: [record(1)], committedZxid: last })
    expect(tasks[0]).toMatchObject({ type: 'abandon' })
  })

  it('never leads', () => {
    expect(() => new Rig().core.becomeLeader(state)).toThrow(/never leads/)
  })
})
