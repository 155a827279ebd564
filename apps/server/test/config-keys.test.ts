import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalName, configKeys, findConfigKey } from '../src/config-keys.ts'
import { workingKeys } from '../src/working-keys.ts'
import { inertKeys } from '../src/inert-keys.ts'
import { renderKeyTable } from './key-table.ts'
import { ENSEMBLE, load, MINIMAL } from './support.ts'

/** Every key that ZooKeeper's administrators know, with a stand-in where a name has a free part. */
const ZOOKEEPER_KEYS = `
dataDir dataLogDir clientPort clientPortAddress secureClientPort secureClientPortAddress observerMasterPort clientPortListenBacklog
tickTime maxClientCnxns maxCnxns minSessionTimeout maxSessionTimeout initLimit syncLimit connectToLearnerMasterLimit electionAlg
leaderServes server.1 group.1 weight.1 peerType standaloneEnabled reconfigEnabled dynamicConfigFile quorumListenOnAllIPs syncEnabled
localSessionsEnabled localSessionsUpgradingEnabled readonlymode.enabled autopurge.snapRetainCount autopurge.purgeInterval cnxTimeout
quorumCnxnTimeoutMs quorum.cnxn.threads.size electionPortBindRetry fastleader.minNotificationInterval
fastleader.maxNotificationInterval observer.reconnectDelayMs observer.election.DelayMs leader.maxTimeToWaitForEpoch
leader.maxConcurrentSnapSyncs leader.maxConcurrentDiffSyncs learner.asyncSending learner.closeSocketAsync leader.closeSocketAsync
forward_learner_requests_to_commit_processor_disabled multiAddress.enabled multiAddress.reachabilityCheckTimeoutMs
multiAddress.reachabilityCheckEnabled oraclePath tcpKeepAlive clientTcpKeepAlive globalOutstandingLimit request_throttle_max_requests
request_throttle_stall_time request_throttle_drop_stale request_stale_latency_check request_stale_connection_check
throttled_op_wait_time largeRequestMaxBytes largeRequestThreshold connection_throttle_tokens connection_throttle_fill_time
connection_throttle_fill_count connection_throttle_freeze_time connection_throttle_drop_increase connection_throttle_drop_decrease
connection_throttle_decrease_ratio connection_throttle_weight_enabled connection_throttle_global_session_weight
connection_throttle_local_session_weight connection_throttle_renew_session_weight netty.server.outstandingHandshake.limit
netty.server.earlyDropSecureConnectionHandshakes netty.advancedFlowControl.enabled enableEagerACLCheck skipACL enforceQuota
extendedTypesEnabled emulate353TTLNodes znode.container.checkIntervalMs znode.container.maxPerMinute
znode.container.maxNeverUsedIntervalMs closeSessionTxn.enabled digest.enabled snapCount snapSizeLimitInKb txnLogSizeLimitInKb
commitLogCount preAllocSize forceSync fsync.warningthresholdms flushDelay maxWriteQueuePollTime maxBatchSize snapshotSizeFactor
leader.forceSnapshotSync snapshot.compression.method snapshot.trust.empty serializeLastProcessedZxid.enabled datadir.autocreate
db.autocreate shutdownTimeout maxResponseCacheSize maxGetChildrenResponseCacheSize watchManagerName watcherCleanThreadsNum
watcherCleanThreshold watcherCleanIntervalInSeconds maxInProcessingDeadWatchers bitHashCacheSize jute.maxbuffer
jute.maxbuffer.extrasize serverCnxnFactory nio.numSelectorThreads nio.numWorkerThreads nio.directBufferBytes
nio.sessionlessCnxnTimeout nio.shutdownTimeout commitProcessor.numWorkerThreads commitProcessor.maxReadBatchSize
commitProcessor.maxCommitBatchSize commitProcessor.shutdownTimeout 4lw.commands.whitelist admin.enableServer admin.serverAddress
admin.serverPort admin.idleTimeout admin.commandURL admin.portUnification admin.forceHttps admin.needClientAuth
admin.rateLimiterIntervalInMS admin.snapshot.enabled admin.restore.enabled metricsProvider.className metricsProvider.httpHost
metricsProvider.httpPort metricsProvider.httpsPort metricsProvider.exportJvmInfo metricsProvider.numWorkerThreads
metricsProvider.maxQueueSize audit.enable audit.impl.class jvm.pause.monitor.enabled jvm.pause.info-threshold.ms
jvm.pause.warn-threshold.ms jvm.pause.sleep.time.ms authProvider authProvider.1 authProvider.x509
DigestAuthenticationProvider.enabled DigestAuthenticationProvider.superDigest DigestAuthenticationProvider.digestAlg
X509AuthenticationProvider.superUser X509AuthenticationProvider.clientCertIdType
X509AuthenticationProvider.clientCertIdSanMatchType X509AuthenticationProvider.clientCertIdSanMatchRegex
X509AuthenticationProvider.clientCertIdSanExtractRegex X509AuthenticationProvider.clientCertIdSanExtractMatcherGroupIndex
ensembleAuthName superUser superUser.1 sessionRequireClientSASLAuth enforce.auth.enabled enforce.auth.schemes allowSaslFailedClients
maintainConnectionLoginOnFail quorum.auth.enableSasl quorum.auth.learnerRequireSasl quorum.auth.serverRequireSasl
quorum.auth.learner.saslLoginContext quorum.auth.server.saslLoginContext kerberos.servicePrincipal
quorum.auth.kerberos.servicePrincipal sslQuorum portUnification sslQuorumReloadCertFiles client.certReload client.portUnification
ssl.protocol ssl.enabledProtocols ssl.ciphersuites ssl.keyStore.location ssl.keyStore.password ssl.keyStore.passwordPath
ssl.keyStore.type ssl.trustStore.location ssl.trustStore.password ssl.trustStore.passwordPath ssl.trustStore.type
ssl.hostnameVerification ssl.clientHostnameVerification ssl.allowReverseDnsLookup ssl.crl ssl.ocsp ssl.clientAuth
ssl.handshakeDetectionTimeoutMillis ssl.sslProvider ssl.context.supplier.class ssl.authProvider
ssl.quorum.protocol ssl.quorum.enabledProtocols ssl.quorum.ciphersuites ssl.quorum.keyStore.location ssl.quorum.keyStore.password
ssl.quorum.keyStore.passwordPath ssl.quorum.keyStore.type ssl.quorum.trustStore.location ssl.quorum.trustStore.password
ssl.quorum.trustStore.passwordPath ssl.quorum.trustStore.type ssl.quorum.hostnameVerification
ssl.quorum.clientHostnameVerification ssl.quorum.allowReverseDnsLookup ssl.quorum.crl ssl.quorum.ocsp ssl.quorum.clientAuth
ssl.quorum.handshakeDetectionTimeoutMillis ssl.quorum.context.supplier.class
fips-mode messageTracker.Enabled messageTracker.BufferSize pathStats.slots leader.ackLoggingFrequency controllerPort
`.trim().split(/\s+/)

