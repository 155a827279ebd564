import type { PeerMessage } from '@zabkit/core'

/** `message` as the receiver may keep it: slices that the sender may use again are copied. Records are shared: nobody writes to them. */
export function kept(message: PeerMessage): PeerMessage {
  switch (message.type) {
    case 'snapshotChunk':
      return { type: message.type, bytes: Buffer.from(message.bytes) }
    case 'requests':
      return { type: message.type, requests: message.requests.map((request) => ({ ...request, body: Buffer.from(request.body) })) }
    case 'newLeader':
      return { ...message, sessionSecret: Uint8Array.from(message.sessionSecret) }
    case 'proposal':
    case 'history':
    case 'inform':
      return { ...message, records: [...message.records] }
    case 'touches':
      return { ...message, sessions: [...message.sessions] }
    default:
      return message
  }
}

/** What a message weighs beside its payload. */
const MESSAGE_BYTES = 16
const SESSION_BYTES = 8

/** About what a network would carry. */
export function bytesOf(messages: readonly PeerMessage[]): number {
  let bytes = 0
  for (const message of messages) bytes += MESSAGE_BYTES + payloadBytes(message)
  return bytes
}

function payloadBytes(message: PeerMessage): number {
  switch (message.type) {
    case 'snapshotChunk':
      return message.bytes.length
    case 'requests':
      return message.requests.reduce((bytes, { body }) => bytes + MESSAGE_BYTES + body.length, 0)
    case 'proposal':
    case 'history':
    case 'inform':
      return message.records.reduce((sum, { bytes }) => sum + MESSAGE_BYTES + bytes.length, 0)
    case 'touches':
      return message.sessions.length * SESSION_BYTES
    default:
      return 0
  }
}
