import {
  EPOCH_UNIT,
  invariant,
  MAX_EPOCH,
  type PeerMessage,
  type PeerState,
  type SessionId,
  sessionIdHigh,
  sessionIdLow,
  type Zxid,
} from '@zabkit/core'
import Long from 'long'
import { zabkit } from '../generated.ts'

const { Frame } = zabkit.peer.v1

type Kinds = zabkit.peer.v1.Message.$Properties
type Encoder<M extends PeerMessage> = (message: M) => Kinds
type Encoders = { readonly [T in PeerMessage['type']]?: Encoder<Extract<PeerMessage, { type: T }>> }

/** The states' numbers in the enum. */
export const STATES: Readonly<Record<PeerState, number>> = { looking: 1, following: 2, leading: 3, observing: 4 }

/** The messages that are sent now and then: each as the generated code takes it. */
const ENCODERS: Encoders = {
  notification: ({ state, round, vote: { leader, zxid, epoch } }) => ({
    notification: { state: STATES[state], round: fromNumber(round), vote: { leader, zxid: fromZxid(zxid), epoch: checked(epoch) } },
  }),
  learnerInfo: ({ acceptedEpoch, observer, commitsWithLeader }) => ({
    learnerInfo: { acceptedEpoch: checked(acceptedEpoch), observer, commitsWithLeader },
  }),
  ackEpoch: ({ currentEpoch, lastZxid }) => ({ ackEpoch: { currentEpoch, lastZxid: fromZxid(lastZxid) } }),
  truncated: ({ lastZxid }) => ({ truncated: { lastZxid: fromZxid(lastZxid) } }),
  ackNewLeader: ({ epoch }) => ({ ackNewLeader: { epoch: checked(epoch) } }),
  pong: ({ sequence }) => ({ pong: { sequence: fromNumber(sequence) } }),
  sync: ({ token }) => ({ sync: { token: fromNumber(token) } }),
  revalidate: ({ sessionId, timeoutMs }) => ({ revalidate: { sessionId: fromSession(sessionId), timeoutMs } }),
  leaderInfo: ({ epoch }) => ({ leaderInfo: { epoch: checked(epoch) } }),
  truncate: ({ zxid }) => ({ truncate: { zxid: fromZxid(zxid) } }),
  snapshotBegin: ({ zxid }) => ({ snapshotBegin: { zxid: fromZxid(zxid) } }),
  snapshotEnd: () => ({ snapshotEnd: {} }),
  newLeader: ({ epoch, sessionSecret }) => ({ newLeader: { epoch: checked(epoch), sessionSecret } }),
  upToDate: ({ committedZxid }) => ({ upToDate: { committedZxid: fromZxid(committedZxid) } }),
  ping: ({ sequence }) => ({ ping: { sequence: fromNumber(sequence) } }),
  synced: ({ token, zxid }) => ({ synced: { token: fromNumber(token), zxid: fromZxid(zxid) } }),
  revalidated: ({ sessionId, valid }) => ({ revalidated: { sessionId: fromSession(sessionId), valid } }),
}

/** A frame with this message alone, by the generated code. */
export function encodeCold(message: PeerMessage): Buffer {
  const encoder = ENCODERS[message.type] as Encoder<PeerMessage> | undefined
  invariant(encoder !== undefined, `a message of type ${message.type} has an encoding`)
  const bytes = Frame.encode({ messages: [encoder(message)] }).finish()
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function checked(epoch: number): number {
  invariant(epoch >= 0 && epoch <= MAX_EPOCH, 'an epoch that is sent is within its bounds')
  return epoch
}

function fromNumber(value: number): Long {
  invariant(Number.isSafeInteger(value) && value >= 0, 'a number that is sent is whole and not negative')
  return Long.fromBits(value % EPOCH_UNIT | 0, Math.floor(value / EPOCH_UNIT), true)
}

function fromZxid(zxid: Zxid): Long {
  return fromNumber(zxid)
}

function fromSession(id: SessionId): Long {
  return Long.fromBits(sessionIdLow(id), sessionIdHigh(id))
}
