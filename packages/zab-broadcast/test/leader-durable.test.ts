import { hierarchical, majority, type Quorum } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import type { LearnerKind } from '../src/index.ts'
import { join, leaderInBroadcast, records, Rig, SECRET, servingLearner, state, z } from './rig.ts'

const OBSERVER: LearnerKind = { role: 'observer', acknowledges: false, live: 'inform' }
const ack = (zxid: string) => ({ type: 'ack', zxid: z(zxid) }) as const
const has = (zxid: string) => ({ type: 'leaderDurable', zxid: z(zxid) }) as const
const proposal = (committed: string, ...zxids: string[]) => ({ type: 'proposal', records: records(...zxids), committedZxid: z(committed) }) as const
const adopted = { type: 'ackNewLeader', epoch: 5 } as const

/** Server 1 leads epoch 5 of `quorum`; `followers` serve, at the end of the history. */
function leaderOf(quorum: Quorum, ...followers: number[]): Rig {
  const rig = new Rig({ quorum })
  rig.core.becomeLeader(state([4, 4], '4.2'))
  for (const id of followers) rig.from(id, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
  rig.saved(5, 4)
  for (const id of followers) rig.from(id, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })
  rig.saved(5, 5)
  for (const id of followers) rig.from(id, adopted)
  expect(rig.core.phase).toBe('broadcast')
  return rig
}

describe('a leader of three tells its followers what its own disk has', () => {
  it('before that is committed, in place of the commit: the number of messages is the same', () => {
    const rig = leaderOf(majority([1, 2, 3]), 2, 3)
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['2,3: leaderDurable 5.1'])
    expect(rig.from(2, ack('5.1'))).toEqual(['apply 5.1'])
    expect(rig.from(3, ack('5.1'))).toEqual([])
    expect(rig.propose(1)).toEqual(['2,3: proposal 5.2 c5.1', 'append 5.2'])
  })

  it('not where it is committed by then: the commit says as much', () => {
    const rig = leaderOf(majority([1, 2, 3]), 2, 3)
    rig.propose(1)
    rig.from(2, ack('5.1'))
    expect(rig.durable('5.1')).toEqual(['apply 5.1', '2,3: commit 5.1'])
    rig.propose(1)
    rig.from(2, ack('5.2'))
    expect(rig.from(3, ack('5.2'))).toEqual(['2,3: commit 5.2'])
    expect(rig.durable('5.2')).toEqual(['apply 5.2'])
  })

  it('and of what is committed beyond that by a commit', () => {
    const rig = leaderOf(majority([1, 2, 3]), 2, 3)
    rig.propose(2)
    expect(rig.durable('5.1')).toEqual(['2,3: leaderDurable 5.1'])
    rig.from(2, ack('5.2'))
    expect(rig.from(3, ack('5.2'))).toEqual(['2,3: commit 5.2'])
  })

  it('once a turn, after the proposals of the turn', () => {
    const rig = leaderOf(majority([1, 2, 3]), 2, 3)
    rig.propose(1)
    rig.core.step({ type: 'durable', zxid: z('5.1') })
    expect(rig.propose(1)).toEqual(['2,3: proposal 5.2 c4.2', '2,3: leaderDurable 5.1', 'append 5.2'])
    expect(rig.durable('5.2')).toEqual(['2,3: leaderDurable 5.2'])
  })

  it('only when they serve: one that is late is told then, and of each commit until then', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.2')
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['2: leaderDurable 5.1'])
    expect(rig.from(3, adopted)).toEqual(['3: upToDate c4.2', '2,3: leaderDurable 5.1'])
    rig.step({ type: 'learnerLost', learner: 3 })
    join(rig, 3, '4.2')
    expect(rig.from(2, ack('5.1'))).toEqual(['apply 5.1', '3: commit 5.1'])
    rig.propose(1)
    rig.durable('5.2')
    expect(rig.from(2, ack('5.2'))).toEqual(['apply 5.2', '3: commit 5.2'])
  })

  it('and one that came back has been told nothing', () => {
    const rig = leaderInBroadcast()
    rig.propose(1)
    rig.durable('5.1')
    rig.step({ type: 'learnerLost', learner: 2 })
    join(rig, 2, '4.2')
    rig.from(2, ack('5.1'))
    expect(rig.from(2, adopted)).toEqual(['apply 5.1', '2: upToDate c5.1', '2: commit 5.1'])
  })

  it('but never one that does not offer to commit by it: one of an older version, or with another quorum', () => {
    const rig = leaderInBroadcast()
    rig.from(3, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: false })
    rig.from(3, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })
    rig.from(3, adopted)
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['2: leaderDurable 5.1'])
    expect(rig.from(2, ack('5.1'))).toEqual(['apply 5.1', '3: commit 5.1'])
  })

  it('and never an observer, nor a follower that has no vote (R44)', () => {
    const rig = leaderOf(majority([1, 2, 3]), 2, 3, 5)
    join(rig, 4, '4.2', true)
    rig.from(4, adopted)
    rig.from(3, ack('4.2'))
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['2,3: leaderDurable 5.1'])
    expect(rig.from(2, ack('5.1'))).toEqual(['apply 5.1', '5: commit 5.1', '4: inform 5.1'])
    // A voter's id does not make a voter of an observer, whatever it claims to know.
    rig.step({ type: 'learnerLost', learner: 3 })
    rig.from(3, { type: 'learnerInfo', acceptedEpoch: 4, observer: true, commitsWithLeader: true })
    rig.from(3, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('5.1') })
    rig.from(3, adopted)
    rig.propose(1)
    expect(rig.durable('5.2')).toEqual(['2: leaderDurable 5.2'])
  })
})

