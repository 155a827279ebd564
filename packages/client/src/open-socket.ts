import { connect as connectTcp, isIP } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { describeValue } from './describe-value.ts'
import type { ClientOptions, ClientSocket } from './options.ts'
import { type Endpoint, formatAddress } from './server-list.ts'

/** How servers are reached. */
export type SocketSettings = Pick<ClientOptions, 'tls' | 'connect'>

/** Node's own sockets, without TLS. */
export function isPlainTcp({ tls, connect }: SocketSettings): boolean {
  return tls === undefined && connect === undefined
}

/** A connection to `endpoint`; `opened` is called once it stands, TLS included. What fails is told by its events, nothing is thrown. */
export function openSocket(endpoint: Endpoint, settings: SocketSettings, opened: () => void): ClientSocket {
  const raw = settings.connect === undefined ? undefined : openGiven(endpoint, settings.connect)
  const socket = openNode(endpoint, settings.tls, raw)
  socket.setNoDelay?.(true)
  // A stream that lets its other half stand when the server has ended would never say that it is over.
  if (raw !== undefined) socket.once('end', () => socket.destroy())
  if (settings.tls !== undefined) socket.once('secureConnect', opened)
  else if (raw === undefined || raw.connecting === true) socket.once('connect', opened)
  else setImmediate(() => !socket.destroyed && opened())
  return socket
}

/** Node throws what it thinks of a certificate or a port. */
function openNode(endpoint: Endpoint, tls: SocketSettings['tls'], raw: ClientSocket | undefined): ClientSocket {
  try {
    if (tls !== undefined) return openTls(endpoint, tls, raw)
    return raw ?? connectTcp({ host: endpoint.address, port: endpoint.port })
  } catch (error) {
    raw?.destroy()
    return failed(error instanceof Error ? error : new Error(String(error)))
  }
}

/** The certificate must be that of the host as it was named, not of its address. */
function openTls({ host, address, port }: Endpoint, tls: NonNullable<SocketSettings['tls']>, raw: Duplex | undefined): ClientSocket {
  const given = tls === true ? {} : tls
  const named = given.servername ?? (isIP(host) === 0 ? host : undefined)
  return connectTls({ ...given, host: address, port, ...(raw === undefined ? {} : { socket: raw }), ...(named === undefined ? {} : { servername: named }) })
}

function openGiven({ host, port }: Endpoint, connect: NonNullable<SocketSettings['connect']>): ClientSocket {
  try {
    const given: unknown = connect(formatAddress(host, port))
    return isStream(given) ? given : refused(given)
  } catch (error) {
    return failed(error instanceof Error ? error : new Error(String(error)))
  }
}

function isStream(given: unknown): given is ClientSocket {
  if (typeof given !== 'object' || given === null) return false
  return 'on' in given && 'write' in given && 'destroy' in given
}

function refused(given: unknown): ClientSocket {
  // A stream that comes late belongs to nobody.
  if (given instanceof Promise) given.then((late) => isStream(late) && late.destroy(), ignore)
  return failed(new Error(`the option connect must return a stream (Duplex) and not a promise of one, returned ${describeValue(given)}`))
}

/** A connection that never was. */
function failed(error: Error): ClientSocket {
  return new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }).destroy(error)
}

function ignore(): void {}
