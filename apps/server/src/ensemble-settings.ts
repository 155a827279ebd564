import { isIPv6 } from 'node:net'
import { type Ensemble, type EnsembleMember, OperatorError } from '@zabkit/core'
import { membershipText } from '@zabkit/runtime'
import { findConfigKey } from './config-keys.ts'
import type { ConfigValues } from './config-values.ts'
import { collide, isAny, type ListenSettings } from './listen-settings.ts'
import type { Membership } from './membership.ts'
import { describeEntry, invalidEntry, type Notice, placeOf } from './notice.ts'
import { type PeerTlsSettings, readPeerTls } from './peer-tls-settings.ts'
import { readQuorum } from './quorum-settings.ts'
import type { PeerAddress, ServerLine } from './server-line.ts'
import type { SettingsSources } from './sources.ts'

/** All that a member of an ensemble has beyond a standalone server. Holds a secret in `tls`. */
export interface EnsembleConfiguration {
  /** The addresses are those of the first port of each server line. */
  readonly ensemble: Ensemble
  /** Of /zookeeper/config. */
  readonly membershipText: string
  readonly role: EnsembleMember['role']
  /** Where the other servers are waited for, at least one. */
  readonly listen: readonly ListenSettings[]
  /** Ticks of `tickMs`. */
  readonly initLimit: number
  /** Ticks of `tickMs`. */
  readonly syncLimit: number
  /** Ticks of `tickMs`. */
  readonly connectToLearnerMasterLimit: number
  readonly connectTimeoutMs: number
  /** How often a port in use is tried again; null: for ever. */
  readonly bindRetries: number | null
  /** An observer keeps a log and snapshots. */
  readonly syncEnabled: boolean
  /** Clients may use the leader. */
  readonly leaderServes: boolean
  /** Sessions begin as ones that only their own server knows. */
  readonly localSessions: boolean
  /** A local session becomes a global one when it needs to. */
  readonly localSessionsUpgrading: boolean
  /** Null: the links are plain. */
  readonly tls: PeerTlsSettings | null
}

/** Where clients are waited for. */
export interface ClientListeners {
  readonly client: ListenSettings | null
  readonly secureClient: ListenSettings | null
}

/** Reads what concerns the ensemble; null for a standalone server. Throws OperatorError ZK_CONFIG_INVALID, ZK_CONFIG_MISSING, ZK_TLS_INVALID. */
export async function readEnsemble(
  values: ConfigValues,
  membership: Membership,
  clients: ClientListeners,
  sources: SettingsSources,
  notices: Notice[],
): Promise<EnsembleConfiguration | null> {
  const { own, isEnsemble } = membership
  if (own === null || !isEnsemble) {
    noticeUnused(values, notices)
    return null
  }
  refuseSasl(values)
  noticeRole(values, own, notices)
  const listen = readListen(values, own)
  refuseClientPort(clients, listen, own)
  notices.push({ level: 'info', text: portsText(own, listen) })
  return {
    ensemble: readMembers(values, membership, notices),
    membershipText: membershipText(membership),
    role: roleOf(own),
    listen,
    ...readLimits(values),
    ...readFlags(values),
    tls: await readPeerTls(values, sources, notices),
  }
}

/** What an ensemble would heed says so; its value is not even looked at. */
function noticeUnused(values: ConfigValues, notices: Notice[]): void {
  for (const entry of values.family('')) {
    const key = findConfigKey(entry.name)
    if (key === undefined || key.kind === 'inert' || !(key.field.startsWith('ensemble') || entry.name.startsWith('ssl.quorum.'))) continue
    notices.push({ level: 'info', text: `${entry.name} (${placeOf(entry)}): ${NOT_APPLICABLE}` })
  }
}

const NOT_APPLICABLE = 'known, not applicable: concerns ensembles; this server stands alone'

function refuseSasl(values: ConfigValues): void {
  for (const name of ['quorum.auth.enableSasl', 'quorum.auth.learnerRequireSasl', 'quorum.auth.serverRequireSasl']) {
    const entry = values.switchedOn(name)
    if (entry !== undefined) throw invalidEntry(entry, 'SASL between servers is not served by this version; use sslQuorum, or remove the key')
  }
}

