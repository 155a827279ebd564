import type { PeerIdentity } from '@zabkit/core'
import type { DecodedFrame } from './codec/decode-frame.ts'
import { zabkit } from './generated.ts'
import { REASON_CHARS_MAX } from './limits.ts'

const { Frame } = zabkit.peer.v1

/** Rises when an older server would not understand. */
export const PROTOCOL_VERSION = 1
/** Optional abilities of this version: none so far. */
const CAPABILITIES: string[] = []

export function helloFrame({ serverId, ensemble: { clusterId } }: PeerIdentity, expectedServerId: number): Buffer {
  return frame({ hello: { protocolVersion: PROTOCOL_VERSION, clusterId, serverId, expectedServerId, capabilities: CAPABILITIES } })
}

/** `refusal`: why not, or null to accept. */
export function welcomeFrame({ serverId, ensemble: { clusterId } }: PeerIdentity, refusal: string | null): Buffer {
  const welcome = { protocolVersion: PROTOCOL_VERSION, clusterId, serverId, capabilities: CAPABILITIES }
  return frame({ welcome: refusal === null ? welcome : { ...welcome, refusal: { reason: refusal } } })
}

export function goodbyeFrame(reason: string): Buffer {
  return frame({ goodbye: { reason: reason.slice(0, REASON_CHARS_MAX) } })
}

/** Why the one that dialled is refused, or null. */
export function checkHello(self: PeerIdentity, { hello }: DecodedFrame): string | null {
  if (hello === null) return 'the first frame must be a hello'
  const { protocolVersion, clusterId, serverId, expectedServerId } = hello
  if (expectedServerId !== self.serverId) return `this is server ${self.serverId}, not ${expectedServerId}`
  return checkOther(self, protocolVersion, clusterId, serverId)
}

/** Why the answer of the one that was dialled will not do, or null. */
export function checkWelcome(self: PeerIdentity, expectedServerId: number, { welcome }: DecodedFrame): string | null {
  if (welcome === null) return 'the first frame must be a welcome'
  if (welcome.refusal) return `refused by the server: ${quoted(welcome.refusal.reason)}`
  const { protocolVersion, clusterId, serverId } = welcome
  if (serverId !== expectedServerId) return `server ${serverId} answered instead of ${expectedServerId}`
  return checkOther(self, protocolVersion, clusterId, serverId)
}

function checkOther({ serverId, ensemble }: PeerIdentity, version: number, clusterId: string, other: number): string | null {
  if (version !== PROTOCOL_VERSION) return `protocol version ${version} is not ${PROTOCOL_VERSION}`
  if (clusterId !== ensemble.clusterId) return `cluster ${quoted(clusterId)} is not ${quoted(ensemble.clusterId)}`
  if (other === serverId) return `server ${other} is this server's own id`
  return ensemble.members.some(({ id }) => id === other) ? null : `server ${other} is not in the ensemble`
}

/** Text of another server, for a log: short, and without anything that could break a line. */
export function quoted(text: string | null | undefined): string {
  return JSON.stringify((text ?? '').slice(0, REASON_CHARS_MAX))
}

function frame(properties: zabkit.peer.v1.Frame.$Properties): Buffer {
  const bytes = Frame.encode(properties).finish()
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
