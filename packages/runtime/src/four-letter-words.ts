import { formatSessionId, formatZxid, type Metrics, type Session, type Storage } from '@zabkit/core'
import type { ClientService } from './client-service.ts'
import type { Connection } from './connection.ts'
import { COMMAND_LINES_MAX } from './limits.ts'
import { operationName } from './operations.ts'
import type { ServerStatistics } from './server-statistics.ts'
import { formatAverage, type Gauge, type ServerMode, VERSION_TEXT } from './server-status.ts'
import type { ServerSettings } from './settings.ts'

/** ZooKeeper's default trace mask; we trace by other means, and only keep the number. */
const DEFAULT_TRACE_MASK = 0b100110010n

export interface CommandParts {
  readonly clients: () => ClientService
  readonly gauges: () => readonly Gauge[]
  readonly statistics: ServerStatistics
  readonly metrics: Metrics
  readonly storage: Storage
  readonly settings: ServerSettings
  readonly mode: () => ServerMode
  /** Lines of `envi`. */
  readonly environment: readonly string[]
  /** The answer to `conf`. */
  readonly describe: () => string
}

/**
 * The four-letter words of the client port, with the lines that dashboards and exporters parse. Each is bounded in what it costs; only
 * those on the whitelist are answered.
 */
export class FourLetterWords {
  readonly #parts: CommandParts
  readonly #words: ReadonlyMap<string, (argument: Buffer) => string>
  #traceMask = DEFAULT_TRACE_MASK

  constructor(parts: CommandParts) {
    this.#parts = parts
    this.#words = new Map<string, (argument: Buffer) => string>([
      ['ruok', () => 'imok'],
      ['srvr', () => this.#version() + this.#server()],
      ['stat', () => `${this.#version()}Clients:\n${this.#connections(brief)}\n${this.#server()}`],
      ['cons', () => `${this.#connections(full)}\n`],
      ['mntr', () => this.#monitor()],
      ['conf', () => parts.describe()],
      ['envi', () => lines(['Environment:', `zookeeper.version=${VERSION_TEXT}`, ...parts.environment])],
      ['crst', () => this.#resetConnections()],
      ['srst', () => this.#resetServer()],
      ['dirs', () => lines([`datadir_size: ${parts.storage.snapshots.sizeBytes}`, `logdir_size: ${parts.storage.log.sizeBytes}`])],
      ['dump', () => this.#dump()],
      ['wchs', () => this.#watchSummary()],
      ['wchc', () => this.#watchesByConnection()],
      ['wchp', () => this.#watchesByPath()],
      ['isro', () => (parts.mode() === 'read-only' ? 'ro' : 'rw')],
      ['gtmk', () => `${this.#traceMask}`],
      ['stmk', (argument) => this.#setTraceMask(argument)],
      ['hash', () => this.#digests()],
    ])
  }

  /** The answer, or null when `word` is none of ours. */
  answer(word: string, argument: Buffer): string | null {
    const command = this.#words.get(word)
    if (command === undefined) return null
    const { commands } = this.#parts.settings
    if (!commands.includes('*') && !commands.includes(word)) return `${word} is not executed because it is not in the whitelist.\n`
    return command(argument)
  }

  #version(): string {
    return `Zookeeper version: ${VERSION_TEXT}\n`
  }

  #server(): string {
    const { statistics, mode } = this.#parts
    const clients = this.#parts.clients()
    const { latencyMinMs, latencyAverageMs, latencyMaxMs } = statistics
    return lines([
      `Latency min/avg/max: ${Math.round(latencyMinMs)}/${formatAverage(latencyAverageMs)}/${Math.round(latencyMaxMs)}`,
      `Received: ${statistics.packetsReceived}`,
      `Sent: ${statistics.packetsSent}`,
      `Connections: ${clients.connections.size}`,
      `Outstanding: ${clients.outstanding}`,
      `Zxid: ${formatZxid(clients.parts.tree.lastZxid)}`,
      `Mode: ${mode()}`,
      `Node count: ${clients.parts.tree.statistics.znodes}`,
    ])
  }

  #monitor(): string {
    const { metrics, mode } = this.#parts
    const shown = [`zk_version\t${VERSION_TEXT}`, `zk_server_state\t${mode()}`]
    const known = new Set<string>()
    for (const { name, read } of this.#parts.gauges()) {
      known.add(name)
      shown.push(`zk_${name}\t${read()}`)
    }
    for (const [name, value] of metrics.collect()) if (!known.has(name)) shown.push(`zk_${name}\t${value}`)
    return lines(shown)
  }

  #connections(show: (connection: Connection) => string): string {
    return bounded(this.#parts.clients().connections, (connection) => [` ${show(connection)}`])
  }

  #resetConnections(): string {
    this.#parts.clients().resetConnectionStatistics()
    return 'Connection stats reset.\n'
  }

  #resetServer(): string {
    this.#parts.statistics.reset()
    return 'Server stats reset.\n'
  }

  #setTraceMask(argument: Buffer): string {
    if (argument.length >= 8) this.#traceMask = argument.readBigInt64BE(0)
    return `${this.#traceMask}`
  }

  #digests(): string {
    const { digests } = this.#parts.clients().parts.tree
    return lines(digests.map(({ zxid, digest }) => `${formatZxid(zxid)}\t0x${digest.toString(16)}`))
  }

  #dump(): string {
    const { sessions, tree } = this.#parts.clients().parts
    const buckets = groupByExpiry(sessions.tracker.sessions())
    const owners = [...tree.ephemerals()]
    return (
      `SessionTracker dump:\nSession Sets (${buckets.size})/(${sessions.tracker.size}):\n` +
      bounded(buckets, ([at, ids]) => [`${ids.length} expire at ${at}:`, ...ids.map((id) => `\t${id}`)]) +
      `ephemeral nodes dump:\nSessions with Ephemerals (${owners.length}):\n` +
      bounded(owners, ([id, paths]) => [`${formatSessionId(id)}:`, ...paths.map((path) => `\t${path}`)]) +
      `Connections dump:\n${bounded(this.#parts.clients().connections, (connection) => [address(connection)])}`
    )
  }

