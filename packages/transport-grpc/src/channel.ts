import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import { CallCredentials, ChannelCredentials, type ChannelOptions } from '@grpc/grpc-js'
import { PEER_FRAME_BYTES_MAX } from '@zabkit/core'
import { STREAMS_PER_CONNECTION, WINDOW_BYTES } from './limits.ts'
import type { GrpcPeersSettings } from './options.ts'
import type { PeerTls } from './tls-material.ts'

/** What both sides of a connection are set to. Sizes are our own codec's business; compression and channelz cost and bring nothing here. */
function commonOptions({ keepAliveMs, keepAliveTimeoutMs }: GrpcPeersSettings): ChannelOptions {
  return {
    'grpc.max_receive_message_length': PEER_FRAME_BYTES_MAX,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_time_ms': keepAliveMs,
    'grpc.keepalive_timeout_ms': keepAliveTimeoutMs,
    'grpc.enable_channelz': 0,
  }
}

export function serverOptions(settings: GrpcPeersSettings): ChannelOptions {
  return { ...commonOptions(settings), 'grpc.max_concurrent_streams': STREAMS_PER_CONNECTION }
}

/** A client is for one link, and dials once: nothing of it is shared, nothing retried, nothing looked up elsewhere. */
export function clientOptions(settings: GrpcPeersSettings): ChannelOptions {
  return {
    ...commonOptions(settings),
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_retries': 0,
    'grpc.enable_http_proxy': 0,
    'grpc.service_config_disable_resolution': 1,
    'grpc-node.flow_control_window': WINDOW_BYTES,
  }
}

type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>
type Connected = Awaited<ReturnType<SecureConnector['connect']>>

/**
 * Credentials for one dial. They keep hold of the socket, so that it can be dropped at once, and shake hands by TLS on their own, so that an IP
 * address is never given as a TLS server name (which TLS forbids, and Node warns about).
 */
export class DialCredentials extends ChannelCredentials {
  readonly #tls: PeerTls | null
  readonly #host: string
  #socket: Socket | null = null
  #dropped = false

  /** `host`: as the operator wrote it; the certificate must bear it. */
  constructor(tls: PeerTls | null, host: string) {
    super()
    this.#tls = tls
    this.#host = tls?.serverName ?? host
  }

  /** Ends the connection at once, made or not. */
  drop(): void {
    this.#dropped = true
    this.#socket?.destroy()
  }

  _isSecure(): boolean {
    return this.#tls !== null
  }

  _equals(other: ChannelCredentials): boolean {
    return this === other
  }

  _createSecureConnector(): SecureConnector {
    return {
      connect: (socket) => this.#secure(socket),
      waitForReady: async () => {},
      getCallCredentials: () => CallCredentials.createEmpty(),
      destroy() {},
    }
  }

  async #secure(socket: Socket): Promise<Connected> {
    this.#socket = socket
    if (this.#dropped) socket.destroy()
    if (this.#tls === null) return { socket, secure: false }
    return { socket: await handshake(socket, this.#host, this.#tls), secure: true }
  }
}

function handshake(socket: Socket, host: string, { context, verifyHostname }: PeerTls): Promise<Socket> {
  const name = isIP(host) === 0 ? { servername: host } : {}
  const identity = verifyHostname ? {} : { checkServerIdentity: () => undefined }
  const options = { socket, host, secureContext: context, ALPNProtocols: ['h2'], ...name, ...identity }
  return new Promise((resolve, reject) => {
    const secured = connect(options, () => resolve(secured))
    secured.once('error', reject)
    secured.once('close', () => reject(new Error('the connection was closed during the TLS handshake')))
  })
}
