import { isIP, isIPv6 } from 'node:net'
import { MAX_SERVER_ID } from '@zabkit/core'
import { PORT_MAX } from './limits.ts'
import { type ConfigEntry, invalidEntry } from './notice.ts'

/** One way to reach a server's peers. */
export interface PeerAddress {
  readonly host: string
  readonly quorumPort: number
  readonly electionPort: number
}

/** A member of an ensemble: one `server.N` line. */
export interface ServerLine {
  /** N: 1 to 254. */
  readonly id: number
  /** At least one. */
  readonly addresses: readonly PeerAddress[]
  readonly role: 'participant' | 'observer'
  /** What follows `;`. Host null: all addresses. */
  readonly client: { readonly host: string | null; readonly port: number } | null
  readonly secureClient: { readonly host: string | null; readonly port: number } | null
  readonly entry: ConfigEntry
}

const FORM = 'must be host:quorumPort:electionPort[:participant or :observer][;[clientAddress:]clientPort], IPv6 addresses in [brackets]'
const OLD_FORM = 'one port is the form of old releases; add the election port, which is checked and not used: host:2888:3888'

/** Reads one `server.N` line. Throws OperatorError ZK_CONFIG_INVALID. */
export function parseServerLine(entry: ConfigEntry): ServerLine {
  const [peers = '', client, secureClient, ...rest] = entry.value.split(';').map((part) => part.trim())
  if (rest.length > 0) throw invalidEntry(entry, FORM)
  const parsed = peers.split('|').map((part) => parsePeer(part.trim(), entry))
  return {
    id: parseServerId(entry),
    addresses: parsed.map(({ address }) => address),
    role: commonRole(parsed.map(({ role }) => role), entry),
    client: parseClient(client, entry),
    secureClient: parseClient(secureClient, entry),
    entry,
  }
}

function parseServerId(entry: ConfigEntry): number {
  const text = entry.name.slice('server.'.length)
  const id = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (id < 1 || id > MAX_SERVER_ID) throw invalidEntry(entry, `the number after "server." must be between 1 and ${MAX_SERVER_ID}`)
  return id
}

function parsePeer(text: string, entry: ConfigEntry): { address: PeerAddress; role: string | null } {
  const parts = splitHost(text, entry)
  const [host = '', quorumPort, electionPort, role = null] = parts
  if (parts.length === 2 && host !== '') throw invalidEntry(entry, OLD_FORM)
  if (parts.length < 3 || parts.length > 4 || host === '') throw invalidEntry(entry, FORM)
  if (isIP(host) === 0 && !/^[\w.-]+$/.test(host)) throw invalidEntry(entry, `${host} is neither an address nor a name; the line ${FORM}`)
  const address = { host, quorumPort: parsePort(quorumPort, entry), electionPort: parsePort(electionPort, entry) }
  if (address.quorumPort === address.electionPort) throw invalidEntry(entry, 'the quorum port and the election port must differ')
  return { address, role }
}

/** Cuts at colons, a bracketed IPv6 address in one piece and without its brackets. */
function splitHost(text: string, entry: ConfigEntry): string[] {
  if (!text.startsWith('[')) return text.split(':')
  const end = text.indexOf(']')
  const rest = text.slice(end + 1)
  if (end < 0 || (rest !== '' && !rest.startsWith(':'))) throw invalidEntry(entry, FORM)
  if (!isIPv6(text.slice(1, end))) throw invalidEntry(entry, 'brackets are for an IPv6 address')
  return [text.slice(1, end), ...(rest === '' ? [] : rest.slice(1).split(':'))]
}

function parsePort(text: string | undefined, entry: ConfigEntry): number {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > PORT_MAX) throw invalidEntry(entry, `port ${text ?? ''} must be between 1 and ${PORT_MAX}; the line ${FORM}`)
  return port
}

function commonRole(roles: readonly (string | null)[], entry: ConfigEntry): ServerLine['role'] {
  const named = new Set(roles.filter((role) => role !== null).map((role) => role.toLowerCase()))
  const [role = 'participant'] = named
  if (named.size > 1) throw invalidEntry(entry, 'its addresses must have the same role')
  if (role === 'participant' || role === 'observer') return role
  throw invalidEntry(entry, `role ${role} must be participant or observer`)
}

function parseClient(text: string | undefined, entry: ConfigEntry): ServerLine['client'] {
  if (text === undefined || text === '') return null
  const parts = splitHost(text, entry)
  if (parts.length > 2) throw invalidEntry(entry, FORM)
  const host = parts.length === 2 ? (parts[0] ?? '') : ''
  return { host: host === '' ? null : host, port: parsePort(parts.at(-1), entry) }
}
