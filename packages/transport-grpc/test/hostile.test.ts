import { connect as connectHttp2, constants } from 'node:http2'
import { connect } from 'node:net'
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js'
import { PEER_FRAME_BYTES_MAX } from '@zabkit/core'
import Long from 'long'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../src/codec/decode-frame.ts'
import { zabkit } from '../src/generated.ts'
import { linked, type Seat, until, withPair } from './lab.ts'

const { Frame } = zabkit.peer.v1
const HELLO = { protocolVersion: 1, clusterId: 'lab', serverId: 3, expectedServerId: 1, capabilities: [] }

/** A peer that speaks gRPC and otherwise does what it likes. */
class Stranger {
  readonly #client: Client
  readonly call: ClientDuplexStream<Buffer, Buffer>
  readonly frames: Buffer[] = []
  ended = false

  constructor(seat: Seat) {
    const asIs = (bytes: Buffer): Buffer => bytes
    this.#client = new Client(seat.transport.address, credentials.createInsecure(), { 'grpc.max_send_message_length': -1 })
    this.call = this.#client.makeBidiStreamRequest('/zabkit.peer.v1.Peer/Learner', asIs, asIs)
    this.call.on('data', (bytes: Buffer) => this.frames.push(bytes))
    this.call.on('error', () => {})
    this.call.on('status', () => {
      this.ended = true
    })
  }

  say(frame: zabkit.peer.v1.Frame.$Properties): void {
    this.call.write(Buffer.from(Frame.encode(frame).finish()))
  }

  get refusal(): string {
    const first = this.frames[0]
    return first === undefined ? '' : (decodeFrame(first).welcome?.refusal?.reason ?? '')
  }

  leave(): void {
    this.call.cancel()
    this.#client.close()
  }
}

async function withStranger(use: (stranger: Stranger, one: Seat) => Promise<void>): Promise<void> {
  await withPair(async (one, two) => {
    const stranger = new Stranger(one)
    try {
      await use(stranger, one)
    } finally {
      stranger.leave()
    }
    await isWell(one, two)
  })
}

/** Another server can still link and be heard. */
async function isWell(one: Seat, two: Seat): Promise<void> {
  const { accepted, dialled } = await linked(two, one)
  dialled.link?.send([{ type: 'ping', sequence: 9 }])
  await until(() => accepted.messagesSeen.length === 1)
}

describe('a hostile peer', () => {
  const handshakes: [string, zabkit.peer.v1.Frame.$Properties, RegExp][] = [
    ['no hello', { messages: [] }, /must be a hello/],
    ['another protocol version', { hello: { ...HELLO, protocolVersion: 2 } }, /protocol version 2 is not 1/],
    ['another cluster', { hello: { ...HELLO, clusterId: 'x\ny' } }, /cluster "x\\ny" is not "lab"/],
    ['an unknown id', { hello: { ...HELLO, serverId: 9 } }, /server 9 is not in the ensemble/],
    ["this server's own id", { hello: { ...HELLO, serverId: 1 } }, /own id/],
    ['an expectation of another server', { hello: { ...HELLO, expectedServerId: 2 } }, /this is server 1, not 2/],
    ['an endless cluster id', { hello: { ...HELLO, clusterId: 'x'.repeat(100_000) } }, /malformed/],
  ]
  for (const [what, frame, refusal] of handshakes) {
    it(`is refused for ${what}, told why and counted`, () =>
      withStranger(async (stranger, one) => {
        stranger.say(frame)
        await until(() => stranger.ended)
        expect(stranger.refusal).toMatch(refusal)
        expect(one.system.counts.peer_links_refused).toBe(1)
        expect(one.system.lines).toMatchObject([{ message: 'a server was refused' }])
        expect(one.ends).toHaveLength(0)
      }))
  }

  const frames: [string, Buffer | (() => Buffer), RegExp][] = [
    ['bytes that are no protobuf', Buffer.from('ffffffffffffffff', 'hex'), /malformed/],
    ['a zxid with the top bit set', encoded({ ack: { zxid: Long.fromBits(1, -(2 ** 31), true) } }), /epoch is beyond/],
    ['a record longer than its message', Buffer.from('0a05c201020a64', 'hex'), /longer than/],
    ['a request of nobody', Buffer.from('0a044a021200', 'hex'), /request of nobody/],
    ['an unknown state', encoded({ notification: { state: 9 as never, vote: {} } }), /unknown state/],
    ['an epoch out of range', encoded({ leaderInfo: { epoch: 2 ** 21 } }), /epoch/],
    ['a million empty records', () => encoded({ proposal: { records: new Array((1 << 20) + 1).fill({}) } }), /too many/],
  ]
  for (const [what, bytes, reason] of frames) {
    it(`is closed and counted for ${what}`, () =>
      withStranger(async (stranger, one) => {
        stranger.say({ hello: HELLO })
        await until(() => one.ends.length === 1)
        stranger.call.write(typeof bytes === 'function' ? bytes() : bytes)
        await until(() => one.ends[0]?.reason !== null && stranger.ended)
        expect(one.ends[0]?.reason).toMatch(reason)
        expect(one.system.counts.peer_frames_malformed).toBe(1)
        expect(one.ends[0]?.messagesSeen).toEqual([])
      }))
  }

  it('is closed for a frame above the limit', () =>
    withStranger(async (stranger, one) => {
      stranger.say({ hello: HELLO })
      await until(() => one.ends.length === 1)
      stranger.call.write(Buffer.alloc(PEER_FRAME_BYTES_MAX + 1))
      await until(() => one.ends[0]?.reason !== null)
    }))

  it('may send messages of a kind not known here: they are skipped and counted', () =>
    withStranger(async (stranger, one) => {
      stranger.say({ hello: HELLO })
      const unknown = Buffer.from('0a04e2060101', 'hex')
      stranger.call.write(Buffer.concat([unknown, encoded({ ping: {} }), unknown]))
      await until(() => one.ends[0]?.messagesSeen.length === 1)
      expect(one.ends[0]?.messagesSeen).toEqual([{ type: 'ping', sequence: 0 }])
      expect(one.system.counts.peer_messages_unknown).toBe(2)
      expect(one.ends[0]?.reason).toBeNull()
    }))

  it('that does not speak gRPC harms nobody', () =>
    withPair(async (one, two) => {
      for (const text of ['GET / HTTP/1.1\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\0\xff', '\0'.repeat(1_000)]) {
        const socket = connect(one.port, '127.0.0.1')
        socket.on('error', () => {})
        socket.write(Buffer.from(text, 'latin1'))
        socket.end()
      }
      await isWell(one, two)
    }))

  it('that calls unknown methods, or resets its calls at once, harms nobody', () =>
    withPair(async (one, two) => {
      const session = connectHttp2(`http://${one.transport.address}`)
      session.on('error', () => {})
      for (let i = 0; i < 200; i++) {
        const path = i % 2 === 0 ? '/zabkit.peer.v1.Peer/Learner' : '/nowhere'
        const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' })
        stream.on('error', () => {})
        stream.close(constants.NGHTTP2_CANCEL)
      }
      await isWell(one, two)
      session.destroy()
    }))
})

function encoded(message: zabkit.peer.v1.Message.$Properties): Buffer {
  return Buffer.from(Frame.encode({ messages: [message] }).finish())
}
