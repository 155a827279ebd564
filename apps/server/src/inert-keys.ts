import { inert } from './key-kinds.ts'

const LINKS = 'gRPC carries the links between servers'
const ELECTION = 'the election keeps its own times'
const SYNC = 'a learner gets what it lacks from the log, or else a snapshot, within fixed limits'
const PEER_SASL = 'SASL between servers is not served by this version; an ensemble refuses `true`'
const PEER_TLS = 'servers demand certificates of each other, by TLS 1.2 or 1.3'
const EVENT_LOOP = 'Node serves all connections from one event loop'
const JAVA = 'concerns the Java virtual machine'
const BATCH = 'every turn of the event loop is one batch with one fsync'
const BOUNDED = 'fixed limits on what is queued and in flight bound the load'
const WATCHES = 'one watch table serves every load'
const ADMIN = 'there is no admin server in this version'
const METRICS = 'figures are served by the four-letter word mntr'
const SASL = 'SASL is not served by this version'
const REVOCATION = 'revoked certificates are not looked up by this version'
const DIGEST = 'the digest of the tree is always kept'
const NOT_STORED = 'the log and the snapshots have their own format'

const ssl = (prefix: string, defaults: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(defaults).map(([name, value]) => [prefix + name, value]))

/** The keys of ZooKeeper that this server knows and that have no effect on it, each with the reason. */
export const inertKeys = {
  ...inert(DIGEST, { 'digest.enabled': 'true' }),
  ...inert(LINKS, {
    quorumCnxnTimeoutMs: '-1', 'quorum.cnxn.threads.size': '20', tcpKeepAlive: 'false', 'learner.asyncSending': 'false',
    'learner.closeSocketAsync': 'false', 'leader.closeSocketAsync': 'false', 'multiAddress.enabled': 'false',
    'multiAddress.reachabilityCheckTimeoutMs': '1000', 'multiAddress.reachabilityCheckEnabled': 'true',
  }),
  ...inert(ELECTION, {
    electionAlg: '3', 'fastleader.minNotificationInterval': '200', 'fastleader.maxNotificationInterval': '60000',
    'observer.reconnectDelayMs': '0', 'observer.election.DelayMs': '200', 'leader.maxTimeToWaitForEpoch': '-1',
  }),
  ...inert(SYNC, {
    'leader.maxConcurrentSnapSyncs': '10', 'leader.maxConcurrentDiffSyncs': '100', commitLogCount: '500', snapshotSizeFactor: '0.33',
    'leader.forceSnapshotSync': 'false', 'db.autocreate': 'true',
  }),
  ...inert('observers follow the leader itself', { observerMasterPort: 'off' }),
  ...inert('two servers need each other; there is no oracle', { oraclePath: '' }),
  ...inert('ACLs are checked where writes get their order', { enableEagerACLCheck: 'false' }),
  ...inert('writes go to the leader at once', { forward_learner_requests_to_commit_processor_disabled: 'false' }),
  ...inert('the scheme ensemble is not served', { ensembleAuthName: '' }),
  ...inert(PEER_SASL, {
    'quorum.auth.enableSasl': 'false', 'quorum.auth.learnerRequireSasl': 'false', 'quorum.auth.serverRequireSasl': 'false',
    'quorum.auth.learner.saslLoginContext': 'QuorumLearner', 'quorum.auth.server.saslLoginContext': 'QuorumServer',
    'quorum.auth.kerberos.servicePrincipal': '', 'kerberos.servicePrincipal': '',
  }),
  ...inert('with sslQuorum servers without TLS are refused', { portUnification: 'false' }),
  ...inert('key stores are read at start', { sslQuorumReloadCertFiles: 'false' }),
  ...inert('revoked certificates are not looked up by this version; an ensemble with sslQuorum refuses `true`', {
    'ssl.quorum.crl': 'false', 'ssl.quorum.ocsp': 'false',
  }),
  ...inert(PEER_TLS, ssl('ssl.quorum.', {
    protocol: 'TLSv1.3', enabledProtocols: '', ciphersuites: '', clientHostnameVerification: 'false', allowReverseDnsLookup: 'false',
    clientAuth: 'need', handshakeDetectionTimeoutMillis: '5000', 'context.supplier.class': '',
  })),
  ...inert(EVENT_LOOP, {
    serverCnxnFactory: 'NIOServerCnxnFactory', 'nio.numSelectorThreads': 'sqrt(cores/2)', 'nio.numWorkerThreads': '2 x cores',
    'nio.directBufferBytes': '65536', 'nio.shutdownTimeout': '5000', 'commitProcessor.numWorkerThreads': 'cores',
    'commitProcessor.maxReadBatchSize': '-1', 'commitProcessor.maxCommitBatchSize': '1', 'commitProcessor.shutdownTimeout': '5000',
    'netty.advancedFlowControl.enabled': 'false',
  }),
  ...inert(JAVA, {
    'jvm.pause.monitor.enabled': 'false', 'jvm.pause.monitor': 'false', 'jvm.pause.info-threshold.ms': '1000',
    'jvm.pause.warn-threshold.ms': '10000', 'jvm.pause.sleep.time.ms': '500', 'fips-mode': 'true', 'ssl.sslProvider': 'JDK',
    'ssl.context.supplier.class': '',
  }),
  ...inert(BATCH, { flushDelay: '0', maxWriteQueuePollTime: 'flushDelay/3', maxBatchSize: '1000' }),
  ...inert(BOUNDED, {
    request_throttle_max_requests: '0', request_throttle_stall_time: '100', request_throttle_drop_stale: 'true',
    request_stale_latency_check: 'false', request_stale_connection_check: 'true', throttled_op_wait_time: '0',
    largeRequestMaxBytes: '104857600', largeRequestThreshold: '-1', connection_throttle_tokens: '0',
    connection_throttle_fill_time: '1', connection_throttle_fill_count: '1', connection_throttle_freeze_time: '-1',
    connection_throttle_drop_increase: '0.02', connection_throttle_drop_decrease: '0.002', connection_throttle_decrease_ratio: '0',
    connection_throttle_weight_enabled: 'false', connection_throttle_global_session_weight: '3',
    connection_throttle_local_session_weight: '1', connection_throttle_renew_session_weight: '2',
    'netty.server.outstandingHandshake.limit': '-1', 'netty.server.earlyDropSecureConnectionHandshakes': 'false',
    'jute.maxbuffer.extrasize': 'jute.maxbuffer', 'ssl.handshakeDetectionTimeoutMillis': '5000',
  }),
  ...inert(NOT_STORED, {
    'snapshot.compression.method': '', 'snapshot.trust.empty': 'false', 'serializeLastProcessedZxid.enabled': 'true',
    emulate353TTLNodes: 'false', 'closeSessionTxn.enabled': 'true',
  }),
  ...inert('replies are made from the tree and not cached', {
    maxResponseCacheSize: '400', maxGetChildrenResponseCacheSize: '400',
  }),
  ...inert(WATCHES, {
    watchManagerName: 'WatchManager', watcherCleanThreadsNum: '2', watcherCleanThreshold: '1000',
    watcherCleanIntervalInSeconds: '600', maxInProcessingDeadWatchers: '-1', bitHashCacheSize: '10',
  }),
  ...inert(ADMIN, {
    'admin.enableServer': 'true', 'admin.serverAddress': '0.0.0.0', 'admin.serverPort': '8080', 'admin.idleTimeout': '30000',
    'admin.commandURL': '/commands', 'admin.portUnification': 'false', 'admin.forceHttps': 'false', 'admin.needClientAuth': 'false',
    'admin.rateLimiterIntervalInMS': '300000', 'admin.snapshot.enabled': 'true', 'admin.restore.enabled': 'true',
    'IPAuthenticationProvider.usexforwardedfor': 'false',
  }),
  ...inert(METRICS, {
    'metricsProvider.className': 'DefaultMetricsProvider', 'metricsProvider.httpHost': '0.0.0.0', 'metricsProvider.httpPort': '',
    'metricsProvider.httpsPort': '', 'metricsProvider.exportJvmInfo': 'true', 'metricsProvider.numWorkerThreads': '1',
    'metricsProvider.maxQueueSize': '1000000', 'pathStats.*': 'off',
  }),
  ...inert('there is no audit log in this version', { 'audit.enable': 'false' }, 'warn'),
  ...inert('there is no audit log in this version', { 'audit.impl.class': 'Slf4jAuditLogger' }),
  ...inert(SASL, { sessionRequireClientSASLAuth: 'false' }, 'refuse'),
  ...inert(SASL, {
    allowSaslFailedClients: 'false', maintainConnectionLoginOnFail: 'false', letAnySaslUserDoX: '', superUser: '', 'superUser.N': '',
  }),
  ...inert(REVOCATION, { 'ssl.crl': 'false', 'ssl.ocsp': 'false' }, 'refuse'),
  ...inert('a client is known by its certificate, never by a host name', {
    'ssl.clientHostnameVerification': 'false', 'ssl.allowReverseDnsLookup': 'false',
  }, 'warn'),
  ...inert('concerns connections that a server opens', { 'ssl.hostnameVerification': 'true' }),
  ...inert('the provider of the TLS port is always x509', { 'ssl.authProvider': 'x509' }),
  ...inert('key stores are read at start', { 'client.certReload': 'false' }),
  ...inert('a tool of developers', {
    'leader.ackLoggingFrequency': '1000', 'messageTracker.Enabled': 'off', 'messageTracker.BufferSize': 'off', controllerPort: 'off',
  }),
}
