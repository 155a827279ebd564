import { type PeerChannel, PEER_DRAINED_BYTES, type PeerMessage } from '@zabkit/core'
import { equal, ok, rejects } from './check.ts'
import { bytes, sampleMessages } from './peer-message-samples.ts'
import { type End, ensembleOf, PeerLab, type PeerTransportFixture, Seat } from './peer-transport-lab.ts'

export type { PeerTransportFixture } from './peer-transport-lab.ts'

export interface PeerTransportSuiteOptions {
  /** The test runner's `it`. */
  readonly test: (name: string, run: () => Promise<void>) => void
  readonly create: () => Promise<PeerTransportFixture>
}

/** What every PeerTransport promises. Call it inside `describe`. */
export function peerTransportSuite({ test, create }: PeerTransportSuiteOptions): void {
  for (const [name, run] of CASES) test(name, () => inLab(create, run))
}

type Case = (lab: PeerLab) => Promise<void>

const CASES: readonly (readonly [string, Case])[] = [
  ['both channels keep the order in both directions', keepsOrder],
  ['the two ends know each other and the channel', knowsPeers],
  ['every kind of message arrives unchanged, alone', (lab) => carriesAll(lab, 1)],
  ['every kind of message arrives unchanged, many in a frame', (lab) => carriesAll(lab, 50)],
  ['one message may be sent on several links', sharesMessages],
  ['what was sent may be overwritten at once', letsSlicesGo],
  ['what arrived is never written to again', keepsSlices],
  ['what is sent before `accepted` returns arrives', sendsWhileAccepting],
  ['a reason to close is told to both sides, after what was sent before', closesWithReason],
  ['a link that is closed takes calls and does nothing', isHarmlessOnceClosed],
  ['closing inside `messages` is allowed', closesInside],
  ['a server of another cluster is refused', (lab) => refuses(lab, () => lab.seat(2, [1, 2, 3], 'another'))],
  ['a server that the other does not know is refused', (lab) => refuses(lab, () => lab.seat(9, [1, 2, 3, 9]))],
  ['a server that this one does not know is not dialled', dialsNobody],
  ['a link that the handler does not take is refused', refusesByHandler],
  ['dialling a server that does not run ends in `closed`, and works once it runs', redials],
  ['a newer link of a server replaces the one it had', replaces],
  ['bytes for a peer that does not read are counted, and `drained` comes when they are gone', pushesBack],
  ['nothing comes while paused, and all of it after', pauses],
  ['`stop` closes every link on both sides, and nothing is dialled any more', stops],
  ['links do not disturb each other', independent],
  ['a port that is taken is ZK_PORT_UNUSABLE', refusesTakenPort],
]

async function inLab(create: PeerTransportSuiteOptions['create'], run: Case): Promise<void> {
  const lab = new PeerLab(await create())
  try {
    await run(lab)
    await lab.end()
  } finally {
    await lab.stop()
    await lab.fixture.remove()
  }
}

async function pair(lab: PeerLab, channel: PeerChannel = 'learner'): Promise<{ one: Seat; two: Seat; dialled: End; accepted: End }> {
  const one = await lab.seat(1)
  const two = await lab.seat(2)
  return { one, two, ...(await lab.link(two, one, channel)) }
}

function pings(count: number, from = 0): PeerMessage[] {
  return Array.from({ length: count }, (_, i) => ({ type: 'ping', sequence: from + i }))
}

async function keepsOrder(lab: PeerLab): Promise<void> {
  const one = await lab.seat(1)
  const two = await lab.seat(2)
  for (const channel of ['election', 'learner'] as const) {
    const { dialled, accepted } = await lab.link(two, one, channel)
    const all = pings(600)
    for (let i = 0; i < all.length; i += 1 + (i % 7)) {
      const some = all.slice(i, i + 1 + (i % 7))
      dialled.send(...some)
      accepted.send(...some)
      if (i % 50 === 0) await lab.fixture.turn()
    }
    await lab.until('all messages', () => dialled.messagesSeen.length >= all.length && accepted.messagesSeen.length >= all.length)
    equal(accepted.messagesSeen, all, `messages to the one that was dialled (${channel})`)
    equal(dialled.messagesSeen, all, `messages to the one that dialled (${channel})`)
  }
}

async function knowsPeers(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab, 'election')
  equal([accepted.open.peerId, accepted.open.channel], [2, 'election'], 'who dialled')
  equal([dialled.open.peerId, dialled.open.channel], [1, 'election'], 'who was dialled')
}

async function carriesAll(lab: PeerLab, atOnce: number): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  const samples = sampleMessages()
  for (let i = 0; i < samples.length; i += atOnce) dialled.send(...samples.slice(i, i + atOnce))
  await lab.until('all messages', () => accepted.messagesSeen.length >= samples.length)
  for (const [i, sample] of samples.entries()) equal(accepted.messagesSeen[i], sample, `a message of type ${sample.type}`)
  equal(accepted.messagesSeen.length, samples.length, 'messages')
}

