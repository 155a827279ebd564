import { type LogRecord, majority, makeZxid, type Zxid } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { LeaderBroadcast } from '../src/index.ts'

const before = makeZxid(1, 7)

function leaderOf(...voters: number[]): LeaderBroadcast {
  const leader = new LeaderBroadcast({ serverId: 1 })
  leader.becomeLeader(2, before, majority(voters))
  return leader
}

function propose(leader: LeaderBroadcast, count: number): Zxid[] {
  const records: LogRecord[] = []
  for (let i = 0; i < count; i++) records.push({ zxid: leader.nextZxid() as Zxid, bytes: Buffer.alloc(32) })
  leader.step({ type: 'propose', records })
  return records.map((record) => record.zxid)
}

/** Takes the output over and returns what was to be applied. */
function applied(leader: LeaderBroadcast): Zxid[] {
  const zxids = leader.ready().apply.map((record) => record.zxid)
  leader.advance()
  return zxids
}

describe('the leader of a broadcast', () => {
  it('gives zxids of its epoch without a gap', () => {
    expect(propose(leaderOf(1), 3)).toEqual([makeZxid(2, 1), makeZxid(2, 2), makeZxid(2, 3)])
  })

  it('alone, commits what its own log has on disk and nothing earlier', () => {
    const leader = leaderOf(1)
    const [first, second] = propose(leader, 2) as [Zxid, Zxid]
    expect(leader.ready().append.map((record) => record.zxid)).toEqual([first, second])
    expect(applied(leader)).toEqual([])
    leader.step({ type: 'durable', zxid: first })
    expect(applied(leader)).toEqual([first])
    leader.step({ type: 'durable', zxid: second })
    expect(applied(leader)).toEqual([second])
    expect(leader.committedZxid).toBe(second)
  })

  it('of three, commits with one more server, but applies only what is durable here too', () => {
    const leader = leaderOf(1, 2, 3)
    const [first, second] = propose(leader, 2) as [Zxid, Zxid]
    leader.step({ type: 'ack', from: 2, zxid: second })
    leader.step({ type: 'ack', from: 3, zxid: second })
    expect(leader.committedZxid).toBe(second)
    expect(applied(leader)).toEqual([])
    leader.step({ type: 'durable', zxid: first })
    expect(applied(leader)).toEqual([first])
  })

  it('does not count a server that has no vote, nor an acknowledgement twice', () => {
    const leader = leaderOf(1, 2, 3)
    const [first] = propose(leader, 1) as [Zxid]
    leader.step({ type: 'durable', zxid: first })
    leader.step({ type: 'ack', from: 9, zxid: first })
    leader.step({ type: 'durable', zxid: first })
    expect(leader.committedZxid).toBe(before)
    leader.step({ type: 'ack', from: 3, zxid: first })
    expect(leader.committedZxid).toBe(first)
  })

  it('never takes a commit back when an old acknowledgement comes late', () => {
    const leader = leaderOf(1, 2, 3)
    const [first, second] = propose(leader, 2) as [Zxid, Zxid]
    leader.step({ type: 'durable', zxid: second })
    leader.step({ type: 'ack', from: 2, zxid: second })
    leader.step({ type: 'ack', from: 3, zxid: first })
    expect(leader.committedZxid).toBe(second)
  })

  it('stops giving zxids at the end of the counter, and goes on in the next epoch', () => {
    const leader = new LeaderBroadcast({ serverId: 1, maxCounter: 2 })
    leader.becomeLeader(1, 0 as Zxid, majority([1]))
    const zxids = propose(leader, 2)
    expect(leader.nextZxid()).toBeNull()
    expect(() => leader.becomeLeader(2, makeZxid(1, 2), majority([1]))).toThrow(/settled/)
    leader.step({ type: 'durable', zxid: zxids[1] as Zxid })
    applied(leader)
    leader.becomeLeader(2, makeZxid(1, 2), majority([1]))
    expect(leader.nextZxid()).toBe(makeZxid(2, 1))
  })

  it('refuses an acknowledgement of what was never proposed', () => {
    const leader = leaderOf(1, 2, 3)
    expect(() => leader.step({ type: 'ack', from: 2, zxid: makeZxid(2, 5) })).toThrow(/never proposed/)
  })
})
