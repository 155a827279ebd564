import { describe, expect, it } from 'vitest'
import { join, leaderInBroadcast, Rig, state, z } from './rig.ts'

const pong = (sequence: number) => ({ type: 'pong', sequence }) as const
const pings = (lines: readonly string[]): string[] => lines.filter((line) => line.includes('ping'))
const others = (lines: readonly string[]): string[] => lines.filter((line) => !line.includes('ping'))

describe('a leader, as time goes by', () => {
  it('gives up when no quorum comes, sooner than initLimit', () => {
    const rig = new Rig()
    rig.core.becomeLeader(state([4, 4], '4.2'))
    expect(rig.tick(9)).toEqual([])
    expect(rig.tick()).toEqual(['abandon: no quorum has come to this leader'])
    expect(rig.core.phase).toBe('idle')
  })

  it('pings every learner every tick', () => {
    const rig = leaderInBroadcast()
    rig.from(4, { type: 'learnerInfo', acceptedEpoch: 4, observer: true, commitsWithLeader: false })
    expect(rig.tick(2)).toEqual(['2,4: ping 1', '2,4: ping 2'])
  })

  it('drops who is silent, and gives up when it hears of no quorum', () => {
    const rig = leaderInBroadcast()
    rig.tick(9)
    expect(rig.tick()).toEqual(['abandon: no quorum has been heard of within syncLimit', 'drop 2: silent for 10 ticks'].reverse())
  })

  it('stays as long as a quorum answers, without those that do not', () => {
    const rig = leaderInBroadcast()
    join(rig, 3, '4.2')
    for (let i = 1; i <= 10; i++) {
      rig.tick()
      rig.from(2, pong(i))
    }
    expect(others(rig.tick(20)).at(-1)).toBe('abandon: no quorum has been heard of within syncLimit')
  })

  it('waits for a voter whose link was lost, but not for ever, and not on account of an observer', () => {
    const rig = leaderInBroadcast()
    join(rig, 4, '4.2', true)
    rig.step({ type: 'learnerLost', learner: 2 })
    for (let i = 1; i <= 9; i++) {
      expect(others(rig.tick())).toEqual([])
      rig.from(4, pong(i))
    }
    expect(rig.tick()).toEqual(['abandon: no quorum has been heard of within syncLimit'])
    const back = leaderInBroadcast()
    back.step({ type: 'learnerLost', learner: 2 })
    back.tick(9)
    join(back, 2, '4.2')
    expect(pings(back.tick(9)).length).toBe(9)
  })

  it('goes on with a synchronisation as long as a quorum is heard of, and no longer than syncLimit without', () => {
    const rig = new Rig()
    rig.core.becomeLeader(state([4, 4], '4.2'))
    rig.from(2, { type: 'learnerInfo', acceptedEpoch: 4, observer: false, commitsWithLeader: true })
    rig.saved(5, 4)
    rig.from(2, { type: 'ackEpoch', currentEpoch: 4, lastZxid: z('4.1') })
    for (let i = 1; i <= 30; i++) {
      expect(others(rig.tick())).toEqual([])
      rig.from(2, pong(i))
    }
    const lines = others(rig.tick(20))
    expect(lines).toEqual(['drop 2: silent for 10 ticks', 'abandon: no quorum has been heard of within syncLimit'])
  })
})
