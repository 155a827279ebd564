/**
 * The broadcast core of Zab: a pure state machine. Inputs by `step`, outputs by `ready`; it does no I/O and knows no time.
 *
 * ```ts
 * import { majority, type Zxid } from '@zabkit/core'
 * import { zabBroadcast } from '@zabkit/zab-broadcast'
 * const leader = zabBroadcast()({ serverId: 1 })
 * leader.becomeLeader(1, 0 as Zxid, majority([1]))
 * const zxid = leader.nextZxid() as Zxid
 * leader.step({ type: 'propose', records: [{ zxid, bytes: Buffer.alloc(32) }] })
 * leader.step({ type: 'durable', zxid })
 * console.log(leader.ready().apply.length) // 1
 * ```
 *
 * @packageDocumentation
 */
import type { Broadcast, BroadcastOptions } from '@zabkit/core'
import { LeaderBroadcast } from './leader-broadcast.ts'

export { LeaderBroadcast }

/** The plugin for createServer's `broadcast`. */
export function zabBroadcast(): (options: BroadcastOptions) => Broadcast {
  return (options) => new LeaderBroadcast(options)
}
