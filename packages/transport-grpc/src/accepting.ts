import type { Socket } from 'node:net'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { PeerChannel, PeerHandler } from '@zabkit/core'
import { type DecodedFrame, decodeFrame } from './codec/decode-frame.ts'
import { FrameStream } from './frame-stream.ts'
import { GrpcPeerLink } from './grpc-peer-link.ts'
import { checkHello, welcomeFrame } from './handshake.ts'
import type { Shared } from './shared.ts'

/** What comes in needs of its transport. */
export interface AcceptContext extends Shared {
  readonly handler: PeerHandler
  /** The socket below a call. */
  socketOf(call: ServerDuplexStream<Buffer, Buffer>): Socket | null
  /** A link was accepted on `socket`: it has no deadline any more. */
  accepted(link: GrpcPeerLink, socket: Socket | null): void
  /** The call on `socket` is over: the other side is to close it soon. */
  over(socket: Socket | null): void
}

/** A call of another server, from its first frame to the link that it becomes. */
export function accept(call: ServerDuplexStream<Buffer, Buffer>, channel: PeerChannel, context: AcceptContext): void {
  const socket = context.socketOf(call)
  const release = (): void => {
    call.end()
    context.over(socket)
  }
  const stream = new FrameStream(call, () => socket?.destroy(), release, {
    frame: (bytes) => answer(stream, channel, bytes, socket, context),
    gone: () => {},
  })
}

function answer(stream: FrameStream, channel: PeerChannel, bytes: Buffer, socket: Socket | null, context: AcceptContext): void {
  const frame = read(bytes)
  const problem = frame === null ? 'malformed handshake' : checkHello(context.identity, frame)
  if (problem !== null || !frame?.hello) return refuse(stream, problem ?? 'malformed handshake', socket, context)
  const link = new GrpcPeerLink(frame.hello.serverId, channel, stream, context)
  stream.handOver(link)
  const handler = context.handler.accepted(link)
  if (handler === null) {
    context.links.delete(link)
    return refuse(stream, 'the server takes no such link now', socket, context)
  }
  stream.write(welcomeFrame(context.identity, null), () => {})
  context.accepted(link, socket)
  link.begin(handler)
}

function read(bytes: Buffer): DecodedFrame | null {
  try {
    return decodeFrame(bytes)
  } catch {
    return null
  }
}

/** Tells the other side why, and waits for it to go: the socket's deadline cuts one that does not. */
function refuse(stream: FrameStream, reason: string, socket: Socket | null, context: AcceptContext): void {
  stream.handOver({ frame() {}, gone() {} })
  context.measures.linksRefused.add(1)
  context.log.warn('a server was refused', { from: socket?.remoteAddress ?? '', reason })
  stream.write(welcomeFrame(context.identity, reason), () => {})
  stream.end()
}
