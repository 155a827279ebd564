import type { PeerMessage } from '@zabkit/core'
import { zabkit } from '../generated.ts'
import { fromGenerated } from './decode-cold.ts'
import { decodeChunk, decodeRecords, decodeRequests, decodeTouches, decodeZxid } from './decode-hot.ts'
import { HANDSHAKE_BYTES_MAX } from '../limits.ts'
import { FrameField, HotKind } from './kinds.ts'
import { MalformedFrame, malformed } from './malformed.ts'
import { WireReader } from './wire-reader.ts'

const { Goodbye, Hello, Message, Welcome } = zabkit.peer.v1

/** What came in one frame. */
export interface DecodedFrame {
  readonly messages: PeerMessage[]
  /** Messages of kinds that this version does not know: left out. */
  unknown: number
  hello: zabkit.peer.v1.Hello | null
  welcome: zabkit.peer.v1.Welcome | null
  goodbye: zabkit.peer.v1.Goodbye | null
}

/** Byte fields of the messages are slices of `bytes`. Throws MalformedFrame, whatever `bytes` are. */
export function decodeFrame(bytes: Uint8Array): DecodedFrame {
  const reader = new WireReader(bytes)
  const frame: DecodedFrame = { messages: [], unknown: 0, hello: null, welcome: null, goodbye: null }
  try {
    while (reader.at < reader.length) decodeField(reader, frame)
  } catch (error) {
    // The generated code and its reader throw errors of several kinds for bytes that are no protobuf.
    throw error instanceof MalformedFrame ? error : new MalformedFrame(error instanceof Error ? error.message : String(error))
  }
  return frame
}

function decodeField(reader: WireReader, frame: DecodedFrame): void {
  switch (reader.field()) {
    case FrameField.messages:
      return decodeMessage(reader, frame)
    case FrameField.hello:
      frame.hello = decodeGenerated(Hello, reader)
      return
    case FrameField.welcome:
      frame.welcome = decodeGenerated(Welcome, reader)
      return
    case FrameField.goodbye:
      frame.goodbye = decodeGenerated(Goodbye, reader)
      return
    default:
      reader.skip(reader.length)
  }
}

function decodeGenerated<T>(type: { decode(reader: WireReader['reader'], length: number): T }, reader: WireReader): T {
  const end = reader.end(reader.length)
  if (end - reader.at > HANDSHAKE_BYTES_MAX) malformed('a handshake that is too long')
  return type.decode(reader.reader, end - reader.at)
}

function decodeMessage(reader: WireReader, frame: DecodedFrame): void {
  reader.item()
  const end = reader.end(reader.length)
  let message: PeerMessage | null = null
  while (reader.at < end) {
    const found = decodeKind(reader, end)
    if (found !== null && message !== null) malformed('a message of two kinds')
    message ??= found
  }
  if (message === null) frame.unknown++
  else frame.messages.push(message)
}

/** The kinds that go by thousands are read here, the others by the generated code. Null: skipped. */
function decodeKind(reader: WireReader, limit: number): PeerMessage | null {
  const start = reader.at
  const kind = reader.field()
  if (!reader.isBytes) return reader.skip(limit)
  const end = reader.end(limit)
  const message = isHot(kind) ? decodeHot(reader, kind, end) : decodeCold(reader, start, end)
  reader.close(end)
  return message
}

function decodeCold(reader: WireReader, start: number, end: number): PeerMessage | null {
  reader.reader.pos = start
  return fromGenerated(Message.decode(reader.reader, end - start))
}

type Hot = (typeof HotKind)[keyof typeof HotKind]

const HOT: ReadonlySet<number> = new Set(Object.values(HotKind))

function isHot(kind: number): kind is Hot {
  return HOT.has(kind)
}

function decodeHot(reader: WireReader, kind: Hot, end: number): PeerMessage {
  switch (kind) {
    case HotKind.ack:
      return { type: 'ack', zxid: decodeZxid(reader, end) }
    case HotKind.commit:
      return { type: 'commit', zxid: decodeZxid(reader, end) }
    case HotKind.leaderDurable:
      return { type: 'leaderDurable', zxid: decodeZxid(reader, end) }
    case HotKind.proposal:
      return { type: 'proposal', ...decodeRecords(reader, end) }
    case HotKind.history:
      return { type: 'history', ...decodeRecords(reader, end) }
    case HotKind.inform:
      return { type: 'inform', records: decodeRecords(reader, end).records }
    case HotKind.requests:
      return decodeRequests(reader, end)
    case HotKind.touches:
      return decodeTouches(reader, end)
    case HotKind.snapshotChunk:
      return decodeChunk(reader, end)
  }
}
