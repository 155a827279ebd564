import { describe, expect, it } from 'vitest'
import { SYNC_ROUNDS_MAX } from '../src/limits.ts'
import { join, leaderInBroadcast, Rig, state, z } from './rig.ts'

interface Found {
  readonly floor: string | null
  readonly base?: string
  readonly snapshot?: string
}

function located(rig: Rig, learner: number, token: number, { floor, base = '0', snapshot = '0' }: Found): string[] {
  return rig.step({ type: 'located', learner, token, floor: floor === null ? null : z(floor), baseZxid: z(base), snapshotZxid: z(snapshot) })
}

const streamed = (rig: Rig, learner: number, token: number, upTo: string): string[] => rig.step({ type: 'streamed', learner, token, upTo: z(upTo) })

describe('the synchronisation of a learner', () => {
  it('that lacks nothing is the mark of the end alone', () => {
    expect(join(leaderInBroadcast(), 3, '4.2')).toEqual(['3: newLeader 5'])
  })

  it('streams the log, and attaches where the stream ends', () => {
    const rig = leaderInBroadcast()
    expect(join(rig, 3, '4.1')).toEqual(['locate 4.1 for 3, token 1'])
    expect(located(rig, 3, 1, { floor: '4.1' })).toEqual(['streamLog 4.1-4.2 to 3, token 2'])
    expect(streamed(rig, 3, 2, '4.2')).toEqual(['3: newLeader 5'])
    expect(rig.from(3, { type: 'ackNewLeader', epoch: 5 })).toEqual(['3: upToDate c4.2'])
    expect(rig.core.learners).toEqual([
      { id: 2, observer: false, synced: true },
      { id: 3, observer: false, synced: true },
    ])
  })

  it('gives a follower what is proposed but not committed as history, and each proposal from then on (R20)', () => {
    const rig = leaderInBroadcast()
    rig.propose(2)
    expect(join(rig, 3, '4.2')).toEqual(['3: history 5.1,5.2 c4.2', '3: newLeader 5'])
    expect(rig.propose(1)[0]).toBe('2,3: proposal 5.3 c4.2')
  })

  it('sends what was proposed in the same turn once', () => {
    const rig = leaderInBroadcast()
    rig.from(3, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
    const zxid = rig.core.nextZxid()
    expect(zxid).toBe(z('5.1'))
    const [record] = [{ zxid: z('5.1'), bytes: Buffer.alloc(1) }]
    rig.core.step({ type: 'propose', records: [record] })
    expect(rig.from(3, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })).toEqual([
      '2: proposal 5.1 c4.2',
      '3: history 5.1 c4.2',
      '3: newLeader 5',
      'append 5.1',
    ])
  })

  it('meets the end of the stream although txns were applied meanwhile', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.1')
    located(rig, 3, 1, { floor: '4.1' })
    rig.propose(2)
    rig.from(2, { type: 'ack', zxid: z('5.2') })
    expect(rig.durable('5.2')).toEqual(['apply 5.1,5.2', '2: commit 5.2'])
    expect(streamed(rig, 3, 2, '4.2')).toEqual(['3: history 5.1,5.2 c5.2', '3: newLeader 5'])
  })

  it('never looks on disk for what is committed but not yet durable here', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.2')
    rig.from(3, { type: 'ackNewLeader', epoch: 5 })
    rig.propose(2)
    rig.from(2, { type: 'ack', zxid: z('5.1') })
    expect(rig.from(3, { type: 'ack', zxid: z('5.1') })).toEqual(['2,3: commit 5.1'])
    rig.step({ type: 'learnerLost', learner: 3 })
    expect(join(rig, 3, '5.1')).toEqual(['3: history 5.2 c5.1', '3: newLeader 5'])
  })

  it('cuts what is in no history that counts, and looks again', () => {
    const rig = leaderInBroadcast()
    expect(join(rig, 3, '4.9')).toEqual(['locate 4.9 for 3, token 1'])
    expect(located(rig, 3, 1, { floor: '4.2' })).toEqual(['3: truncate 4.2'])
    expect(rig.from(3, { type: 'truncated', lastZxid: z('4.1') })).toEqual(['locate 4.1 for 3, token 2'])
    expect(located(rig, 3, 2, { floor: '4.1' })).toEqual(['streamLog 4.1-4.2 to 3, token 3'])
  })

  it('ends for a learner that claims more after the cut than was left to it', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.9')
    located(rig, 3, 1, { floor: '4.1' })
    expect(rig.from(3, { type: 'truncated', lastZxid: z('4.2') })).toEqual(['drop 3: truncated out of turn'])
  })

  it('sends a snapshot to one that is too far behind, then the log after it', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '1.1')
    expect(located(rig, 3, 1, { floor: null, base: '3.1', snapshot: '4.1' })).toEqual(['streamSnapshot to 3, token 2'])
    expect(streamed(rig, 3, 2, '4.1')).toEqual(['locate 4.1 for 3, token 3'])
    expect(located(rig, 3, 3, { floor: '4.1', base: '3.1', snapshot: '4.1' })).toEqual(['streamLog 4.1-4.2 to 3, token 4'])
  })

  it('ends where nothing can help', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '1.1')
    expect(located(rig, 3, 1, { floor: null, base: '3.1' })[0]).toMatch(/^drop 3: the log begins after 0x300000001/)
  })

  it('looks again when the log was purged under the stream, and not for ever', () => {
    const rig = leaderInBroadcast()
    let lines = join(rig, 3, '4.1')
    for (let round = 1; round <= SYNC_ROUNDS_MAX; round++) {
      expect(lines[0]).toMatch(/^locate 4.1 for 3/)
      const token = Number(lines[0]?.split(' ').at(-1))
      located(rig, 3, token, { floor: '4.1' })
      lines = streamed(rig, 3, token + 1, '4.1')
    }
    expect(lines[0]).toMatch(/^drop 3: no common history/)
  })

  it('ignores answers to an earlier following', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.1')
    rig.step({ type: 'learnerLost', learner: 3 })
    expect(join(rig, 3, '1.1')).toEqual(['locate 1.1 for 3, token 2'])
    expect(located(rig, 3, 1, { floor: '4.1' })).toEqual([])
    expect(streamed(rig, 3, 1, '4.2')).toEqual([])
  })

  it('gives an observer committed txns only, as they are applied (R19)', () => {
    const rig = leaderInBroadcast()
    rig.propose(1)
    expect(join(rig, 4, '4.1', true)).toEqual(['locate 4.1 for 4, token 1'])
    expect(located(rig, 4, 1, { floor: '4.1' })).toEqual(['streamLog 4.1-4.2 to 4, token 2'])
    expect(streamed(rig, 4, 2, '4.2')).toEqual(['4: newLeader 5'])
    expect(rig.propose(1)).toEqual(['2: proposal 5.2 c4.2', 'append 5.2'])
    rig.from(2, { type: 'ack', zxid: z('5.1') })
    expect(rig.durable('5.2')).toEqual(['apply 5.1', '2: leaderDurable 5.2', '4: inform 5.1'])
  })

  it('invites an observer when there is something to observe', () => {
    const early = new Rig()
    early.core.becomeLeader(state([4, 4], '4.2'))
    early.from(4, { type: 'learnerInfo', acceptedEpoch: 4, observer: true, commitsWithLeader: false })
    early.from(2, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
    expect(early.saved(5, 4)).toEqual(['2: leaderInfo 5'])
    early.from(2, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.2') })
    early.from(2, { type: 'ackNewLeader', epoch: 5 })
    expect(early.saved(5, 5)).toEqual(['4: leaderInfo 5', '2: upToDate c4.2', 'established'])
    const rig = leaderInBroadcast()
    expect(rig.from(4, { type: 'learnerInfo', acceptedEpoch: 4, observer: true, commitsWithLeader: false })).toEqual(['4: leaderInfo 5'])
  })
})
