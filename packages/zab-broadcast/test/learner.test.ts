import { describe, expect, it } from 'vitest'
import { records, Rig, SECRET, servingLearner, state, z } from './rig.ts'

function learner(epochs: readonly [number, number] = [4, 4], last = '4.2', applied = last): Rig {
  const rig = new Rig()
  rig.core.becomeLearner(2, state(epochs, last, applied))
  return rig
}

/** It has promised epoch 5. */
function promised(last = '4.2', applied = last): Rig {
  const rig = learner([4, 4], last, applied)
  rig.hears({ type: 'leaderInfo', epoch: 5 })
  rig.saved(5, 4)
  return rig
}

const history = (committed: string, ...zxids: string[]) => ({ type: 'history', records: records(...zxids), committedZxid: z(committed) }) as const
const proposal = (committed: string, ...zxids: string[]) => ({ type: 'proposal', records: records(...zxids), committedZxid: z(committed) }) as const
const newLeader = { type: 'newLeader', epoch: 5, sessionSecret: SECRET } as const
const upToDate = (committed: string) => ({ type: 'upToDate', committedZxid: z(committed) }) as const

describe('a learner that meets its leader', () => {
  it('says what it promised, promises the epoch durably, and then says so', () => {
    const rig = learner()
    expect(rig.out()).toEqual(['leader: learnerInfo 4 false true'])
    expect(rig.hears({ type: 'leaderInfo', epoch: 5 })).toEqual(['saveEpochs 5 4'])
    expect(rig.core.epoch).toBe(0)
    expect(rig.saved(5, 4)).toEqual(['leader: ackEpoch 4 4.2'])
    expect([rig.core.epoch, rig.core.phase]).toEqual([5, 'synchronisation'])
  })

  it('does not count for an epoch that it had promised before', () => {
    const rig = learner([5, 4])
    rig.out()
    expect(rig.hears({ type: 'leaderInfo', epoch: 5 })).toEqual(['leader: ackEpoch null 4.2'])
  })

  it('leaves a leader whose epoch it has promised away, or that cannot be', () => {
    for (const epoch of [3, 2 ** 21]) {
      const rig = learner()
      rig.out()
      expect(rig.hears({ type: 'leaderInfo', epoch })[0]).toMatch(/^abandon: the leader's epoch/)
    }
  })
})

describe('a learner that takes over the history', () => {
  it('makes the history durable, then the epoch, then says so, and then what else is durable (R01, R02, R04)', () => {
    const rig = promised()
    expect(rig.hears(history('4.2', '4.3'))).toEqual(['append 4.3'])
    expect(rig.hears(newLeader)).toEqual([])
    expect(rig.hears(proposal('4.2', '5.1'))).toEqual(['append 5.1'])
    expect(rig.durable('4.3')).toEqual(['saveEpochs 5 5'])
    expect(rig.durable('5.1')).toEqual([])
    expect(rig.saved(5, 5)).toEqual(['leader: ackNewLeader 5', 'leader: ack 5.1'])
    expect(rig.core.phase).toBe('synchronisation')
  })

  it('applies what is committed and durable before it serves, and serves when it has caught up (R05)', () => {
    const rig = promised('4.2', '4.1')
    expect(rig.hears(history('4.3', '4.3'))).toEqual(['append 4.3', 'replay 4.2'])
    rig.hears(newLeader)
    rig.hears(proposal('4.3', '5.1'))
    expect(rig.durable('5.1')).toEqual(['saveEpochs 5 5'])
    expect(rig.step({ type: 'replayed', zxid: z('4.2') })).toEqual(['apply 4.3'])
    rig.saved(5, 5)
    expect(rig.hears({ type: 'commit', zxid: z('5.1') })).toEqual(['apply 5.1'])
    expect(rig.hears(upToDate('5.1'))).toEqual(['established'])
    expect(rig.core.phase).toBe('broadcast')
  })

  it('does not serve before all that was committed is applied (R21)', () => {
    const rig = promised()
    rig.hears(newLeader)
    rig.saved(5, 5)
    rig.hears(proposal('4.2', '5.1'))
    expect(rig.hears(upToDate('5.1'))).toEqual([])
    expect(rig.durable('5.1')).toEqual(['apply 5.1', 'leader: ack 5.1', 'established'])
  })

  it('cuts its log durably before it says so', () => {
    const rig = promised('4.2', '4.1')
    expect(rig.hears({ type: 'truncate', zxid: z('4.1') })).toEqual(['truncate 4.1'])
    expect(rig.step({ type: 'truncated', lastZxid: z('4.1') })).toEqual(['leader: truncated 4.1'])
    expect(rig.hears(history('4.1', '4.2'))).toEqual(['append 4.2'])
  })

  it('never cuts what it has applied, and then takes nothing but a snapshot (R24)', () => {
    const rig = promised()
    expect(rig.hears({ type: 'truncate', zxid: z('4.1') })).toEqual(['leader: truncated 0'])
    expect(rig.hears(history('4.1', '4.1'))).toEqual(['abandon: leader 2 sent history to a learner that is replacing'])
    const other = promised()
    other.hears({ type: 'truncate', zxid: z('4.1') })
    expect(other.hears({ type: 'snapshotBegin', zxid: z('4.1') })).toEqual(['receiveSnapshot 4.1'])
    other.step({ type: 'snapshotInstalled', zxid: z('4.1') })
    expect(other.hears(history('4.1', '4.2'))).toEqual(['append 4.2'])
    expect(other.durable('4.2')).toEqual([])
  })

  it('installs a snapshot, answers pings meanwhile, and takes after it what came meanwhile', () => {
    const rig = promised('1.1')
    rig.hears({ type: 'snapshotBegin', zxid: z('4.1') })
    expect([...rig.hears(history('4.2', '4.2')), ...rig.hears(newLeader), ...rig.hears(proposal('4.2', '5.1'))]).toEqual([])
    expect(rig.hears({ type: 'ping', sequence: 3 })).toEqual(['leader: pong 3'])
    expect(rig.step({ type: 'snapshotInstalled', zxid: z('4.1') })).toEqual(['append 4.2,5.1'])
    expect(rig.durable('4.2')).toEqual(['apply 4.2', 'saveEpochs 5 5'])
  })

  it('skips what it has, and leaves at a gap (R16)', () => {
    const rig = promised()
    expect(rig.hears(history('4.2', '4.1', '4.2', '4.3'))).toEqual(['append 4.3'])
    expect(rig.hears(history('4.2', '4.5')).at(-1)).toBe('abandon: the leader sent records with a gap after 0x400000003')
    expect(promised().hears(history('4.2', '5.2')).at(-1)).toMatch(/^abandon/)
    expect(promised('0').hears(history('0', '4.2')).at(-1)).toMatch(/^abandon/)
    expect(promised().hears(history('4.2', '6.1'))).toEqual(['abandon: the leader of epoch 5 sent 0x600000001'])
  })

  it('marks the log with nothing that it does not hold', () => {
    const rig = promised()
    rig.hears(history('4.9', '4.3'))
    expect(rig.core.committedZxid).toBe(z('4.3'))
  })
})

describe('a follower', () => {
  it('acknowledges the highest durable zxid, once a turn', () => {
    const rig = servingLearner()
    rig.hears(proposal('4.2', '5.1', '5.2', '5.3'))
    expect(rig.step({ type: 'durable', zxid: z('5.1') }, { type: 'durable', zxid: z('5.2') })).toEqual(['leader: ack 5.2'])
    expect(rig.durable('5.2')).toEqual([])
    expect(rig.durable('5.3')).toEqual(['leader: ack 5.3'])
  })

  it('applies what is committed and durable, whichever comes last, and never takes a commit back', () => {
    const rig = servingLearner()
    rig.hears(proposal('4.2', '5.1', '5.2'))
    expect(rig.hears({ type: 'commit', zxid: z('5.1') })).toEqual([])
    expect(rig.durable('5.2')).toEqual(['apply 5.1', 'leader: ack 5.2'])
    expect(rig.hears(proposal('5.2', '5.3'))).toEqual(['apply 5.2', 'append 5.3'])
    rig.hears({ type: 'commit', zxid: z('5.1') })
    expect(rig.core.committedZxid).toBe(z('5.2'))
  })

  it('leaves a leader that is silent: later before it serves than after', () => {
    const serving = servingLearner()
    expect(serving.tick(9)).toEqual([])
    expect(serving.tick()[0]).toMatch(/^abandon: leader 2 has been silent/)
    const early = promised()
    expect(early.tick(19)).toEqual([])
    early.hears({ type: 'ping', sequence: 1 })
    expect(early.tick(19)).toEqual([])
    expect(early.tick()[0]).toMatch(/^abandon/)
  })

  it('leaves a leader that makes no sense, whatever it says, and never throws', () => {
    const nonsense = [
      { type: 'leaderInfo', epoch: 6 },
      { type: 'truncate', zxid: z('4.1') },
      { type: 'snapshotBegin', zxid: z('4.1') },
      history('4.2', '4.3'),
      newLeader,
      upToDate('4.2'),
      { type: 'inform', records: records('5.1') },
    ] as const
    for (const message of nonsense) {
      const rig = servingLearner()
      expect(rig.hears(message)).toEqual([`abandon: leader 2 sent ${message.type} to a learner that is serving`])
      expect(rig.core.role).toBe('idle')
    }
    expect(promised().hears({ type: 'truncate', zxid: z('4.9') })[0]).toMatch(/^abandon/)
    expect(promised().hears({ ...newLeader, epoch: 6 })[0]).toMatch(/^abandon/)
    expect(promised().hears({ type: 'commit', zxid: z('4.2') })[0]).toMatch(/^abandon/)
  })

  it('ignores what comes late of an earlier role, and forgets all when it is idle', () => {
    const rig = servingLearner()
    expect(rig.step({ type: 'truncated', lastZxid: z('1.1') }, { type: 'snapshotInstalled', zxid: z('1.1') }, { type: 'durable', zxid: z('9.9') })).toEqual([])
    rig.core.step({ type: 'barrier', token: 1 })
    rig.core.becomeIdle()
    expect(rig.core.hasReady()).toBe(false)
    expect(rig.hears({ type: 'ping', sequence: 1 })).toEqual([])
    expect(() => rig.core.nextZxid()).toThrow(/leader/)
  })

  it('builds events for whoever listens', () => {
    const names: string[] = []
    const rig = new Rig({ onEvent: (name) => names.push(name) })
    rig.core.becomeLearner(2, state([4, 4], '4.2'))
    rig.hears({ type: 'leaderInfo', epoch: 5 })
    rig.saved(5, 4)
    rig.hears(newLeader)
    expect(names).toEqual(['ConnectAndFollowerSendCEPOCH', 'FollowerProcessNEWEPOCH', 'FollowerProcessNEWLEADER'])
  })
})
