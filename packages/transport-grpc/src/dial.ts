import { Client } from '@grpc/grpc-js'
import type { PeerChannel, PeerDialHandler, Timer } from '@zabkit/core'
import { formatAddress, type HostPort, parseAddress } from './address.ts'
import { clientOptions, DialCredentials } from './channel.ts'
import { type DecodedFrame, decodeFrame } from './codec/decode-frame.ts'
import { FrameStream } from './frame-stream.ts'
import { GrpcPeerLink } from './grpc-peer-link.ts'
import { checkWelcome, helloFrame } from './handshake.ts'
import type { GrpcPeersSettings } from './options.ts'
import { asIs, PATHS } from './paths.ts'
import { probe } from './probe.ts'
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
  /** Index of the address that is tried; what an earlier one still says does not count. */
  #attempt = 0
  #deadline: Timer | null = null
  #limit: Timer | null = null
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
    timers.endOfTurn(() => this.#tryAddress())
  }

  fail(reason: string): void {
    if (!this.#finish()) return
    this.#handler.closed(reason)
  }

  #tryAddress(): void {
    if (this.#over) return
    const attempt = this.#attempt
    const address = this.#addresses[attempt]
    if (address === undefined) return this.fail(this.#lastReason)
    const target = parseAddress(address)
    if (target === null) return this.#failed(attempt, 'not of the form host:port')
    this.#limitAttempt(attempt)
    const probing = probe(
      target,
      (ipAddress) => this.#dial(attempt, target, ipAddress),
      (reason) => this.#failed(attempt, reason),
    )
    this.#giveUp = () => probing.cancel()
  }

  /** An address that does not answer must leave time for those after it. */
  #limitAttempt(attempt: number): void {
    this.#limit?.cancel()
    if (attempt === this.#addresses.length - 1) return
    const ms = this.#context.settings.connectTimeoutMs / this.#addresses.length
    this.#limit = this.#context.timers.after(ms, () => this.#failed(attempt, 'no answer'))
  }

  #failed(attempt: number, reason: string): void {
    if (this.#over || attempt !== this.#attempt) return
    this.#attempt++
    this.#lastReason = `${this.#addresses[attempt]}: ${reason}`
    this.#giveUp?.()
    this.#giveUp = null
    this.#tryAddress()
  }

  #dial(attempt: number, { host, port }: HostPort, ipAddress: string): void {
    if (this.#over || attempt !== this.#attempt) return
    const { identity, settings, tls } = this.#context
    const credentials = new DialCredentials(tls, host)
    const client = new Client(targetOf(ipAddress, port), credentials, clientOptions(settings))
    const call = client.makeBidiStreamRequest(PATHS[this.#channel], asIs, asIs)
    const cut = (): void => {
      call.cancel()
      credentials.drop()
    }
    const stream: FrameStream = new FrameStream(call, cut, () => client.close(), {
      frame: (bytes) => this.#answered(attempt, stream, bytes),
      gone: (reason) => this.#failed(attempt, reason),
    })
    this.#giveUp = () => stream.cut()
    stream.write(helloFrame(identity, this.#peerId), () => {})
  }

  #answered(attempt: number, stream: FrameStream, bytes: Buffer): void {
    if (this.#over || attempt !== this.#attempt) return
    const problem = this.#check(bytes)
    if (problem !== null) return this.#failed(attempt, problem)
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
    this.#limit?.cancel()
    this.#context.dials.delete(this)
    this.#giveUp?.()
    this.#giveUp = null
    return true
  }
}

function targetOf(ipAddress: string, port: number): string {
  return `${ipAddress.includes(':') ? 'ipv6' : 'ipv4'}:${formatAddress(ipAddress, port)}`
}
