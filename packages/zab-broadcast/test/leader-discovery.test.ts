import { majority, MAX_EPOCH } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { Rig, state, z } from './rig.ts'

function leader(epochs: readonly [number, number] = [4, 4], last = '4.2', options = {}): Rig {
  const rig = new Rig(options)
  rig.core.becomeLeader(state(epochs, last))
  return rig
}

const info = (acceptedEpoch: number, observer = false) => ({ type: 'learnerInfo', acceptedEpoch, observer, commitsWithLeader: !observer }) as const
const ackEpoch = (currentEpoch: number | null, last: string) => ({ type: 'ackEpoch', currentEpoch, lastZxid: z(last) }) as const

describe('a leader that looks for its epoch', () => {
  it('alone takes one durable step, and serves', () => {
    const rig = leader([4, 4], '4.2', { quorum: majority([1]) })
    expect(rig.out()).toEqual(['saveEpochs 5 5'])
    expect(rig.core.phase).toBe('discovery')
    expect(rig.saved(5, 5)).toEqual(['established'])
    expect([rig.core.phase, rig.core.epoch]).toEqual(['broadcast', 5])
    expect(rig.core.nextZxid()).toBe(z('5.1'))
  })

  it('alone applies the rest of its log before it serves', () => {
    const rig = new Rig({ quorum: majority([1]) })
    rig.core.becomeLeader(state([4, 4], '4.2', '4.1'))
    expect(rig.saved(5, 5)).toEqual(['saveEpochs 5 5', 'replay 4.2'])
    expect(rig.core.phase).toBe('synchronisation')
    expect(rig.step({ type: 'replayed', zxid: z('4.2') })).toEqual(['established'])
    expect(rig.core.committedZxid).toBe(z('4.2'))
  })

  it('chooses an epoch beyond all that a quorum promised, and tells it when it is durable here', () => {
    const rig = leader()
    expect(rig.out()).toEqual([])
    expect(rig.from(2, info(9))).toEqual(['saveEpochs 10 4'])
    expect(rig.from(3, info(3))).toEqual([])
    expect(rig.saved(10, 4)).toEqual(['2: leaderInfo 10', '3: leaderInfo 10'])
  })

  it('goes beyond the epoch of its own log, too', () => {
    expect(leader([4, 4], '6.1').from(2, info(3))).toEqual(['saveEpochs 7 4'])
  })

  it('is not moved by those that do not vote: neither by their number nor by their epochs', () => {
    const rig = leader()
    expect([...rig.from(4, info(50, true)), ...rig.from(5, info(50)), ...rig.from(2, info(50, true))]).toEqual([])
    rig.step({ type: 'learnerLost', learner: 2 })
    expect(rig.from(3, info(4))).toEqual(['saveEpochs 5 4'])
    const late = rig.saved(5, 4)
    expect(late).toContain('3: leaderInfo 5')
    expect(late.some((line) => line.startsWith('drop 5: server 5 has promised epoch 50'))).toBe(true)
    expect(late.some((line) => line.startsWith('4:'))).toBe(false)
  })

  it('gives up where no epoch is left', () => {
    const [line] = leader([MAX_EPOCH, 4]).from(2, info(1))
    expect(line).toMatch(/^abandon: ZK_EPOCH_EXHAUSTED/)
  })

  it('gives up for a voter that knows more', () => {
    for (const newer of [ackEpoch(5, '1.1'), ackEpoch(4, '4.3')]) {
      const rig = leader()
      rig.from(2, info(4))
      rig.saved(5, 4)
      expect(rig.from(2, newer)).toEqual(['abandon: server 2 has a newer history than this leader'])
      expect(rig.core.role).toBe('idle')
    }
  })

  it('counts a promise once, and none that was given before', () => {
    const rig = leader()
    rig.from(2, info(4))
    rig.saved(5, 4)
    expect(rig.from(2, ackEpoch(null, '4.2'))).toEqual([])
    expect(rig.core.phase).toBe('discovery')
    rig.from(3, info(4))
    expect(rig.from(3, ackEpoch(4, '4.1'))[0]).toBe('2: newLeader 5')
    expect(rig.core.phase).toBe('synchronisation')
  })

  it('goes again when a voter has promised a later epoch, and only drops one that does not vote', () => {
    const rig = leader()
    rig.from(2, info(4))
    rig.saved(5, 4)
    expect(rig.from(5, info(6))).toEqual(['drop 5: server 5 has promised epoch 6, which is after 5'])
    expect(rig.from(3, info(6))).toEqual(['abandon: server 3 has promised epoch 6, which is after 5'])
  })

  it('drops who speaks out of turn', () => {
    const rig = leader()
    expect(rig.from(2, { type: 'ack', zxid: z('4.2') })).toEqual(['drop 2: ack before learnerInfo'])
    rig.from(3, info(4))
    expect(rig.from(3, { type: 'ackNewLeader', epoch: 5 })).toEqual(['drop 3: ackNewLeader before the epoch was promised'])
    rig.from(3, info(4))
    expect(rig.from(3, { type: 'pong', sequence: 99 })).toEqual(['drop 3: pong without a ping'])
    rig.from(3, info(4))
    expect(rig.from(3, ackEpoch(4, '4.2'))).toEqual(['drop 3: ackEpoch out of turn'])
  })

  it('ignores what comes late of an earlier role', () => {
    const rig = leader()
    expect(rig.saved(4, 4)).toEqual([])
    expect(rig.step({ type: 'truncated', lastZxid: z('4.1') }, { type: 'replayed', zxid: z('4.2') }, { type: 'snapshotInstalled', zxid: z('4.2') })).toEqual([])
    rig.core.becomeIdle()
    expect(rig.saved(5, 4)).toEqual([])
    expect(rig.durable('4.2')).toEqual([])
  })
})

it('only a voter leads, and no epoch twice', () => {
  expect(() => new Rig({ serverId: 9 }).core.becomeLeader(state([4, 4]))).toThrow(/votes/)
  const rig = leader([4, 4], '4.2', { quorum: majority([1]) })
  rig.saved(5, 5)
  rig.core.becomeLeader(state([4, 4], '4.2'))
  expect(() => rig.saved(5, 5)).toThrow(/led once/)
})