/** The line counts, as in ZooKeeper. */
function noticeRole(values: ConfigValues, own: ServerLine, notices: Notice[]): void {
  const entry = values.entry('peerType')
  if (entry === undefined || values.choice('peerType') === own.role) return
  notices.push({ level: 'warn', text: `${describeEntry(entry)}: ignored: ${own.entry.name} (${placeOf(own.entry)}) says ${own.role}` })
}

function readMembers(values: ConfigValues, membership: Membership, notices: Notice[]): Ensemble {
  const { servers, own } = membership
  const unreachable = servers.find((server) => server !== own && server.addresses.some(({ host }) => isAny(host)))
  if (unreachable !== undefined) throw invalidEntry(unreachable.entry, 'no other server is reached at this address; write its own')
  const members = servers.map((server) => ({ id: server.id, role: roleOf(server), addresses: server.addresses.map(addressOf) }))
  return { clusterId: readClusterId(values), members, quorum: readQuorum(membership, notices) }
}

function roleOf({ role }: ServerLine): EnsembleMember['role'] {
  return role === 'observer' ? 'observer' : 'voter'
}

function addressOf({ host, quorumPort }: PeerAddress): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${quorumPort}`
}

function readClusterId(values: ConfigValues): string {
  const id = values.text('clusterId') ?? ''
  if (/^[\w.-]{1,64}$/.test(id)) return id
  throw values.invalid('clusterId', 'must be 1 to 64 letters, digits, dots, dashes or underscores')
}

function readListen(values: ConfigValues, own: ServerLine): ListenSettings[] {
  const onAll = values.flag('quorumListenOnAllIPs')
  const found = new Map<string, ListenSettings>()
  for (const { host, quorumPort } of own.addresses) {
    const listen = { host: onAll || isAny(host) ? null : host, port: quorumPort }
    found.set(`${listen.host} ${listen.port}`, listen)
  }
  return [...found.values()]
}

function refuseClientPort(clients: ClientListeners, listen: readonly ListenSettings[], own: ServerLine): void {
  for (const client of [clients.client, clients.secureClient]) {
    if (client === null || !listen.some((peer) => collide(peer, client))) continue
    throw invalidEntry(own.entry, `port ${client.port} is also the port for clients; choose another one`)
  }
}

function portsText(own: ServerLine, listen: readonly ListenSettings[]): string {
  const ports = listen.map(({ port }) => port).join(', ')
  const unused = own.addresses.map(({ electionPort }) => electionPort).join(', ')
  return `servers reach each other on the first port of their server lines, here ${ports}; the second one, here ${unused}, is not used`
}

function readLimits(values: ConfigValues) {
  const initLimit = requiredLimit(values, 'initLimit', 10)
  const syncLimit = requiredLimit(values, 'syncLimit', 5)
  const connectLimit = values.integer('connectToLearnerMasterLimit')
  return { initLimit, syncLimit, connectToLearnerMasterLimit: connectLimit === 0 ? initLimit : connectLimit }
}

function requiredLimit(values: ConfigValues, name: 'initLimit' | 'syncLimit', usual: number): number {
  const limit = values.integer(name)
  if (limit !== null) return limit
  throw new OperatorError('ZK_CONFIG_MISSING', `${name} is missing: an ensemble needs it`, { remedy: `Add ${name}=${usual} (ticks).` })
}

function readFlags(values: ConfigValues) {
  const retries = values.integer('electionPortBindRetry')
  return {
    connectTimeoutMs: values.integer('cnxTimeout'),
    bindRetries: retries === 0 ? null : retries,
    syncEnabled: values.flag('syncEnabled'),
    leaderServes: values.flag('leaderServes'),
    localSessions: values.flag('localSessionsEnabled'),
    localSessionsUpgrading: values.flag('localSessionsUpgradingEnabled'),
  }
}
