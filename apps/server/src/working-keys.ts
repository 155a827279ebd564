import { choice, family, flag, integer, list, path, text } from './key-kinds.ts'
import { INT_MAX, PORT_MAX, TIMER_MS_MAX } from './limits.ts'

const port = { default: null, min: 0, max: PORT_MAX, special: '0 for any free port' } as const
const milliseconds = { min: 0, max: TIMER_MS_MAX, unit: 'ms' } as const
const ticks = { default: null, min: 1, max: INT_MAX, unit: 'ticks' } as const
const properties = { min: 0, max: INT_MAX, hex: true } as const

/**
 * The keys of a zoo.cfg that have an effect. Part of the one table, `configKeys`; apart so that reading a value is checked against the
 * kind of its key by the compiler. Defaults are ZooKeeper's, unless the note says otherwise.
 */
export const workingKeys = {
  dataDir: path({ default: null, field: 'dataDirectory', note: 'required in a file; without a file ./data' }),
  dataLogDir: path({ default: null, field: 'logDirectory', note: 'default: dataDir' }),
  'datadir.autocreate': flag({ default: true, field: 'createDirectories' }),
  clientPort: integer({ ...port, field: 'client.port', note: 'a file needs it or secureClientPort; without a file 2181' }),
  clientPortAddress: text({ default: null, field: 'client.host', note: 'default: all addresses; without a file 127.0.0.1' }),
  secureClientPort: integer({ ...port, field: 'secureClient.port', note: 'needs ssl.keyStore.location' }),
  secureClientPortAddress: text({ default: null, field: 'secureClient.host', note: 'default: all addresses' }),
  clientPortListenBacklog: integer({
    default: -1, min: -1, max: INT_MAX, special: "-1 for the system's own", field: 'listenBacklog',
  }),
  tickTime: integer({ default: 3000, min: 1, max: 3_600_000, unit: 'ms', field: 'tickMs', note: 'without a file 2000' }),
  minSessionTimeout: integer({
    ...milliseconds, default: -1, min: -1, lowest: 1, special: '-1 for 2 ticks', field: 'minSessionTimeoutMs',
  }),
  maxSessionTimeout: integer({
    ...milliseconds, default: -1, min: -1, lowest: 1, special: '-1 for 20 ticks', field: 'maxSessionTimeoutMs',
  }),
  maxClientCnxns: integer({ default: 60, min: 0, max: INT_MAX, special: '0 for no limit', field: 'maxConnectionsPerAddress' }),
  maxCnxns: integer({ ...properties, default: 0, special: '0 for no limit', field: 'maxConnections' }),
  clientTcpKeepAlive: flag({ default: false, field: 'clientTcpKeepAlive' }),
  'nio.sessionlessCnxnTimeout': integer({ ...milliseconds, default: 10_000, min: 1, hex: true, field: 'handshakeTimeoutMs' }),
  globalOutstandingLimit: integer({
    ...properties, default: 0, special: '0 for a limit in bytes only', field: 'maxOutstandingWrites',
    note: 'ZooKeeper: 1000; reads are answered at once and never wait',
  }),
  'jute.maxbuffer': integer({
    ...properties, default: 0xfffff, min: 1024, unit: 'bytes', field: 'maxFrameBytes', note: 'in ZooKeeper only as a flag of Java',
  }),
  shutdownTimeout: integer({ ...milliseconds, default: 10_000, min: 1, hex: true, field: 'stopTimeoutMs' }),

  snapCount: integer({ ...properties, default: 100_000, min: 2, field: 'snapshotEveryTxns' }),
  snapSizeLimitInKb: integer({
    ...properties, default: 4_194_304, min: -1, unit: 'KB', special: '-1 for no limit', field: 'snapshotEveryLogBytes',
  }),
  txnLogSizeLimitInKb: integer({
    ...properties, default: -1, min: -1, unit: 'KB', special: '-1 for no limit', field: 'segmentBytesMax',
  }),
  preAllocSize: integer({ ...properties, default: 65_536, max: 4_194_304, unit: 'KB', field: 'preallocateBytes' }),
  'fsync.warningthresholdms': integer({ ...milliseconds, default: 1000, hex: true, field: 'slowFsyncWarningMs' }),
  forceSync: flag({ default: true, field: 'none', note: '`no` gives a warning: what is acknowledged is always on disk' }, 'yes/no'),
  'autopurge.snapRetainCount': integer({ default: 3, min: 1, max: INT_MAX, field: 'snapshotsKept', note: 'fewer than 3 are taken as 3' }),
  'autopurge.purgeInterval': text({
    default: null, field: 'purge',
    note: '0 and negative: off; else on, after every snapshot, however long it is; absent: on (ZooKeeper: off)',
  }),

  skipACL: flag({ default: false, field: 'auth.skipAcl' }, 'yes/no'),
  enforceQuota: flag({ default: false, field: 'enforceQuota' }),
  extendedTypesEnabled: flag({ default: false, field: 'extendedTypes' }),
  'znode.container.checkIntervalMs': integer({ ...milliseconds, default: 60_000, min: 1, hex: true, field: 'containerCheckIntervalMs' }),
  'znode.container.maxPerMinute': integer({ ...properties, default: 10_000, min: 1, field: 'containersPerMinuteMax' }),
  'znode.container.maxNeverUsedIntervalMs': integer({
    ...milliseconds, default: 0, hex: true, special: '0 for never', field: 'containerNeverUsedMs',
  }),

  '4lw.commands.whitelist': list({ default: 'srvr', field: 'fourLetterWords', note: '`*` for all; isro too with readonlymode.enabled' }),

  'DigestAuthenticationProvider.enabled': flag({ default: true, field: 'auth.digest' }),
  'DigestAuthenticationProvider.superDigest': text({
    default: null, field: 'auth.superDigest', secret: true, note: 'user:base64 of the digest',
  }),
  'DigestAuthenticationProvider.digestAlg': text({ default: 'SHA1', field: 'auth.digestAlgorithm' }),
  'X509AuthenticationProvider.superUser': text({ default: null, field: 'auth.x509.superUser' }),
  'X509AuthenticationProvider.clientCertIdType': choice({
    choices: ['SUBJECT', 'SAN'], default: 'SUBJECT', field: 'auth.x509.idType',
  }),
  'X509AuthenticationProvider.clientCertIdSanMatchType': integer({
    default: null, min: 0, max: 8, hex: true, field: 'auth.x509.sanType', note: '1 mail address, 2 DNS name, 6 URI; needed with SAN',
  }),
  'X509AuthenticationProvider.clientCertIdSanMatchRegex': text({ default: null, field: 'auth.x509.sanMatch' }),
  'X509AuthenticationProvider.clientCertIdSanExtractRegex': text({ default: null, field: 'auth.x509.sanExtract' }),
  'X509AuthenticationProvider.clientCertIdSanExtractMatcherGroupIndex': integer({
    ...properties, default: 0, field: 'auth.x509.sanExtractGroup',
  }),
  authProvider: text({ default: null, field: 'auth', note: "class name of one of ZooKeeper's own providers" }),
  'authProvider.N': family({ field: 'auth', note: 'as authProvider, under any ending; x509 on the TLS port is on by itself' }),
  'enforce.auth.enabled': flag({ default: false, field: 'auth.requiredSchemes' }),
  'enforce.auth.schemes': list({ default: null, field: 'auth.requiredSchemes' }),

  'ssl.protocol': text({ default: 'TLSv1.3', field: 'tls.maxVersion', note: 'alone it is the only version; by default TLSv1.2 too' }),
  'ssl.enabledProtocols': list({ default: null, field: 'tls.minVersion, tls.maxVersion' }),
  'ssl.ciphersuites': list({ default: null, field: 'tls.ciphers', note: "in Java's or OpenSSL's names" }),
  'ssl.keyStore.location': path({ default: null, field: 'tls' }),
  'ssl.keyStore.password': text({ default: null, field: 'tls.passphrase', secret: true }),
  'ssl.keyStore.passwordPath': path({ default: null, field: 'tls.passphrase' }),
  'ssl.keyStore.type': text({ default: null, field: 'tls', note: 'PEM or PKCS12; default: by the ending .pem, .p12, .pfx' }),
  'ssl.trustStore.location': path({ default: null, field: 'tls.ca' }),
  'ssl.trustStore.password': text({ default: null, field: 'none', secret: true, note: 'PEM needs none' }),
  'ssl.trustStore.passwordPath': path({ default: null, field: 'none', note: 'PEM needs none' }),
  'ssl.trustStore.type': text({ default: null, field: 'tls.ca', note: 'PEM; default: by the ending .pem' }),
  'ssl.clientAuth': choice({ choices: ['need', 'want', 'none'], default: 'need', field: 'tls.clientAuth' }),
  'client.portUnification': flag({ default: false, field: 'client.acceptsTls', note: 'clientPort takes TLS and plain' }),

  'server.N': family({ field: 'servers', note: 'one voter alone: a standalone server, unless `standaloneEnabled` is false' }),
  dynamicConfigFile: path({ default: null, field: 'servers', note: 'only its server, group and weight lines are read' }),
  standaloneEnabled: flag({ default: true, field: 'servers' }),
  peerType: choice({ choices: ['participant', 'observer'], default: 'participant', field: 'servers', note: 'the server line counts' }),
  'group.N': family({ field: 'ensemble.ensemble', note: 'numbers of voters, with colons: hierarchical quorums' }),
  'weight.N': family({ field: 'ensemble.ensemble', note: 'of voter N in its group, 0 for no vote; default 1' }),
  clusterId: text({ default: 'zabkit', field: 'ensemble.ensemble', note: "Zabkit's own: servers of different clusters refuse each other" }),
  initLimit: integer({ ...ticks, field: 'ensemble.initLimit', note: 'required in an ensemble' }),
  syncLimit: integer({ ...ticks, field: 'ensemble.syncLimit', note: 'required in an ensemble' }),
  connectToLearnerMasterLimit: integer({
    ...ticks, default: 0, min: 0, special: '0 for initLimit', field: 'ensemble.connectToLearnerMasterLimit',
  }),
  cnxTimeout: integer({ ...milliseconds, default: 5000, min: 1, hex: true, field: 'ensemble.connectTimeoutMs' }),
  electionPortBindRetry: integer({
    ...properties, default: 3, special: '0 for ever', field: 'ensemble.bindRetries', note: 'of the port on which servers reach each other',
  }),
  quorumListenOnAllIPs: flag({ default: false, field: 'ensemble.listen' }),
  syncEnabled: flag({ default: true, field: 'ensemble.syncEnabled', note: 'an observer keeps a log and snapshots on disk' }),
  leaderServes: flag({ default: true, field: 'ensemble.leaderServes' }, 'yes/no'),
  localSessionsEnabled: flag({ default: false, field: 'ensemble.localSessions', note: 'new sessions are known to their own server alone' }),
  localSessionsUpgradingEnabled: flag({
    default: false, field: 'ensemble.localSessionsUpgrading', note: 'a local session that makes an ephemeral becomes a global one',
  }),
  sslQuorum: flag({ default: false, field: 'ensemble.tls', note: 'mutual TLS between servers' }),
  'ssl.quorum.keyStore.location': path({ default: null, field: 'ensemble.tls', note: 'needed with sslQuorum' }),
  'ssl.quorum.keyStore.password': text({ default: null, field: 'ensemble.tls', secret: true }),
  'ssl.quorum.keyStore.passwordPath': path({ default: null, field: 'ensemble.tls' }),
  'ssl.quorum.keyStore.type': text({ default: null, field: 'ensemble.tls', note: 'PEM; default: by the ending .pem' }),
  'ssl.quorum.trustStore.location': path({ default: null, field: 'ensemble.tls', note: 'needed with sslQuorum' }),
  'ssl.quorum.trustStore.password': text({ default: null, field: 'none', secret: true, note: 'PEM needs none' }),
  'ssl.quorum.trustStore.passwordPath': path({ default: null, field: 'none', note: 'PEM needs none' }),
  'ssl.quorum.trustStore.type': text({ default: null, field: 'ensemble.tls', note: 'PEM; default: by the ending .pem' }),
  'ssl.quorum.hostnameVerification': flag({ default: true, field: 'ensemble.tls' }),
  reconfigEnabled: flag({ default: false, field: 'reconfigEnabled' }),
  'readonlymode.enabled': flag({
    default: false, field: 'readOnlyMode', note: 'without a leader for 2 s or a tick, clients that accept it may read',
  }),
} as const
