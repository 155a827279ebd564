import { formatSessionId, formatZxid, type Metrics, type Storage, type Watcher } from '@zabkit/core'
import type { ClientService } from './client-service.ts'
import type { Connection } from './connection.ts'
import { COMMAND_LINES_MAX } from './limits.ts'
import { operationName } from './operations.ts'
import type { ServerStatistics } from './server-statistics.ts'
import { formatAverage, type Gauge, type ServerMode, znodeCount } from './server-status.ts'
import type { ServerSettings } from './settings.ts'

/** ZooKeeper's default trace mask; we trace by other means, and only keep the number. */
const DEFAULT_TRACE_MASK = 0b100110010n

const DATE_PARTS = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC', hourCycle: 'h23', weekday: 'short', month: 'short', day: '2-digit', year: 'numeric',
  hour: '2-digit', minute: '2-digit', second: '2-digit',
})

/** Words that have an answer while there is no leader. */
const ALWAYS = new Set(['ruok', 'conf', 'envi', 'gtmk', 'stmk', 'isro'])
const NOT_SERVING = 'This ZooKeeper instance is not currently serving requests\n'

export interface CommandParts {
  readonly clients: () => ClientService
  readonly gauges: () => readonly Gauge[]
  readonly statistics: ServerStatistics
  readonly metrics: Metrics
  readonly storage: Storage
  readonly settings: ServerSettings
  readonly mode: () => ServerMode
  /** What `srvr`, `stat`, `mntr` and `envi` show. */
  readonly version: string
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
      ['envi', () => lines(['Environment:', `zookeeper.version=${parts.version}`, ...parts.environment])],
      ['crst', () => this.#resetConnections()],
      ['srst', () => this.#resetServer()],
      ['dirs', () => lines([`datadir_size: ${parts.storage.snapshots.sizeBytes}`, `logdir_size: ${parts.storage.log.sizeBytes}`])],
      ['dump', () => this.#dump()],
      ['wchs', () => this.#watchSummary()],
      ['wchc', () => this.#watchesByConnection()],
      ['wchp', () => this.#watchesByPath()],
      ['isro', () => isReadOnly(parts.mode())],
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
    return this.#parts.mode() === 'looking' && !ALWAYS.has(word) ? NOT_SERVING : command(argument)
  }

  #version(): string {
    return `Zookeeper version: ${this.#parts.version}\n`
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
      `Node count: ${znodeCount(clients.parts.tree)}`,
      ...(mode() === 'leader' ? [`Proposal sizes last/min/max: ${statistics.proposalLast}/${statistics.proposalMin}/${statistics.proposalMax}`] : []),
    ])
  }

  #monitor(): string {
    const { metrics, mode, version } = this.#parts
    const shown = [`zk_version\t${version}`, `zk_server_state\t${mode()}`]
    const known = new Set<string>()
    for (const { name, read } of this.#parts.gauges()) {
      known.add(name)
      shown.push(`zk_${name}\t${read()}`)
    }
    for (const [name, value] of metrics.collect()) if (!known.has(name)) shown.push(`zk_${metricName(name)}\t${value}`)
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
    const { connections, parts } = this.#parts.clients()
    const { sessions, tree, clock } = parts
    const when = (expiresAt: number): string => javaDate(clock.now() + expiresAt - sessions.nowMs)
    const buckets = grouped(sessions.tracker.sessions(), ({ expiresAt }) => expiresAt)
    const links = grouped(connections, ({ session }) => session?.expiresAt ?? sessions.nowMs)
    const owners = [...tree.ephemerals()]
    return (
      `SessionTracker dump:\nSession Sets (${buckets.size})/(${sessions.tracker.size}):\n` +
      bounded(buckets, ([at, list]) => block(`${list.length} expire at ${when(at)}:`, list, ({ id }) => formatSessionId(id))) +
      `ephemeral nodes dump:\nSessions with Ephemerals (${owners.length}):\n` +
      bounded(owners, ([id, paths]) => block(`${formatSessionId(id)}:`, paths, (path) => path)) +
      `Connections dump:\nConnections Sets (${links.size})/(${connections.size}):\n` +
      bounded(links, ([at, list]) => block(`${list.length} expire at ${when(at)}:`, list, owner))
    )
  }

  /** Of data watches alone, as in ZooKeeper. */
  #watchSummary(): string {
    const { tree } = this.#parts.clients().parts
    const { watchedPaths, watchers } = tree.statistics
    let watches = 0
    for (const [, list] of tree.watches()) watches += list.length
    return `${watchers} connections watching ${watchedPaths} paths\nTotal watches:${watches}\n`
  }

  #watchesByPath(): string {
    const { tree } = this.#parts.clients().parts
    const show = (watcher: Watcher): string => formatSessionId(watcher.sessionId)
    return `${bounded(tree.watches(), ([path, watchers]) => block(path, watchers, show))}\n`
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
    return `${bounded(bySession, ([id, paths]) => block(id, paths, (path) => path))}\n`
  }
}

function isReadOnly(mode: ServerMode): string {
  if (mode === 'looking') return 'null'
  return mode === 'read-only' ? 'ro' : 'rw'
}

function lines(list: readonly string[]): string {
  return list.map((line) => `${line}\n`).join('')
}

/** The lines of all items, up to the limit. What is beyond it is neither made nor counted. */
function bounded<T>(items: Iterable<T>, show: (item: T) => Iterable<string>): string {
  const shown: string[] = []
  for (const item of items) {
    for (const line of show(item)) {
      if (shown.length === COMMAND_LINES_MAX) return lines([...shown, `... cut after ${COMMAND_LINES_MAX} lines`])
      shown.push(line)
    }
  }
  return lines(shown)
}

/** A line, and under it one line an item. */
function* block<T>(head: string, items: Iterable<T>, show: (item: T) => string): IterableIterator<string> {
  yield head
  for (const item of items) yield `\t${show(item)}`
}

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** `Sun Nov 22 07:57:09 UTC 2026`: what Java makes of a date. */
function javaDate(ms: number): string {
  const parts = new Map(DATE_PARTS.formatToParts(ms).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  const time = `${part('hour')}:${part('minute')}:${part('second')}`
  return `${part('weekday')} ${part('month')} ${part('day')} ${time} UTC ${part('year')}`
}

/** A summary's figures as ZooKeeper names them: `readlatency_avg` is `avg_readlatency` there. */
function metricName(name: string): string {
  return name.replace(/^(.*)_(avg|min|max|cnt|sum)$/, '$2_$1')
}

function owner(connection: Connection): string {
  return `ip: ${address(connection)} sessionId: ${formatSessionId(connection.sessionId)}`
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
    ...(s.lastXid < 0 ? [] : [`lcxid=0x${s.lastXid.toString(16)}`]),
    `lzxid=0x${BigInt.asUintN(64, BigInt(s.lastZxid)).toString(16)}`,
    `lresp=${s.lastResponseMs}`,
    `llat=${Math.round(s.lastLatencyMs)}`,
    `minlat=${Math.round(s.minLatencyMs)}`,
    `avglat=${Math.round(s.averageLatencyMs)}`,
    `maxlat=${Math.round(s.maxLatencyMs)}`,
  ]
  return `${address(connection)}[1](${details.join(',')})`
}
