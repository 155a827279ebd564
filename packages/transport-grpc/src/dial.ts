import { Client } from '@grpc/grpc-js'
import { type PeerChannel, type PeerDialHandler, type Timer } from '@zabkit/core'
import { formatAddress, type HostPort, parseAddress } from './address.ts'
import { clientOptions, DialCredentials } from './channel.ts'
import { type DecodedFrame, decodeFrame } from './codec/decode-frame.ts'
import { type FrameSink, FrameStream } from './frame-stream.ts'
import { GrpcPeerLink } from './grpc-peer-link.ts'
import { checkWelcome, helloFrame } from './handshake.ts'
import type { GrpcPeersSettings } from './options.ts'
import { asIs, PATHS } from './paths.ts'
import { type Probe, probe } from './probe.ts'
import type { Shared } from './shared.ts'
import type { PeerTls } from './tls-material.ts'

/** What a dial needs of its transport. */
export interface DialContext extends Shared {
  readonly settings: GrpcPeersSettings
  readonly tls: PeerTls | null
  /** Dials under way. */
  readonly dials: Set<Dial>
}

/** One attempt to reach a server: its addresses in turn, until one answers the handshake or the time is over. */
export class Dial {
  readonly #peerId: number
  readonly #channel: PeerChannel
  readonly #handler: PeerDialHandler
  readonly #context: DialContext
  readonly #addresses: readonly string[]
  #next = 0
  #deadline: Timer | null = null
  #turn: Timer | null = null
  #giveUp: (() => void) | null = null
  #over = false
  #lastReason = 'it has no address'

  constructor(peerId: number, channel: PeerChannel, handler: PeerDialHandler, addresses: readonly string[], context: DialContext) {
    this.#peerId = peerId
    this.#channel = channel
    this.#handler = handler
    this.#addresses = addresses
    this.#context = context
    context.dials.add(this)
  }

  /** Never tells the handler inside this call. */
  start(): void {
    const { settings, timers } = this.#context
    this.#deadline = timers.after(settings.connectTimeoutMs, () => this.fail(`no answer from ${this.#addresses.join(', ')}`))
    timers.endOfTurn(() => this.#tryNext())
  }

  fail(reason: string): void {
    if (!this.#finish()) return
    this.#handler.closed(reason)
  }

  #tryNext(): void {
    if (this.#over) return
    const address = this.#addresses[this.#next++]
    if (address === undefined) return this.fail(this.#lastReason)
    const target = parseAddress(address)
    if (target === null) return this.#failed(address, 'not of the form host:port')
    this.#limitTurn(address)
    const probing: Probe = probe(
      target,
      (ipAddress) => this.#dial(address, target, ipAddress),
      (reason) => this.#failed(address, reason),
    )
    this.#giveUp = () => probing.cancel()
  }

  /** An address that does not answer must leave time for those after it. */
  #limitTurn(address: string): void {
    this.#turn?.cancel()
    if (this.#next >= this.#addresses.length) return
    const ms = this.#context.settings.connectTimeoutMs / this.#addresses.length
    this.#turn = this.#context.timers.after(ms, () => this.#failed(address, 'no answer'))
  }

  #failed(address: string, reason: string): void {
    if (this.#over) return
    this.#lastReason = `${address}: ${reason}`
    this.#giveUp?.()
    this.#giveUp = null
    this.#tryNext()
  }

  #dial(address: string, { host, port }: HostPort, ipAddress: string): void {
    if (this.#over) return
    const { settings, tls } = this.#context
    const credentials = new DialCredentials(tls, host)
    const client = new Client(targetOf(ipAddress, port), credentials, clientOptions(settings))
    const call = client.makeBidiStreamRequest(PATHS[this.#channel], asIs, asIs)
    const cut = (): void => {
      call.cancel()
      credentials.drop()
    }
    const stream = new FrameStream(call, cut, () => client.close(), this.#handshake(address, () => stream))
    this.#giveUp = () => stream.cut()
    stream.write(helloFrame(this.#context.identity, this.#peerId), () => {})
  }

  #handshake(address: string, stream: () => FrameStream): FrameSink {
    return {
      frame: (bytes) => this.#answered(address, stream(), bytes),
      gone: (reason) => this.#failed(address, reason),
    }
  }

  #answered(address: string, stream: FrameStream, bytes: Buffer): void {
    if (this.#over) return
    const refusal = this.#check(bytes)
    if (refusal !== null) return this.#failed(address, refusal)
    this.#giveUp = null
    this.#finish()
    const link = new GrpcPeerLink(this.#peerId, this.#channel, stream, this.#context)
    stream.handOver(link)
    link.begin(this.#handler)
    this.#handler.opened(link)
  }

  #check(bytes: Buffer): string | null {
    let frame: DecodedFrame
    try {
      frame = decodeFrame(bytes)
    } catch (error) {
      return `malformed handshake: ${String(error)}`
    }
    const problem = checkWelcome(this.#context.identity, this.#peerId, frame)
    if (problem !== null) this.#context.log.warn('a server that was dialled does not fit', { peerId: this.#peerId, channel: this.#channel, problem })
    return problem
  }

  /** False when it was over already. */
  #finish(): boolean {
    if (this.#over) return false
    this.#over = true
    this.#deadline?.cancel()
    this.#turn?.cancel()
    this.#context.dials.delete(this)
    this.#giveUp?.()
    this.#giveUp = null
    return true
  }
}

function targetOf(ipAddress: string, port: number): string {
  return `${ipAddress.includes(':') ? 'ipv6' : 'ipv4'}:${formatAddress(ipAddress, port)}`
}