async function sharesMessages(lab: PeerLab): Promise<void> {
  const leader = await lab.seat(1)
  const links = [await lab.link(await lab.seat(2), leader), await lab.link(await lab.seat(3), leader)]
  const samples = sampleMessages()
  for (const sample of samples) for (const { accepted } of links) accepted.send(sample)
  await lab.until('all messages', () => links.every(({ dialled }) => dialled.messagesSeen.length >= samples.length))
  for (const { dialled } of links) equal(dialled.messagesSeen, samples, 'messages to each')
}

async function letsSlicesGo(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  const scratch = bytes(5_000)
  const request = { sessionHigh: 0, sessionLow: 0, local: false, xid: 1, opcode: 1, body: scratch.subarray(10, 4_000), ids: [], trace: null }
  dialled.send({ type: 'requests', requests: [request] }, { type: 'snapshotChunk', bytes: scratch.subarray(1) })
  scratch.fill(0)
  await lab.until('the messages', () => accepted.messagesSeen.length === 2)
  const [first, second] = accepted.messagesSeen
  ok(first?.type === 'requests' && second?.type === 'snapshotChunk', 'the messages arrive in order')
  equal(first.requests[0]?.body, bytes(5_000).subarray(10, 4_000), 'the body of a request')
  equal(second.bytes, bytes(5_000).subarray(1), 'the bytes of a chunk')
}

async function keepsSlices(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  for (let i = 0; i < 100; i++) {
    dialled.send({ type: 'snapshotChunk', bytes: bytes(100 + i * 97) })
    if (i % 10 === 0) await lab.fixture.turn()
  }
  await lab.until('all chunks', () => accepted.messagesSeen.length === 100)
  for (const [i, message] of accepted.messagesSeen.entries()) {
    equal(message, { type: 'snapshotChunk', bytes: bytes(100 + i * 97) }, 'a chunk that was kept')
  }
}

async function sendsWhileAccepting(lab: PeerLab): Promise<void> {
  const one = await lab.seat(1)
  one.onAccepted = (link) => link.send(pings(3))
  const { dialled } = await lab.link(await lab.seat(2), one)
  await lab.until('the messages', () => dialled.messagesSeen.length >= 3)
  equal(dialled.messagesSeen, pings(3), 'messages')
}

async function closesWithReason(lab: PeerLab): Promise<void> {
  const one = await lab.seat(1)
  const two = await lab.seat(2)
  for (const closing of ['dialled', 'accepted'] as const) {
    const ends = await lab.link(two, one)
    const [own, other] = closing === 'dialled' ? [ends.dialled, ends.accepted] : [ends.accepted, ends.dialled]
    own.send(...pings(5))
    own.call(() => own.open.close('tired of it'))
    await lab.until('both are told', () => own.reasons.length === 1 && other.reasons.length === 1)
    equal(own.reasons, ['tired of it'], 'the own reason')
    ok(other.reasons[0]?.includes('tired of it'), `the other side is told the reason, not ${other.reasons[0]}`)
    equal(other.messagesSeen, pings(5), 'what was sent before')
  }
}

async function isHarmlessOnceClosed(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  dialled.call(() => dialled.open.close('enough'))
  dialled.send(...pings(3))
  dialled.call(() => dialled.open.close('again'))
  dialled.call(() => dialled.open.pause())
  dialled.call(() => dialled.open.resume())
  accepted.send(...pings(3))
  await lab.until('both are told', () => dialled.reasons.length === 1 && accepted.reasons.length === 1)
  for (const end of [dialled, accepted]) {
    end.send(...pings(3))
    end.call(() => end.open.close('too late'))
  }
  await lab.quiet()
  equal([dialled.messagesSeen.length, accepted.messagesSeen.length], [0, 0], 'messages after the close')
  equal(dialled.reasons, ['enough'], 'reasons')
}

async function closesInside(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  accepted.onMessages = () => accepted.call(() => accepted.open.close('heard enough'))
  dialled.send(...pings(1))
  dialled.send(...pings(1))
  await lab.until('both are told', () => dialled.reasons.length === 1 && accepted.reasons.length === 1)
  equal(accepted.messagesSeen.length, 1, 'messages until the close')
}

async function refuses(lab: PeerLab, stranger: () => Promise<Seat>): Promise<void> {
  const one = await lab.seat(1)
  const dialled = lab.dial(await stranger(), 1)
  await lab.until('the refusal', () => dialled.reasons.length === 1)
  equal([dialled.link, one.ends.length], [null, 0], 'the link that was refused')
}