describe('who is a quorum together with the leader, the quorum says', () => {
  it('none of five voters is', () => {
    const rig = leaderOf(majority([1, 2, 3, 4, 5]), 2, 3)
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual([])
    rig.from(2, ack('5.1'))
    expect(rig.from(3, ack('5.1'))).toEqual(['apply 5.1', '2,3: commit 5.1'])
  })

  it('by weights, some are and others are not, and who has no weight is not', () => {
    const rig = leaderOf(hierarchical([new Map([[1, 2], [2, 2], [3, 1], [4, 0]])]), 2, 3, 4)
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['2,3: leaderDurable 5.1'])
    const other = leaderOf(hierarchical([new Map([[1, 2], [2, 3], [3, 1], [4, 0]])]), 2, 3, 4)
    other.propose(1)
    expect(other.durable('5.1')).toEqual(['2: leaderDurable 5.1'])
    expect(other.from(2, ack('5.1'))).toEqual(['apply 5.1', '3,4: commit 5.1'])
  })

  it('by groups, one of the leader\'s own group is not', () => {
    const groups = [new Map([[1, 1]]), new Map([[2, 1]]), new Map([[3, 1], [4, 1], [5, 1]])]
    const rig = leaderOf(hierarchical(groups), 2, 3, 4)
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['2: leaderDurable 5.1'])
  })

  it('a leader that is one by itself says nothing', () => {
    const rig = new Rig({ quorum: hierarchical([new Map([[1, 3], [2, 1], [3, 1]])]) })
    rig.core.becomeLeader(state([4, 4], '4.2'))
    rig.saved(5, 5)
    join(rig, 2, '4.2')
    rig.from(2, adopted)
    rig.propose(1)
    expect(rig.durable('5.1')).toEqual(['apply 5.1', '2: commit 5.1'])
  })
})

