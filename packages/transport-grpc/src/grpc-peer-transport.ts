import { invariant, type PeerChannel, type PeerDialHandler, type PeerHandler, type PeerTransport, rateLimited } from '@zabkit/core'
import { accept } from './accepting.ts'
import { MessageEncoder } from './codec/message-encoder.ts'
import { Dial } from './dial.ts'
import type { GrpcPeerLink } from './grpc-peer-link.ts'
import { LinkSet } from './link-set.ts'
import { LOG_INTERVAL_MS, STOP_MS } from './limits.ts'
import { Listener, type PeerCall } from './listener.ts'
import { Measures } from './measures.ts'
import type { GrpcPeersSettings } from './options.ts'
import type { GrpcPeersComponents, Shared } from './shared.ts'
import { loadTls, type PeerTls } from './tls-material.ts'

/** Links between servers over gRPC: one connection a link. */
export class GrpcPeerTransport implements PeerTransport {
  readonly #settings: GrpcPeersSettings
  readonly #shared: Shared
  readonly #links = new LinkSet()
  readonly #dials = new Set<Dial>()
  /** Those that others dialled: one a peer and channel. */
  readonly #accepted = new Map<string, GrpcPeerLink>()
  #tls: PeerTls | null = null
  #listener: Listener | null = null
  #running = false

  constructor(settings: GrpcPeersSettings, components: GrpcPeersComponents) {
    const { clock, ensemble, logger, metrics, serverId, timers } = components
    this.#settings = settings
    this.#shared = {
      identity: { serverId, ensemble },
      timers,
      log: rateLimited(logger, clock, LOG_INTERVAL_MS),
      measures: new Measures(metrics),
      encoder: new MessageEncoder(),
      links: this.#links,
    }
  }

  get address(): string {
    return this.#listener?.address ?? ''
  }

  async start(handler: PeerHandler): Promise<void> {
    const { tls } = this.#settings
    this.#tls = tls === undefined ? null : await loadTls(tls)
    const { measures, timers } = this.#shared
    const called = (call: PeerCall, channel: PeerChannel): void => this.#called(call, channel, handler)
    const listener = new Listener({ settings: this.#settings, tls: this.#tls, timers, measures, called })
    await listener.listen()
    this.#listener = listener
    this.#running = true
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#listener?.close()
    for (const dial of [...this.#dials]) dial.fail('this server stops')
    for (const link of this.#links.all()) link.close('the server stops')
    await this.#goodbyes()
    for (const link of this.#links.all()) link.cut()
    await this.#listener?.destroy()
  }

  connect(peerId: number, channel: PeerChannel, handler: PeerDialHandler): void {
    const { identity, timers } = this.#shared
    invariant(peerId !== identity.serverId, 'a server does not dial itself')
    const member = identity.ensemble.members.find(({ id }) => id === peerId)
    if (!this.#running || member === undefined) {
      timers.endOfTurn(() => handler.closed(member === undefined ? `server ${peerId} is not in the ensemble` : 'this server does not run'))
      return
    }
    const addresses = this.#settings.addressesOf?.(peerId) ?? member.addresses
    new Dial(peerId, channel, handler, addresses, { ...this.#shared, settings: this.#settings, tls: this.#tls, dials: this.#dials }).start()
  }

  #called(call: PeerCall, channel: PeerChannel, handler: PeerHandler): void {
    const listener = this.#listener
    if (!this.#running || listener === null) {
      call.end()
      return
    }
    accept(call, channel, {
      ...this.#shared,
      handler,
      socketOf: () => listener.socketOf(call),
      accepted: (link, socket) => {
        listener.keep(socket)
        this.#replace(link)
      },
      over: (socket) => listener.limit(socket),
    })
  }

  /** A server that dials again has lost the link that we still hold: the newer one counts. */
  #replace(link: GrpcPeerLink): void {
    const key = `${link.channel} ${link.peerId}`
    const older = this.#accepted.get(key)
    this.#accepted.set(key, link)
    older?.close('replaced by a newer link of the same server')
  }

  #goodbyes(): Promise<void> {
    return new Promise((resolve) => {
      const limit = this.#shared.timers.after(STOP_MS, resolve)
      this.#links.whenEmpty(() => {
        limit.cancel()
        resolve()
      })
    })
  }
}
