import { majority } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { join, leaderInBroadcast, records, Rig, state, z } from './rig.ts'

const ack = (zxid: string) => ({ type: 'ack', zxid: z(zxid) }) as const

describe('a leader that proposes', () => {
  it('sends a turn as one message, and gives zxids of its epoch without a gap', () => {
    const rig = leaderInBroadcast()
    expect(rig.propose(3)).toEqual(['2: proposal 5.1,5.2,5.3 c4.2', 'append 5.1,5.2,5.3'])
    expect(rig.core.lastZxid).toBe(z('5.3'))
    const zxid = rig.core.nextZxid()
    expect(zxid).toBe(z('5.4'))
    expect(() => rig.step({ type: 'propose', records: records('5.5') })).toThrow(/without a gap/)
    expect(() => leaderInBroadcast().step({ type: 'propose', records: records('5.1') })).toThrow(/given out/)
  })

  it('commits what a quorum has on disk, its own disk counted when it reports, and applies what is on its own', () => {
    const rig = leaderInBroadcast()
    rig.propose(2)
    expect(rig.from(2, ack('5.2'))).toEqual([])
    expect(rig.durable('5.1')).toEqual(['apply 5.1', '2: commit 5.1'])
    expect(rig.durable('5.2')).toEqual(['apply 5.2', '2: commit 5.2'])
  })

  it('commits with two others before its own disk is done, and applies after', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.2')
    rig.from(3, { type: 'ackNewLeader', epoch: 5 })
    rig.propose(1)
    rig.from(2, ack('5.1'))
    expect(rig.from(3, ack('5.1'))).toEqual(['2,3: commit 5.1'])
    expect(rig.durable('5.1')).toEqual(['apply 5.1'])
  })

  it('says the watermark with the proposal where there is one', () => {
    const rig = leaderInBroadcast()
    rig.propose(1)
    rig.from(2, ack('5.1'))
    rig.core.step({ type: 'durable', zxid: z('5.1') })
    expect(rig.propose(1)).toEqual(['apply 5.1', '2: proposal 5.2 c5.1', 'append 5.2'])
  })

  it('does not count who has no vote, nor a voter that came as an observer (R44)', () => {
    const rig = leaderInBroadcast()
    rig.step({ type: 'learnerLost', learner: 2 })
    for (const [id, observer] of [[5, false], [3, true], [4, true]] as const) {
      join(rig, id, '4.2', observer)
      rig.from(id, { type: 'ackNewLeader', epoch: 5 })
    }
    rig.propose(1)
    for (const id of [3, 4, 5]) rig.from(id, ack('5.1'))
    expect(rig.durable('5.1')).toEqual([])
    expect(rig.core.committedZxid).toBe(z('4.2'))
  })

  it('counts what a follower has only after it has adopted the epoch, and then all of it (R04)', () => {
    const rig = leaderInBroadcast()
    rig.step({ type: 'learnerLost', learner: 2 })
    join(rig, 3, '4.2')
    rig.propose(1)
    rig.durable('5.1')
    expect(rig.from(3, ack('5.1'))).toEqual([])
    expect(rig.core.committedZxid).toBe(z('4.2'))
    expect(rig.from(3, { type: 'ackNewLeader', epoch: 5 })).toEqual(['apply 5.1', '3: upToDate c5.1', '3: commit 5.1'])
  })

  it('counts the history that a late follower got before the mark', () => {
    const rig = leaderInBroadcast()
    rig.step({ type: 'learnerLost', learner: 2 })
    rig.propose(1)
    rig.durable('5.1')
    join(rig, 3, '4.2')
    expect(rig.from(3, { type: 'ackNewLeader', epoch: 5 })[0]).toBe('apply 5.1')
  })

  it('tells a late follower the newest watermark (R21)', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.2')
    rig.propose(1)
    rig.from(2, ack('5.1'))
    rig.durable('5.1')
    expect(rig.from(3, { type: 'ackNewLeader', epoch: 5 })).toEqual(['3: upToDate c5.1'])
  })

  it('drops who acknowledges what was never proposed, or never sent to it', () => {
    const rig = leaderInBroadcast()
    expect(rig.from(2, ack('5.1'))).toEqual(['drop 2: ack of what it was never sent'])
    join(rig, 3, '4.1')
    expect(rig.from(3, ack('4.1'))).toEqual(['drop 3: ack of what it was never sent'])
    expect(() => rig.durable('5.1')).toThrow(/never proposed/)
  })

  it('serves when a quorum and itself have adopted the history, not sooner', () => {
    const rig = new Rig()
    rig.core.becomeLeader(state([4, 4], '4.2', '4.1'))
    for (const id of [2, 3]) rig.from(id, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
    rig.saved(5, 4)
    expect(rig.from(2, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })).toEqual(['2: newLeader 5', 'saveEpochs 5 5'])
    rig.from(3, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })
    rig.from(2, { type: 'ackNewLeader', epoch: 5 })
    expect(rig.from(3, { type: 'ackNewLeader', epoch: 5 })).toEqual([])
    expect(() => rig.core.nextZxid()).toThrow(/in broadcast/)
    expect(rig.saved(5, 5)).toEqual(['2,3: commit 4.2', 'replay 4.2'])
    expect(rig.step({ type: 'replayed', zxid: z('4.2') })).toEqual(['2: upToDate c4.2', '3: upToDate c4.2', 'established'])
  })

  it('does not serve on the word of a follower that has left', () => {
    const rig = new Rig()
    rig.core.becomeLeader(state([4, 4], '4.2'))
    rig.from(2, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
    rig.saved(5, 4)
    rig.from(2, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })
    rig.from(2, { type: 'ackNewLeader', epoch: 5 })
    rig.step({ type: 'learnerLost', learner: 2 })
    expect(rig.saved(5, 5)).toEqual([])
    expect(rig.core.phase).toBe('synchronisation')
  })

  it('alone does not commit the history of three', () => {
    const rig = new Rig()
    rig.core.becomeLeader(state([4, 4], '4.2', '4.1'))
    rig.from(2, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
    rig.saved(5, 4)
    rig.from(2, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.1') })
    expect(rig.saved(5, 5)).toEqual([])
    expect(rig.core.phase).toBe('synchronisation')
    expect(rig.from(2, { type: 'ackNewLeader', epoch: 5 })).toEqual(['drop 2: ackNewLeader out of turn'])
  })

  it('at the end of the counter begins a new epoch from its own role, and lets its learners go (R48)', () => {
    const rig = new Rig({ quorum: majority([1]), maxCounter: 2 })
    rig.core.becomeLeader(state([4, 4], '4.2'))
    rig.saved(5, 5)
    join(rig, 4, '4.2', true)
    rig.propose(2)
    expect(rig.core.nextZxid()).toBeNull()
    expect(rig.durable('5.2')).toEqual(['apply 5.1,5.2', '4: inform 5.1,5.2'])
    rig.core.becomeLeader(state([5, 5], '5.2'))
    expect(rig.out()).toEqual(['drop 4: the leader begins a new epoch', 'saveEpochs 6 6'])
    rig.saved(6, 6)
    expect(rig.core.nextZxid()).toBe(z('6.1'))
  })

  it('alone says nothing to anybody', () => {
    const rig = new Rig({ quorum: majority([1]) })
    rig.core.becomeLeader(state([4, 4], '4.2'))
    rig.saved(5, 5)
    expect(rig.propose(2)).toEqual(['append 5.1,5.2'])
    expect(rig.durable('5.1')).toEqual(['apply 5.1'])
    expect(rig.core.hasReady()).toBe(false)
  })

  it('keeps what comes between ready and advance for the next output', () => {
    const rig = new Rig({ quorum: majority([1]) })
    rig.core.becomeLeader(state([4, 4], '4.2'))
    rig.saved(5, 5)
    const zxid = z('5.1')
    rig.core.nextZxid()
    rig.core.step({ type: 'propose', records: records('5.1') })
    const output = rig.core.ready()
    rig.core.step({ type: 'durable', zxid })
    expect(rig.core.ready()).toBe(output)
    expect(output.apply).toEqual([])
    rig.core.advance()
    expect(rig.out()).toEqual(['apply 5.1'])
  })
})
