import { resolve } from 'node:path'
import { OperatorError } from '@zabkit/core'
import { type AuthSettings, readAuthSettings } from './auth-settings.ts'
import type { IntegerName } from './config-keys.ts'
import { ConfigValues } from './config-values.ts'
import { type EnsembleConfiguration, readEnsemble } from './ensemble-settings.ts'
import { readFourLetterWords } from './four-letter-words.ts'
import { type ListenSettings, readListeners } from './listen-settings.ts'
import { readMembership } from './membership.ts'
import type { Notice } from './notice.ts'
import type { ServerLine } from './server-line.ts'
import type { SettingsSources } from './sources.ts'
import { readStorage } from './storage-settings.ts'
import { readTlsSettings, type TlsSettings } from './tls-settings.ts'
import { defaultZooCfg, readZooCfg, type ZooCfg } from './zoo-cfg.ts'

/** Everything that a configuration decides, checked. Holds secrets in `auth` and `tls`. */
export interface ServerSettings {
  /** Null: built-in defaults. */
  readonly configPath: string | null
  /** 1 to 254; 1 without server lines. */
  readonly serverId: number
  /** The `server.N` lines, by number; empty without any. */
  readonly servers: readonly ServerLine[]
  /** Null: a standalone server. */
  readonly ensemble: EnsembleConfiguration | null
  /** Absolute. */
  readonly dataDirectory: string
  /** Absolute; the data directory unless configured. */
  readonly logDirectory: string
  /** Directories are made when they are missing. */
  readonly createDirectories: boolean
  /** Null: no plain port. One of the two is there. */
  readonly client: (ListenSettings & { readonly acceptsTls: boolean }) | null
  /** Null: no TLS port. */
  readonly secureClient: ListenSettings | null
  /** Null: the operating system's own. */
  readonly listenBacklog: number | null
  /** Null: no port speaks TLS. */
  readonly tls: TlsSettings | null
  readonly tickMs: number
  readonly minSessionTimeoutMs: number
  readonly maxSessionTimeoutMs: number
  /** 0: no limit. */
  readonly maxConnectionsPerAddress: number
  /** 0: no limit. */
  readonly maxConnections: number
  readonly clientTcpKeepAlive: boolean
  readonly handshakeTimeoutMs: number
  /** 0: they are limited in bytes only. */
  readonly maxOutstandingWrites: number
  readonly maxFrameBytes: number
  readonly stopTimeoutMs: number
  readonly snapshotEveryTxns: number
  /** Null: the size of the log causes no snapshot. */
  readonly snapshotEveryLogBytes: number | null
  /** Null: a segment of the log ends only with a snapshot. */
  readonly segmentBytesMax: number | null
  readonly preallocateBytes: number
  /** An fsync that takes longer is worth a line in the log. */
  readonly slowFsyncWarningMs: number
  readonly snapshotsKept: number
  /** After every snapshot, all but `snapshotsKept` are removed, and the logs that only they needed. */
  readonly purge: boolean
  readonly auth: AuthSettings
  readonly enforceQuota: boolean
  /** TTL znodes may be made. */
  readonly extendedTypes: boolean
  readonly containerCheckIntervalMs: number
  readonly containersPerMinuteMax: number
  /** 0: a container that never had a child stays. */
  readonly containerNeverUsedMs: number
  /** The words that are answered. */
  readonly fourLetterWords: readonly string[]
  readonly reconfigEnabled: boolean
  readonly readOnlyMode: boolean
  /** For the log at start, in this order. */
  readonly notices: readonly Notice[]
}

/**
 * Reads and checks a configuration; null stands for none, which gives a server for this machine alone. Reads only: no directory is made,
 * no port opened. Throws OperatorError at the first thing that is wrong: ZK_CONFIG_UNREADABLE, ZK_CONFIG_MISSING, ZK_CONFIG_INVALID,
 * ZK_TLS_INVALID.
 */
export async function loadSettings(configPath: string | null, sources: SettingsSources): Promise<ServerSettings> {
  const cfg = configPath === null ? defaultZooCfg() : await readZooCfg(configPath, sources)
  return buildSettings(configPath, cfg, sources)
}

