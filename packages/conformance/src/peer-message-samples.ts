import { EPOCH_UNIT, type Id, type LogRecord, MAX_COUNTER, MAX_EPOCH, makeZxid, type PeerMessage, type TraceContext, ZERO_ZXID, type Zxid } from '@zabkit/core'

const FIRST = makeZxid(1, 1)
const LAST = makeZxid(MAX_EPOCH, MAX_COUNTER)
const ZXIDS: readonly Zxid[] = [ZERO_ZXID, FIRST, makeZxid(0, 0x8000_0000), makeZxid(0x10_0000, 0), (EPOCH_UNIT - 1) as Zxid, LAST]
const EPOCHS: readonly number[] = [0, 1, 0xffff, MAX_EPOCH]
const NUMBERS: readonly number[] = [0, 1, 127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER]
const INT32S: readonly number[] = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]
const SESSIONS: readonly bigint[] = [0n, 1n, -1n, 0x7fff_ffff_ffff_ffffn, -0x8000_0000_0000_0000n, 0x1_0000_0000n, 0xffff_ffffn, 0x1234_5678_9abc_def0n]
const TRACE: TraceContext = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true }
const UNSAMPLED: TraceContext = { traceId: 'f'.repeat(32), spanId: `${'0'.repeat(15)}1`, sampled: false }
const ALICE: readonly Id[] = [
  { scheme: 'world', id: 'anyone' },
  { scheme: 'digest', id: 'älice:é\u{1f600}' },
]
const NOBODY: readonly Id[] = []

/** Every kind of message, with every field at its extremes. `trace` of a record is null rather than absent: both say the same. */
export function sampleMessages(): PeerMessage[] {
  return [...elections(), ...ofLearners(), ...ofLeaders()]
}

function elections(): PeerMessage[] {
  const states = ['looking', 'following', 'leading', 'observing'] as const
  const vote = { leader: 3, zxid: FIRST, epoch: 1 }
  return [
    ...states.map((state): PeerMessage => ({ type: 'notification', state, round: 7, vote })),
    ...NUMBERS.map((round): PeerMessage => ({ type: 'notification', state: 'looking', round, vote })),
    ...ZXIDS.map((zxid): PeerMessage => ({ type: 'notification', state: 'looking', round: 1, vote: { leader: 254, zxid, epoch: MAX_EPOCH } })),
    { type: 'notification', state: 'looking', round: 0, vote: { leader: 0, zxid: ZERO_ZXID, epoch: 0 } },
  ]
}

function ofLearners(): PeerMessage[] {
  return [
    ...EPOCHS.flatMap((epoch): PeerMessage[] => [
      { type: 'learnerInfo', acceptedEpoch: epoch, observer: epoch === 1, commitsWithLeader: epoch !== 1 },
      { type: 'ackEpoch', currentEpoch: epoch, lastZxid: LAST },
      { type: 'ackNewLeader', epoch },
    ]),
    ...ZXIDS.flatMap((zxid): PeerMessage[] => [
      { type: 'ackEpoch', currentEpoch: null, lastZxid: zxid },
      { type: 'truncated', lastZxid: zxid },
      { type: 'ack', zxid },
    ]),
    ...NUMBERS.flatMap((number): PeerMessage[] => [
      { type: 'pong', sequence: number },
      { type: 'sync', token: number },
    ]),
    ...SESSIONS.map((sessionId): PeerMessage => ({ type: 'revalidate', sessionId, timeoutMs: 2 ** 31 - 1 })),
    { type: 'touches', sessions: SESSIONS },
    { type: 'touches', sessions: [] },
    ...requests(),
  ]
}

function requests(): PeerMessage[] {
  const plain = { sessionHigh: 1, sessionLow: 2, local: false, xid: 3, opcode: 4, body: bytes(5), ids: ALICE, trace: null }
  return [
    { type: 'requests', requests: [] },
    { type: 'requests', requests: [plain] },
    { type: 'requests', requests: [{ ...plain, local: true }, plain, { ...plain, local: true, trace: TRACE }] },
    { type: 'requests', requests: INT32S.map((n) => ({ ...plain, sessionHigh: n, sessionLow: -1 - n, xid: n, opcode: -1 - n })) },
    { type: 'requests', requests: [plain, { ...plain, ids: NOBODY, trace: TRACE }, plain, { ...plain, ids: [...ALICE], body: bytes(0), trace: UNSAMPLED }] },
    { type: 'requests', requests: Array.from({ length: 300 }, (_, i) => ({ ...plain, ids: [{ scheme: 'ip', id: `10.0.0.${i}` }], body: bytes(i) })) },
  ]
}

function ofLeaders(): PeerMessage[] {
  return [
    ...EPOCHS.flatMap((epoch): PeerMessage[] => [
      { type: 'leaderInfo', epoch },
      { type: 'newLeader', epoch, sessionSecret: bytes(32) },
    ]),
    ...ZXIDS.flatMap((zxid): PeerMessage[] => [
      { type: 'truncate', zxid },
      { type: 'snapshotBegin', zxid },
      { type: 'upToDate', committedZxid: zxid },
      { type: 'commit', zxid },
      { type: 'leaderDurable', zxid },
      { type: 'synced', token: Number.MAX_SAFE_INTEGER, zxid },
      { type: 'proposal', records: [record(zxid, 40)], committedZxid: zxid },
    ]),
    ...NUMBERS.flatMap((number): PeerMessage[] => [
      { type: 'ping', sequence: number },
      { type: 'synced', token: number, zxid: FIRST },
    ]),
    ...SESSIONS.map((sessionId): PeerMessage => ({ type: 'revalidated', sessionId, valid: sessionId > 0n })),
    { type: 'snapshotChunk', bytes: bytes(0) },
    { type: 'snapshotChunk', bytes: bytes(1 << 20) },
    { type: 'snapshotEnd' },
    ...recordLists(),
  ]
}

function recordLists(): PeerMessage[] {
  const some = [record(FIRST, 32), record(makeZxid(1, 2), 0, TRACE), record(makeZxid(1, 3), 127), record(makeZxid(1, 4), 128, UNSAMPLED), record(LAST, 1 << 20)]
  return [
    { type: 'proposal', records: some, committedZxid: FIRST },
    { type: 'history', records: some, committedZxid: LAST },
    { type: 'inform', records: some },
    { type: 'proposal', records: [], committedZxid: ZERO_ZXID },
    { type: 'history', records: [], committedZxid: FIRST },
    { type: 'inform', records: [] },
  ]
}

function record(zxid: Zxid, length: number, trace: TraceContext | null = null): LogRecord {
  return { zxid, bytes: bytes(length), trace }
}

/** `length` bytes without a short period. */
export function bytes(length: number): Buffer {
  const made = Buffer.alloc(length)
  for (let i = 0; i < length; i++) made[i] = (i * 31 + (i >> 8)) & 0xff
  return made
}