async function dialsNobody(lab: PeerLab): Promise<void> {
  const dialled = lab.dial(await lab.seat(1), 77)
  await lab.until('closed', () => dialled.reasons.length === 1)
  ok(dialled.link === null, 'no link to a stranger')
}

async function refusesByHandler(lab: PeerLab): Promise<void> {
  const one = await lab.seat(1)
  const two = await lab.seat(2)
  one.refusing = true
  const dialled = lab.dial(two, 1)
  await lab.until('the refusal', () => dialled.reasons.length === 1)
  ok(dialled.link === null, 'the link was never made')
  one.refusing = false
  await lab.link(two, one)
}

async function redials(lab: PeerLab): Promise<void> {
  const one = await lab.seat(1)
  const two = await lab.seat(2)
  await one.transport.stop()
  for (let i = 0; i < 3; i++) {
    const dialled = lab.dial(two, 1)
    await lab.until('closed', () => dialled.reasons.length === 1)
    ok(dialled.link === null, 'no link to a server that does not run')
  }
  const again = await lab.seat(1)
  const { accepted, dialled } = await lab.link(two, again)
  dialled.send(...pings(1))
  await lab.until('a message', () => accepted.messagesSeen.length === 1)
}

async function replaces(lab: PeerLab): Promise<void> {
  const { accepted, one, two } = await pair(lab)
  const other = await lab.link(two, one, 'election')
  const newer = await lab.link(two, one)
  await lab.until('the older is closed', () => accepted.reasons.length === 1)
  newer.dialled.send(...pings(1))
  other.dialled.send(...pings(1))
  await lab.until('messages on the others', () => newer.accepted.messagesSeen.length === 1 && other.accepted.messagesSeen.length === 1)
}

const CHUNK_BYTES = 256 << 10
const CHUNKS_MAX = 400

async function pushesBack(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  dialled.call(() => dialled.open.pause())
  await lab.quiet()
  const chunk: PeerMessage = { type: 'snapshotChunk', bytes: bytes(CHUNK_BYTES) }
  let sent = 0
  // What the network itself takes on behalf of the reader is no promise.
  while (sent < CHUNKS_MAX && accepted.open.queuedBytes < PEER_DRAINED_BYTES * 2) {
    for (let i = 0; i < 8; i++, sent++) accepted.send(chunk)
    await lab.quiet()
  }
  ok(accepted.open.queuedBytes >= PEER_DRAINED_BYTES, 'bytes wait while the peer does not read')
  equal(dialled.messagesSeen.length, 0, 'messages while paused')
  const drainedBefore = accepted.drainedCalls
  dialled.call(() => dialled.open.resume())
  await lab.until('all chunks', () => dialled.messagesSeen.length === sent)
  await lab.until('drained', () => accepted.drainedCalls > drainedBefore)
  await lab.until('nothing waits', () => accepted.open.queuedBytes === 0)
  equal(accepted.drainedCalls, drainedBefore + 1, 'calls of `drained`')
}

async function pauses(lab: PeerLab): Promise<void> {
  const { accepted, dialled } = await pair(lab)
  accepted.onMessages = () => accepted.call(() => accepted.open.pause())
  for (let i = 0; i < 4; i++) dialled.send(...pings(1, i))
  for (let count = 1; count <= 4; count++) {
    await lab.until(`message ${count}`, () => accepted.messagesSeen.length >= count)
    await lab.quiet()
    equal(accepted.messagesSeen.length, count, 'messages while paused')
    accepted.call(() => accepted.open.resume())
  }
  equal(accepted.messagesSeen, pings(4), 'messages')
}

async function stops(lab: PeerLab): Promise<void> {
  const { accepted, dialled, one, two } = await pair(lab)
  const back = await lab.link(one, two, 'election')
  await one.transport.stop()
  await lab.until('all are told', () => [accepted, dialled, back.accepted, back.dialled].every(({ reasons }) => reasons.length === 1))
  const late = lab.dial(one, 2)
  await lab.until('closed', () => late.reasons.length === 1)
  await one.transport.stop()
}

async function independent(lab: PeerLab): Promise<void> {
  const one = await lab.seat(1)
  const two = await lab.link(await lab.seat(2), one)
  const three = await lab.link(await lab.seat(3), one)
  two.dialled.call(() => two.dialled.open.close('leaving'))
  await lab.until('closed', () => two.accepted.reasons.length === 1)
  three.dialled.send(...pings(2))
  await lab.until('messages', () => three.accepted.messagesSeen.length === 2)
}

async function refusesTakenPort(lab: PeerLab): Promise<void> {
  const transport = await lab.fixture.createOnTakenPort?.(1, ensembleOf([1, 2, 3], 'lab'))
  if (transport === undefined) return
  await rejects(() => transport.start(new Seat(1, transport)), 'a start on a taken port', 'ZK_PORT_UNUSABLE')
  await transport.stop()
}