describe('a follower that is a quorum together with its leader', () => {
  it('commits what both have on disk, whichever comes last, and acknowledges all the same', () => {
    const rig = servingLearner()
    rig.hears(proposal('4.2', '5.1', '5.2', '5.3'))
    expect(rig.hears(has('5.2'))).toEqual([])
    expect(rig.durable('5.1')).toEqual(['apply 5.1', 'leader: ack 5.1'])
    expect(rig.durable('5.3')).toEqual(['apply 5.2', 'leader: ack 5.3'])
    expect(rig.core.committedZxid).toBe(z('5.2'))
    expect(rig.hears(has('5.3'))).toEqual(['apply 5.3'])
    expect(rig.hears(has('5.1'))).toEqual([])
    expect(rig.core.committedZxid).toBe(z('5.3'))
  })

  it('marks as committed only what it has on disk itself', () => {
    const rig = servingLearner()
    rig.hears(proposal('4.2', '5.1'))
    rig.hears(has('5.1'))
    expect(rig.core.committedZxid).toBe(z('4.2'))
  })

  it('takes no such word before it serves, and leaves', () => {
    const rig = new Rig()
    rig.core.becomeLearner(2, state([4, 4], '4.2'))
    rig.hears({ type: 'leaderInfo', epoch: 5 })
    rig.saved(5, 4)
    rig.hears({ type: 'newLeader', epoch: 5, sessionSecret: SECRET })
    rig.saved(5, 5)
    rig.hears(proposal('4.2', '5.1'))
    expect(rig.hears(has('5.1'))).toEqual(['abandon: leader 2 sent leaderDurable to a learner that is adopted'])
  })

  it('takes none of what it was not sent, or of another epoch, and leaves', () => {
    expect(servingLearner().hears(has('5.1'))[0]).toMatch(/^abandon: the leader of epoch 5 says that it has 0x500000001/)
    expect(servingLearner().hears(has('4.2'))[0]).toMatch(/^abandon/)
  })

  it('does not carry it into its next role', () => {
    const rig = servingLearner()
    rig.hears(proposal('4.2', '5.1'))
    rig.hears(has('5.1'))
    rig.core.becomeLearner(3, state([5, 5], '5.1', '4.2'))
    rig.out()
    rig.hears({ type: 'leaderInfo', epoch: 6 })
    rig.saved(6, 5)
    rig.hears({ type: 'newLeader', epoch: 6, sessionSecret: SECRET })
    rig.saved(6, 6)
    expect(rig.durable('5.1')).toEqual([])
    expect(rig.core.committedZxid).toBe(z('4.2'))
    expect(rig.hears({ type: 'upToDate', committedZxid: z('5.1') })).toEqual(['replay 5.1'])
  })

  it('catches up by it, where it is not done with that yet', () => {
    const rig = new Rig()
    rig.core.becomeLearner(2, state([4, 4], '4.2', '4.1'))
    rig.hears({ type: 'leaderInfo', epoch: 5 })
    rig.saved(5, 4)
    rig.hears({ type: 'newLeader', epoch: 5, sessionSecret: SECRET })
    rig.saved(5, 5)
    rig.hears(proposal('4.2', '5.1'))
    expect(rig.hears({ type: 'upToDate', committedZxid: z('4.2') })).toEqual([])
    rig.durable('5.1')
    expect(rig.hears(has('5.1'))).toEqual([])
    expect(rig.step({ type: 'replayed', zxid: z('4.2') })).toEqual(['apply 5.1', 'established'])
  })

  it('an observer takes no such word, and leaves (R44)', () => {
    const rig = servingLearner(OBSERVER)
    rig.hears({ type: 'inform', records: records('5.1') })
    expect(rig.hears(has('5.1'))).toEqual(['abandon: leader 2 counts on a server that is no quorum together with it'])
  })

  it('offers to only where its own quorum says so, and takes the word from nobody else', () => {
    const five = new Rig({ quorum: majority([1, 2, 3, 4, 5]) })
    five.core.becomeLearner(2, state([4, 4], '4.2'))
    expect(five.out()).toEqual(['leader: learnerInfo 4 false false'])
    const weightless = new Rig({ serverId: 5 })
    weightless.core.becomeLearner(2, state([4, 4], '4.2'))
    expect(weightless.out()).toEqual(['leader: learnerInfo 4 false false'])
    weightless.hears({ type: 'leaderInfo', epoch: 5 })
    weightless.saved(5, 4)
    weightless.hears({ type: 'newLeader', epoch: 5, sessionSecret: SECRET })
    weightless.saved(5, 5)
    weightless.hears({ type: 'upToDate', committedZxid: z('4.2') })
    weightless.hears(proposal('4.2', '5.1'))
    expect(weightless.hears(has('5.1'))[0]).toMatch(/^abandon/)
  })
})
