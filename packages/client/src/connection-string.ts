import { DEFAULT_PORT, SERVERS_MAX } from './limits.ts'
import { pathFault } from './path.ts'

/** A server as the connection string names it. */
export interface ServerAddress {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

export interface ConnectionString {
  /** Empty where a service is named. */
  readonly servers: readonly ServerAddress[]
  /** The DNS name whose SRV records name the servers; null where they are named themselves. */
  readonly service: string | null
  /** `/` where there is none. */
  readonly chroot: string
}

/** As in ZooKeeper's Java client (ZOOKEEPER-4982). */
const SERVICE_PREFIX = 'dns-srv://'

/**
 * Reads `host:port,host:port/chroot`. The port is 2181 where none is given; an IPv6 address with a port stands in brackets (`[::1]:2181`), without
 * a port it may stand bare. Or `dns-srv://_zookeeper._tcp.example.com/chroot`: the servers are in the SRV records of that name. Throws TypeError,
 * naming the part that is wrong.
 */
export function parseConnectionString(text: string): ConnectionString {
  if (typeof text !== 'string') throw new TypeError(`connection string: must be text such as localhost:2181, is ${typeof text}`)
  const isService = text.trimStart().startsWith(SERVICE_PREFIX)
  const rest = isService ? text.trimStart().slice(SERVICE_PREFIX.length) : text
  if (rest.includes('://')) throw new TypeError(`connection string "${text}": write host:port,host:port/chroot, or ${SERVICE_PREFIX}name/chroot`)
  const slash = rest.indexOf('/')
  const hosts = slash === -1 ? rest : rest.slice(0, slash)
  const chroot = slash === -1 ? '/' : rest.slice(slash).trim()
  const fault = pathFault(chroot)
  if (fault !== null) throw new TypeError(`connection string "${text}": chroot ${chroot}: ${fault}`)
  return isService ? { servers: [], service: parseService(hosts.trim(), text), chroot } : { servers: parseHosts(hosts, text), service: null, chroot }
}

/** One name; its ports are in the records. */
function parseService(name: string, text: string): string {
  if (/^[^\s,:[\]@?#\\]+$/.test(name)) return name
  throw new TypeError(`connection string "${text}": "${name}" is no DNS name; write ${SERVICE_PREFIX}_zookeeper._tcp.example.com/chroot`)
}

function parseHosts(hosts: string, text: string): ServerAddress[] {
  const parts = hosts.split(',').map((part) => part.trim())
  if (parts.length > SERVERS_MAX) throw new TypeError(`connection string: ${parts.length} servers, at most ${SERVERS_MAX} are possible`)
  // ZooKeeper's own parser lets a comma too many pass.
  const named = parts.filter((part) => part !== '')
  if (named.length === 0) throw new TypeError(`connection string "${text}": names no server; write host:port,host:port/chroot`)
  return named.map((part) => parseServer(part, text))
}

function parseServer(part: string, text: string): ServerAddress {
  if (part.startsWith('[')) return parseBracketed(part, text)
  const colon = part.indexOf(':')
  // More than one colon: a bare IPv6 address, which has no port.
  if (colon === -1 || part.indexOf(':', colon + 1) !== -1) return { host: checkedHost(part, part, text), port: DEFAULT_PORT }
  return { host: checkedHost(part.slice(0, colon), part, text), port: parsePort(part.slice(colon + 1), part, text) }
}

function parseBracketed(part: string, text: string): ServerAddress {
  const close = part.indexOf(']')
  const rest = part.slice(close + 1)
  if (close === -1 || (rest !== '' && !rest.startsWith(':'))) throw faultOf(part, text, 'write an IPv6 address as [address]:port')
  const host = part.slice(1, close)
  if (!/^[0-9a-fA-F:.]+(%\w+)?$/.test(host) || !host.includes(':')) throw faultOf(part, text, 'what stands in brackets must be an IPv6 address')
  return { host, port: rest === '' ? DEFAULT_PORT : parsePort(rest.slice(1), part, text) }
}

function checkedHost(host: string, part: string, text: string): string {
  if (host === '') throw faultOf(part, text, 'the host is missing')
  if (/[\s[\]@?#\\]/.test(host)) throw faultOf(part, text, 'a host is a name or an address')
  return host
}

function parsePort(digits: string, part: string, text: string): number {
  const port = Number(digits)
  if (!/^\d{1,5}$/.test(digits) || port < 1 || port > 65_535) throw faultOf(part, text, 'the port must be between 1 and 65535')
  return port
}

function faultOf(part: string, text: string, what: string): TypeError {
  return new TypeError(`connection string "${text}": server "${part}": ${what}`)
}
