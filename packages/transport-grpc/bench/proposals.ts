/**
 * Proposals of 64 records of 1 KiB to two learners, each in a process of its own, which acknowledge every one; and the round trip of a ping.
 *
 *   npx tsx --conditions=@zabkit/source packages/transport-grpc/bench/proposals.ts [seconds]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Ensemble, majority, makeZxid, type PeerLink, type PeerMessage, type PeerTransport } from '@zabkit/core'
import { grpcPeers } from '../src/index.ts'
import { parts, TestSystem } from '../test/system.ts'

const RECORDS = 64
const RECORD_BYTES = 1_024
/** Proposals that a learner may be behind. */
const IN_FLIGHT = 8
const ROUND_TRIPS = 10_000
const LEARNERS = [2, 3]

const ensemble: Ensemble = {
  clusterId: 'bench',
  members: [1, ...LEARNERS].map((id) => ({ id, role: 'voter', addresses: [] })),
  quorum: majority([1, ...LEARNERS]),
}

function transportOf(serverId: number, leader: string): PeerTransport {
  const options = { host: '127.0.0.1', port: 0, addressesOf: () => [leader] }
  return grpcPeers(options)({ ...parts(new TestSystem()), serverId, ensemble })
}

/** The leader's view of a learner: what it has acknowledged. */
interface Learner {
  readonly link: PeerLink
  acknowledged: number
  onPong: () => void
}

async function lead(seconds: number): Promise<void> {
  const transport = transportOf(1, '')
  const learners: Learner[] = []
  let turn = (): void => {}
  await transport.start({
    accepted(link) {
      const learner: Learner = { link, acknowledged: 0, onPong() {} }
      learners.push(learner)
      const messages = (all: readonly PeerMessage[]): void => {
        for (const message of all) {
          if (message.type === 'ack') learner.acknowledged++
          else if (message.type === 'pong') learner.onPong()
        }
        turn()
      }
      return { messages, drained() {}, closed() {} }
    },
  })
  const children = LEARNERS.map((id) => fork(fileURLToPath(import.meta.url), ['follow', String(id), transport.address]))
  while (learners.length < LEARNERS.length) await new Promise((resolve) => setTimeout(resolve, 5))
  await roundTrips(learners[0] as Learner)
  await proposals(learners, seconds, (next) => {
    turn = next
  })
  for (const child of children) await ended(child)
  await transport.stop()
}

async function roundTrips(learner: Learner): Promise<void> {
  const times: number[] = []
  for (let sequence = 0; sequence < ROUND_TRIPS; sequence++) {
    const began = performance.now()
    await new Promise<void>((resolve) => {
      learner.onPong = resolve
      learner.link.send([{ type: 'ping', sequence }])
    })
    times.push((performance.now() - began) * 1_000)
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(0)
  process.stdout.write(`round trip of a ping: p50 ${at(0.5)} us, p99 ${at(0.99)} us\n`)
}

async function proposals(learners: readonly Learner[], seconds: number, onTurn: (next: () => void) => void): Promise<void> {
  const records = Array.from({ length: RECORDS }, (_, i) => ({ zxid: makeZxid(1, i + 1), bytes: Buffer.alloc(RECORD_BYTES, i), trace: null }))
  const cpu = process.cpuUsage()
  const began = performance.now()
  const until = began + seconds * 1_000
  let sent = 0
  await new Promise<void>((resolve) => {
    const next = (): void => {
      const behind = sent - Math.min(...learners.map(({ acknowledged }) => acknowledged))
      if (performance.now() < until) for (let room = IN_FLIGHT - behind; room > 0; room--) propose()
      else if (behind === 0) resolve()
    }
    const propose = (): void => {
      const proposal: PeerMessage = { type: 'proposal', records, committedZxid: makeZxid(1, sent) }
      sent++
      for (const { link } of learners) link.send([proposal])
    }
    onTurn(next)
    next()
  })
  report(sent * RECORDS, performance.now() - began, process.cpuUsage(cpu))
}

function report(records: number, ms: number, { user, system }: NodeJS.CpuUsage): void {
  const rate = Math.round((records * 1_000) / ms)
  process.stdout.write(`${RECORDS} x ${RECORD_BYTES} B to ${LEARNERS.length} learners: ${rate} records/s, `)
  process.stdout.write(`${((user + system) / records).toFixed(2)} us of leader CPU each\n`)
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill()
  })
}

async function follow(serverId: number, leader: string): Promise<void> {
  const transport = transportOf(serverId, leader)
  await transport.start({ accepted: () => null })
  let link: PeerLink | null = null
  transport.connect(1, 'learner', {
    opened(made) {
      link = made
    },
    messages(all) {
      for (const message of all) {
        if (message.type === 'ping') link?.send([{ type: 'pong', sequence: message.sequence }])
        else if (message.type === 'proposal') link?.send([{ type: 'ack', zxid: message.committedZxid }])
      }
    },
    drained() {},
    closed: () => process.exit(0),
  })
}

const [mode = '3', id = '', leader = ''] = process.argv.slice(2)
if (mode === 'follow') await follow(Number(id), leader)
else await lead(Number(mode))