describe('the table of keys', () => {
  it('knows every key of ZooKeeper, with the prefix and without', () => {
    expect(ZOOKEEPER_KEYS.length).toBeGreaterThan(200)
    expect(ZOOKEEPER_KEYS.filter((key) => findConfigKey(canonicalName(`zookeeper.${key}`)) === undefined)).toEqual([])
    expect(ZOOKEEPER_KEYS.filter((key) => findConfigKey(canonicalName(key)) === undefined)).toEqual([])
  })

  it('has no key that works and does not at the same time', () => {
    expect(Object.keys(workingKeys).filter((name) => Object.hasOwn(inertKeys, name))).toEqual([])
    expect(configKeys.size).toBe(Object.keys(workingKeys).length + Object.keys(inertKeys).length)
  })

  it('does not take a name for known because a part of it is', () => {
    expect(['server', 'ssl', 'ssl.keyStore', 'toString', 'N', '.N', 'dataDir.x', ''].filter((name) => findConfigKey(name) !== undefined)).toEqual([])
  })

  it('names a field of ServerSettings for every key that works', async () => {
    const settings = await load(`${MINIMAL}authProvider.1=org.apache.zookeeper.server.auth.X509AuthenticationProvider`)
    const { ensemble } = await load(...ENSEMBLE)
    const shape = { ...settings, ensemble, secureClient: settings.client, tls: Object.fromEntries(TLS_FIELDS.map((field) => [field, null])) }
    const fields = Object.values(workingKeys).flatMap(({ field }) => field.split(', ')).filter((field) => field !== 'none')
    expect(fields.filter((field) => !hasField(shape, field))).toEqual([])
  })

  it('is the table of the README', () => {
    const file = new URL('../README.md', import.meta.url)
    const readme = readFileSync(file, 'utf8')
    const [before = '', , after = ''] = readme.split(/(?<=<!-- keys -->\n)|(?=<!-- \/keys -->)/)
    const fresh = `${before}\n${renderKeyTable()}\n\n${after}`
    if (process.env.UPDATE_README === '1') writeFileSync(file, fresh)
    expect(readFileSync(file, 'utf8')).toBe(fresh)
  })
})

const TLS_FIELDS = ['maxVersion', 'minVersion', 'ciphers', 'passphrase', 'ca', 'clientAuth']

function hasField(value: object, path: string): boolean {
  const [head = '', ...rest] = path.split('.')
  if (!Object.hasOwn(value, head)) return false
  const next: unknown = Object.getOwnPropertyDescriptor(value, head)?.value
  return rest.length === 0 || (typeof next === 'object' && next !== null && hasField(next, rest.join('.')))
}