  #watchSummary(): string {
    const { watches, watchedPaths, watchers } = this.#parts.clients().parts.tree.statistics
    return `${watchers} connections watching ${watchedPaths} paths\nTotal watches:${watches}\n`
  }

  #watchesByPath(): string {
    const { tree } = this.#parts.clients().parts
    return bounded(tree.watches(), ([path, watchers]) => [path, ...watchers.map((watcher) => `\t${formatSessionId(watcher.sessionId)}`)])
  }

  #watchesByConnection(): string {
    const bySession = new Map<string, string[]>()
    for (const [path, watchers] of this.#parts.clients().parts.tree.watches()) {
      for (const { sessionId } of watchers) {
        const id = formatSessionId(sessionId)
        const paths = bySession.get(id)
        if (paths === undefined) bySession.set(id, [path])
        else paths.push(path)
      }
    }
    return bounded(bySession, ([id, paths]) => [id, ...paths.map((path) => `\t${path}`)])
  }
}

function lines(list: readonly string[]): string {
  return list.map((line) => `${line}\n`).join('')
}

/** The lines of all items, up to the limit; then how many items were left out. */
function bounded<T>(items: Iterable<T>, show: (item: T) => string[]): string {
  const shown: string[] = []
  let left = 0
  for (const item of items) {
    if (shown.length < COMMAND_LINES_MAX) shown.push(...show(item))
    else left++
  }
  if (left > 0) shown.push(`... and ${left} more`)
  return lines(shown)
}

function groupByExpiry(sessions: Iterable<Session>): Map<number, string[]> {
  const buckets = new Map<number, string[]>()
  for (const { expiresAt, id } of sessions) {
    const ids = buckets.get(expiresAt)
    if (ids === undefined) buckets.set(expiresAt, [formatSessionId(id)])
    else ids.push(formatSessionId(id))
  }
  return buckets
}

function address({ link }: Connection): string {
  return `/${link.remoteAddress}:${link.remotePort}`
}

function brief(connection: Connection): string {
  const { received, sent } = connection.statistics
  return `${address(connection)}[${connection.isOpen ? 1 : 0}](queued=${connection.queued},recved=${received},sent=${sent})`
}

function full(connection: Connection): string {
  const { session, statistics: s } = connection
  if (session === null) return brief(connection)
  const details = [
    `queued=${connection.queued}`,
    `recved=${s.received}`,
    `sent=${s.sent}`,
    `sid=${formatSessionId(session.id)}`,
    `lop=${operationName(s.lastType)}`,
    `est=${s.establishedMs}`,
    `to=${session.timeoutMs}`,
    `lcxid=0x${(s.lastXid >>> 0).toString(16)}`,
    `lzxid=0x${s.lastZxid.toString(16)}`,
    `lresp=${s.lastResponseMs}`,
    `llat=${Math.round(s.lastLatencyMs)}`,
    `minlat=${Math.round(s.minLatencyMs)}`,
    `avglat=${Math.round(s.averageLatencyMs)}`,
    `maxlat=${Math.round(s.maxLatencyMs)}`,
  ]
  return `${address(connection)}[1](${details.join(',')})`
}