async function buildSettings(configPath: string | null, cfg: ZooCfg, sources: SettingsSources): Promise<ServerSettings> {
  const values = new ConfigValues(cfg.entries)
  const notices = [...cfg.notices]
  const directories = readDirectories(values, sources.environment.workingDirectory)
  const membership = await readMembership(values, directories.dataDirectory, sources, notices)
  const listeners = readListeners(values, membership.own)
  const ensemble = await readEnsemble(values, membership, listeners, sources, notices)
  const needsTls = listeners.secureClient !== null || listeners.client?.acceptsTls === true
  const tls = needsTls ? await readTlsSettings(values, sources, notices) : null
  return {
    configPath,
    serverId: membership.serverId,
    servers: membership.servers,
    ensemble,
    ...directories,
    ...listeners,
    tls,
    ...readTimes(values),
    ...readLimits(values),
    ...readStorage(values, notices),
    auth: readAuthSettings(values, tls !== null, notices),
    ...readTree(values),
    ...readServing(values, notices),
    notices,
  }
}

function readDirectories(values: ConfigValues, workingDirectory: string) {
  const dataDir = values.text('dataDir')
  if (dataDir === null) throw new OperatorError('ZK_CONFIG_MISSING', 'dataDir is missing', { remedy: 'Add dataDir=<directory>.' })
  const logDir = values.text('dataLogDir') ?? dataDir
  return {
    dataDirectory: resolve(workingDirectory, dataDir),
    logDirectory: resolve(workingDirectory, logDir),
    createDirectories: values.flag('datadir.autocreate'),
  }
}

function readTimes(values: ConfigValues) {
  const tickMs = values.integer('tickTime')
  const minSessionTimeoutMs = valueOr(values, 'minSessionTimeout', 2 * tickMs)
  const maxSessionTimeoutMs = valueOr(values, 'maxSessionTimeout', 20 * tickMs)
  if (minSessionTimeoutMs <= maxSessionTimeoutMs) return { tickMs, minSessionTimeoutMs, maxSessionTimeoutMs }
  const name = values.entry('minSessionTimeout') === undefined ? 'maxSessionTimeout' : 'minSessionTimeout'
  const limits = `minSessionTimeout ${minSessionTimeoutMs} ms is above maxSessionTimeout ${maxSessionTimeoutMs} ms`
  throw values.invalid(name, `${limits}; set both, or lower the first`)
}

/** -1 is ZooKeeper's way to say "not set". */
function valueOr(values: ConfigValues, name: IntegerName & ('minSessionTimeout' | 'maxSessionTimeout'), absent: number): number {
  const value = values.integer(name)
  return value === -1 ? absent : value
}

function readLimits(values: ConfigValues) {
  return {
    maxConnectionsPerAddress: values.integer('maxClientCnxns'),
    maxConnections: values.integer('maxCnxns'),
    clientTcpKeepAlive: values.flag('clientTcpKeepAlive'),
    handshakeTimeoutMs: values.integer('nio.sessionlessCnxnTimeout'),
    maxOutstandingWrites: values.integer('globalOutstandingLimit'),
    maxFrameBytes: values.integer('jute.maxbuffer'),
    stopTimeoutMs: values.integer('shutdownTimeout'),
  }
}

function readTree(values: ConfigValues) {
  return {
    enforceQuota: values.flag('enforceQuota'),
    extendedTypes: values.flag('extendedTypesEnabled'),
    containerCheckIntervalMs: values.integer('znode.container.checkIntervalMs'),
    containersPerMinuteMax: values.integer('znode.container.maxPerMinute'),
    containerNeverUsedMs: values.integer('znode.container.maxNeverUsedIntervalMs'),
  }
}

function readServing(values: ConfigValues, notices: Notice[]) {
  const readOnlyMode = values.flag('readonlymode.enabled')
  return {
    fourLetterWords: readFourLetterWords(values, readOnlyMode, notices),
    reconfigEnabled: values.flag('reconfigEnabled'),
    readOnlyMode,
  }
}
