import { acl, digest, ip, x509 } from '@zabkit/acl'
import type { AuthProvider, Logger, Metrics, Tracer } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { createServer, type Server } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { memoryStorage } from '@zabkit/storage-memory'
import { type TlsOptions, tcpClients } from '@zabkit/transport-tcp'
import { wal } from '@zabkit/wal'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { describeSettings } from './describe-settings.ts'
import { environmentLines } from './environment-lines.ts'
import type { ListenSettings } from './listen-settings.ts'
import type { ServerSettings } from './settings.ts'
import type { TlsSettings } from './tls-settings.ts'
import { serverVersion } from './version.ts'
import { x509Options } from './x509-options.ts'

export interface AssemblyParts {
  readonly logger: Logger
  readonly metrics: Metrics
  /** Default: no traces. */
  readonly tracer?: Tracer
  /** The server can go on no more. */
  readonly onFailure: (error: Error) => void
}

/** Puts the server of `settings` together. Nothing runs until its `start`. A server that stands alone does not load what ensembles need. */
export async function assemble(settings: ServerSettings, parts: AssemblyParts): Promise<Server> {
  const { ensemble } = settings
  const role = ensemble === null ? { broadcast: zabBroadcast() } : (await import('./ensemble-plugins.ts')).ensemblePlugins(ensemble)
  const server: Server = createServer({
    id: settings.serverId,
    storage: keepsFiles(settings) ? wal(storageOptions(settings)) : memoryStorage(),
    clients: listeners(settings).map(({ listen, tls }) => tcpClients(clientOptions(settings, listen, tls))),
    ...role,
    tree: dataTree({
      extendedTypesEnabled: settings.extendedTypes,
      enforceQuota: settings.enforceQuota,
      containerMaxNeverUsedMs: settings.containerNeverUsedMs,
      reconfigEnabled: settings.reconfigEnabled,
      standalone: ensemble === null,
      ...(ensemble === null ? {} : { configText: ensemble.membershipText }),
    }),
    acl: acl({ providers: authProviders(settings), skipAcl: settings.auth.skipAcl }),
    sessions: sessionTracker(),
    ...parts,
    settings: runtimeSettings(settings),
    version: serverVersion(),
    environment: environmentLines(),
    describe: () => describe(settings, server),
  })
  return server
}

/** An observer with syncEnabled=false takes everything from its leader at each start. */
function keepsFiles({ ensemble }: ServerSettings): boolean {
  return ensemble === null || ensemble.role === 'voter' || ensemble.syncEnabled
}

function storageOptions(settings: ServerSettings) {
  return {
    directory: settings.dataDirectory,
    logDirectory: settings.logDirectory,
    fsyncWarningMs: settings.slowFsyncWarningMs,
    preallocateBytes: settings.preallocateBytes,
    ...(settings.segmentBytesMax === null ? {} : { segmentBytes: settings.segmentBytesMax }),
  }
}

interface Listener {
  readonly listen: ListenSettings
  readonly tls: TlsOptions | null
}

/** The plain port, then the TLS port, where they are configured. */
function listeners({ client, secureClient, tls }: ServerSettings): Listener[] {
  const found: Listener[] = []
  if (client !== null) found.push({ listen: client, tls: client.acceptsTls && tls !== null ? tlsOptions(tls, true) : null })
  if (secureClient !== null && tls !== null) found.push({ listen: secureClient, tls: tlsOptions(tls, false) })
  return found
}

function tlsOptions(tls: TlsSettings, portUnification: boolean): TlsOptions {
  const { key, cert, pfx, ca, passphrase, ciphers, clientAuth, minVersion, maxVersion } = tls
  return {
    ...(key === null ? {} : { key }),
    ...(cert === null ? {} : { cert }),
    ...(pfx === null ? {} : { pfx }),
    ...(ca === null ? {} : { ca }),
    ...(passphrase === null ? {} : { passphrase }),
    ...(ciphers === null ? {} : { ciphers }),
    clientAuth,
    minVersion: minVersion === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2',
    maxVersion: maxVersion === 'TLSv1.2' ? 'TLSv1.2' : 'TLSv1.3',
    portUnification,
  }
}

function clientOptions(settings: ServerSettings, listen: ListenSettings, tls: TlsOptions | null) {
  return {
    port: listen.port,
    ...(listen.host === null ? {} : { host: listen.host }),
    ...(settings.listenBacklog === null ? {} : { backlog: settings.listenBacklog }),
    maxFrameBytes: settings.maxFrameBytes,
    maxConnectionsPerAddress: settings.maxConnectionsPerAddress,
    maxConnections: settings.maxConnections,
    handshakeTimeoutMs: settings.handshakeTimeoutMs,
    keepAlive: settings.clientTcpKeepAlive,
    ...(tls === null ? {} : { tls }),
  }
}

function authProviders({ auth }: ServerSettings): AuthProvider[] {
  const providers = [ip()]
  if (auth.digest) {
    const { digestAlgorithm: algorithm, superDigest } = auth
    providers.unshift(digest(superDigest === null ? { algorithm } : { algorithm, superDigest }))
  }
  if (auth.x509 !== null) providers.push(x509(x509Options(auth.x509)))
  return providers
}

function runtimeSettings(settings: ServerSettings) {
  return {
    tickMs: settings.tickMs,
    minSessionTimeoutMs: settings.minSessionTimeoutMs,
    maxSessionTimeoutMs: settings.maxSessionTimeoutMs,
    snapshotTxns: settings.snapshotEveryTxns,
    snapshotLogBytes: settings.snapshotEveryLogBytes ?? Number.POSITIVE_INFINITY,
    snapshotsKept: settings.purge ? settings.snapshotsKept : 0,
    reapIntervalMs: settings.containerCheckIntervalMs,
    reapPerMinute: settings.containersPerMinuteMax,
    commands: settings.fourLetterWords,
    requiredSchemes: settings.auth.requiredSchemes.length === 0 ? null : settings.auth.requiredSchemes,
    outstandingWrites: settings.maxOutstandingWrites,
    stopTimeoutMs: settings.stopTimeoutMs,
    readOnlyMode: settings.readOnlyMode,
    ...ensembleSettings(settings),
  }
}

/** Clients keep their connections for syncLimit while there is no leader: about as long as a silent leader is waited for. */
function ensembleSettings({ ensemble, tickMs }: ServerSettings) {
  if (ensemble === null) return {}
  const { initLimit, syncLimit, connectToLearnerMasterLimit: connectLimit, leaderServes, localSessions, localSessionsUpgrading } = ensemble
  return { initLimit, syncLimit, connectLimit, leaderServes, leaderlessMs: syncLimit * tickMs, localSessions, localSessionsUpgrading }
}

function describe(settings: ServerSettings, server: Server): string {
  const ports = server.addresses.map((address) => Number(address.slice(address.lastIndexOf(':') + 1)))
  const { snapshotBytes, logBytes } = server.sizes
  return describeSettings(settings, {
    clientPort: settings.client === null ? null : (ports[0] ?? null),
    secureClientPort: settings.secureClient === null ? null : (ports.at(-1) ?? null),
    dataDirectoryBytes: snapshotBytes,
    logDirectoryBytes: logBytes,
  })
}
