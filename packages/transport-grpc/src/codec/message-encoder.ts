import { type ForwardedRequest, type LogRecord, PEER_FRAME_BYTES_MAX, type PeerMessage, type SessionId } from '@zabkit/core'
import { FRAME_ITEMS_MAX, MESSAGE_SPLIT_BYTES } from '../limits.ts'
import { encodeCold } from './encode-cold.ts'
import { encodeChunk, encodeRecords, encodeRequests, encodeTouches, encodeZxid } from './encode-hot.ts'
import { HotKind } from './kinds.ts'

/** Items that one frame may hold, as its sender counts them: one for the message, and one for each thing in its list. */
interface Part {
  readonly bytes: Buffer
  readonly items: number
}

/** Messages as frames. What is sent to several is encoded once: by the identity of the message. */
export class MessageEncoder {
  readonly #shared = new WeakMap<PeerMessage, Buffer>()

  /** `messages` in order as few frames, none above the limit. A single message that is above it is a frame of its own: see `isSendable`. */
  frames(messages: readonly PeerMessage[]): Buffer[] {
    const [only] = messages
    if (messages.length === 1 && only !== undefined && !isHuge(only)) return [this.encode(only)]
    return join(messages.flatMap(splitMessage).map((message) => ({ bytes: this.encode(message), items: itemsOf(message) })))
  }

  /** One message as a frame of its own; frames may be joined by writing one after the other. */
  encode(message: PeerMessage): Buffer {
    switch (message.type) {
      case 'proposal':
      case 'inform':
      case 'commit':
      case 'leaderDurable':
      case 'ping':
      case 'notification':
        return this.#once(message)
      default:
        return encode(message)
    }
  }

  #once(message: PeerMessage): Buffer {
    const known = this.#shared.get(message)
    if (known !== undefined) return known
    const bytes = encode(message)
    this.#shared.set(message, bytes)
    return bytes
  }
}

/** False for what not even a frame of its own can carry. */
export function isSendable(frame: Buffer): boolean {
  return frame.length <= PEER_FRAME_BYTES_MAX
}

function encode(message: PeerMessage): Buffer {
  switch (message.type) {
    case 'ack':
      return encodeZxid(HotKind.ack, message.zxid)
    case 'commit':
      return encodeZxid(HotKind.commit, message.zxid)
    case 'leaderDurable':
      return encodeZxid(HotKind.leaderDurable, message.zxid)
    case 'proposal':
      return encodeRecords(HotKind.proposal, message.records, message.committedZxid)
    case 'history':
      return encodeRecords(HotKind.history, message.records, message.committedZxid)
    case 'inform':
      return encodeRecords(HotKind.inform, message.records, null)
    case 'requests':
      return encodeRequests(HotKind.requests, message)
    case 'touches':
      return encodeTouches(HotKind.touches, message)
    case 'snapshotChunk':
      return encodeChunk(HotKind.snapshotChunk, message.bytes)
    default:
      return encodeCold(message)
  }
}

/** Frames are joined as protobuf allows it: bytes after bytes. */
function join(parts: readonly Part[]): Buffer[] {
  const frames: Buffer[] = []
  let begun: Buffer[] = []
  let length = 0
  let items = 0
  for (const part of parts) {
    if (begun.length > 0 && (length + part.bytes.length > PEER_FRAME_BYTES_MAX || items + part.items > FRAME_ITEMS_MAX)) {
      frames.push(Buffer.concat(begun, length))
      begun = []
      length = 0
      items = 0
    }
    begun.push(part.bytes)
    length += part.bytes.length
    items += part.items
  }
  if (begun.length > 0) frames.push(begun.length === 1 && begun[0] !== undefined ? begun[0] : Buffer.concat(begun, length))
  return frames
}

function itemsOf(message: PeerMessage): number {
  if ('records' in message) return 1 + message.records.length
  // Each request may bring a set of identities.
  return message.type === 'requests' ? 1 + message.requests.length * 2 : 1
}

/** A list that is too long for comfort becomes several messages of its kind: that says the same. */
function splitMessage(message: PeerMessage): PeerMessage[] {
  if (!isHuge(message)) return [message]
  switch (message.type) {
    case 'proposal':
    case 'history':
    case 'inform':
      return halves(message.records).flatMap((records) => splitMessage({ ...message, records }))
    case 'requests':
      return halves(message.requests).flatMap((requests) => splitMessage({ ...message, requests }))
    case 'touches':
      return halves(message.sessions).flatMap((sessions) => splitMessage({ ...message, sessions }))
    default:
      return [message]
  }
}

function halves<T>(items: readonly T[]): (readonly T[])[] {
  const middle = items.length >> 1
  return [items.slice(0, middle), items.slice(middle)]
}

/** More than one item, and many bytes or items. */
function isHuge(message: PeerMessage): boolean {
  switch (message.type) {
    case 'proposal':
    case 'history':
    case 'inform':
      return message.records.length > 1 && tooMuch(message.records, recordBytes)
    case 'requests':
      return message.requests.length > 1 && tooMuch(message.requests, requestBytes)
    case 'touches':
      return message.sessions.length > 1 && tooMuch(message.sessions, sessionBytes)
    default:
      return false
  }
}

function tooMuch<T>(items: readonly T[], bytesOf: (item: T) => number): boolean {
  if (items.length > FRAME_ITEMS_MAX / 4) return true
  let bytes = 0
  for (const item of items) bytes += bytesOf(item)
  return bytes > MESSAGE_SPLIT_BYTES
}

function recordBytes(record: LogRecord): number {
  return record.bytes.length
}

function requestBytes(request: ForwardedRequest): number {
  return request.body.length
}

function sessionBytes(_session: SessionId): number {
  return 8
}
