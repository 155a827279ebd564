import { majority } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { join, leaderInBroadcast, Rig, servingLearner, state, z } from './rig.ts'

const pong = (sequence: number) => ({ type: 'pong', sequence }) as const
const barrier = (token: number) => ({ type: 'barrier', token }) as const

describe('a barrier at the leader', () => {
  it('is passed when a quorum has answered a ping that was sent after it was asked for (R50)', () => {
    const rig = leaderInBroadcast()
    rig.tick()
    expect(rig.step(barrier(7))).toEqual(['2: ping 2'])
    expect(rig.from(2, pong(1))).toEqual([])
    expect(rig.step(barrier(8))).toEqual(['2: ping 3'])
    expect(rig.from(2, pong(2))).toEqual(['barrier 7'])
    expect(rig.from(2, pong(3))).toEqual(['barrier 8'])
  })

  it('waits for what had been proposed, and no longer', () => {
    const rig = leaderInBroadcast()
    rig.propose(1)
    rig.step(barrier(7))
    rig.propose(1)
    rig.from(2, pong(1))
    rig.from(2, { type: 'ack', zxid: z('5.2') })
    expect(rig.durable('5.1')).toEqual(['apply 5.1', '2: commit 5.1', 'barrier 7'])
  })

  it('is answered to a learner after the commit that it stands for', () => {
    const rig = leaderInBroadcast()
    rig.propose(1)
    expect(rig.from(2, { type: 'sync', token: 3 })).toEqual(['2: ping 1'])
    rig.from(2, pong(1))
    rig.from(2, { type: 'ack', zxid: z('5.1') })
    expect(rig.durable('5.1')).toEqual(['apply 5.1', '2: commit 5.1', '2: synced 3 5.1'])
  })

  it('does not count answers of those that have no vote or have not adopted the epoch', () => {
    const rig = leaderInBroadcast()
    join(rig, 4, '4.2', true)
    rig.from(4, { type: 'ackNewLeader', epoch: 5 })
    join(rig, 3, '4.2')
    rig.step(barrier(7))
    expect([...rig.from(4, pong(1)), ...rig.from(3, pong(1))]).toEqual([])
    expect(rig.from(2, pong(1))).toEqual(['barrier 7'])
  })

  it('of a quorum of one is passed at once, in the order of what is applied', () => {
    const rig = new Rig({ quorum: majority([1]) })
    rig.core.becomeLeader(state([4, 4], '4.2'))
    expect(rig.step(barrier(6))).toEqual(['saveEpochs 5 5'])
    expect(rig.saved(5, 5)).toEqual(['established', 'barrier 6'])
    expect(rig.step(barrier(7))).toEqual(['barrier 7'])
    rig.propose(1)
    expect(rig.step(barrier(8))).toEqual([])
    expect(rig.durable('5.1')).toEqual(['apply 5.1', 'barrier 8'])
  })
})

describe('a barrier at a learner', () => {
  it('goes to the leader once the learner serves, and is passed when what the leader had committed is applied', () => {
    const rig = servingLearner()
    expect(rig.step(barrier(7))).toEqual(['leader: sync 7'])
    rig.hears({ type: 'proposal', records: [{ zxid: z('5.1'), bytes: Buffer.alloc(1) }], committedZxid: z('5.1') })
    expect(rig.hears({ type: 'synced', token: 7, zxid: z('5.1') })).toEqual([])
    expect(rig.hears({ type: 'ping', sequence: 1 })).toEqual(['leader: pong 1'])
    expect(rig.durable('5.1')).toEqual(['apply 5.1', 'leader: ack 5.1', 'barrier 7'])
    expect(rig.hears({ type: 'synced', token: 8, zxid: z('5.1') })).toEqual(['barrier 8'])
  })

  it('is held until then', () => {
    const rig = new Rig()
    rig.core.becomeLearner(2, state([4, 4], '4.2'))
    rig.out()
    expect(rig.step(barrier(7))).toEqual([])
    rig.hears({ type: 'leaderInfo', epoch: 5 })
    rig.saved(5, 4)
    rig.hears({ type: 'newLeader', epoch: 5, sessionSecret: new Uint8Array(1) })
    rig.saved(5, 5)
    expect(rig.hears({ type: 'upToDate', committedZxid: z('4.2') })).toEqual(['leader: sync 7', 'established'])
  })
})
