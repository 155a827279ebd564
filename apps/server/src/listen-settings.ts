import { isIP } from 'node:net'
import { OperatorError } from '@zabkit/core'
import type { ConfigValues } from './config-values.ts'
import { invalidEntry } from './notice.ts'
import type { ServerLine } from './server-line.ts'

/** Where clients are waited for. */
export interface ListenSettings {
  /** A name or an address without brackets; null: all addresses. */
  readonly host: string | null
  /** 0: any free port. */
  readonly port: number
}

/** Both ports, from their keys or from this server's own line. Throws OperatorError when there is none, or the same one twice. */
export function readListeners(values: ConfigValues, own: ServerLine | null) {
  const client = readListener(values, 'clientPort', own, own?.client ?? null)
  const secureClient = readListener(values, 'secureClientPort', own, own?.secureClient ?? null)
  if (client === null && secureClient === null) throw missingPort()
  if (client !== null && secureClient !== null && collide(client, secureClient)) {
    throw values.invalid('secureClientPort', 'must differ from clientPort; plain and TLS on one port is client.portUnification=true')
  }
  const backlog = values.integer('clientPortListenBacklog')
  return {
    client: client === null ? null : { ...client, acceptsTls: values.flag('client.portUnification') },
    secureClient,
    listenBacklog: backlog < 1 ? null : backlog,
  }
}

function missingPort(): OperatorError {
  return new OperatorError('ZK_CONFIG_MISSING', 'clientPort is missing: no client could connect', { remedy: 'Add clientPort=2181.' })
}

type PortName = 'clientPort' | 'secureClientPort'

function readListener(
  values: ConfigValues,
  name: PortName,
  own: ServerLine | null,
  line: ListenSettings | null,
): ListenSettings | null {
  const host = readHost(values, `${name}Address`)
  const port = values.integer(name)
  if (port === null && line === null && host !== null) throw values.invalid(`${name}Address`, `needs ${name}`)
  if (line === null) return port === null ? null : { host, port }
  if (own !== null) refuseDifference(values, name, { host, port }, line, own)
  return { host: isAny(line.host) && host !== null ? host : line.host, port: line.port }
}

/** The server's line and the keys of its own may both say it, but must agree. */
function refuseDifference(
  values: ConfigValues,
  name: PortName,
  key: { readonly host: string | null; readonly port: number | null },
  line: ListenSettings,
  own: ServerLine,
): void {
  if (key.port !== null && key.port !== line.port) throw values.invalid(name, `${own.entry.name} says ${line.port}; remove one of the two`)
  if (key.host === line.host || isAny(key.host) || isAny(line.host)) return
  throw values.invalid(`${name}Address`, `${own.entry.name} says ${line.host}; remove one of the two`)
}

/** Brackets around an IPv6 address go; a port or a list behind it does not pass. */
function readHost(values: ConfigValues, name: `${PortName}Address`): string | null {
  const text = values.text(name)
  const entry = values.entry(name)
  if (text === null || entry === undefined) return null
  const host = text.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 || /^[\w.-]+$/.test(host)) return host
  throw invalidEntry(entry, 'must be one address or host name, without a port')
}

/** True when both cannot be listened on at the same time. */
export function collide(a: ListenSettings, b: ListenSettings): boolean {
  return a.port !== 0 && a.port === b.port && (a.host === b.host || isAny(a.host) || isAny(b.host))
}

/** True for what stands for all addresses of this machine. */
export function isAny(host: string | null): boolean {
  return host === null || host === '0.0.0.0' || host === '::'
}
