import { describe, expect, it } from 'vitest'
import { describeSettings } from '../src/describe-settings.ts'
import { loadSettings } from '../src/settings.ts'
import { failure, load, machine, MINIMAL, texts, withCode } from './support.ts'

const SUPER = 'super:D/InIHSb7yEEbrWz8b9l71RjZJU='

describe('defaults', () => {
  it('without a file serve this machine alone', async () => {
    expect(await loadSettings(null, machine({}))).toMatchObject({
      configPath: null, serverId: 1, servers: [], dataDirectory: '/home/zk/data', logDirectory: '/home/zk/data',
      client: { host: '127.0.0.1', port: 2181, acceptsTls: false }, secureClient: null, tls: null, tickMs: 2000,
      minSessionTimeoutMs: 4000, maxSessionTimeoutMs: 40_000, purge: true, snapshotsKept: 3, notices: [],
    })
  })

  it('of a file are those of ZooKeeper', async () => {
    expect(await load(MINIMAL)).toMatchObject({
      dataDirectory: '/data', logDirectory: '/data', createDirectories: true, client: { host: null, port: 2181 }, listenBacklog: null,
      tickMs: 3000, minSessionTimeoutMs: 6000, maxSessionTimeoutMs: 60_000, maxConnectionsPerAddress: 60, maxConnections: 0,
      clientTcpKeepAlive: false, handshakeTimeoutMs: 10_000, maxOutstandingWrites: 0, maxFrameBytes: 0xfffff, stopTimeoutMs: 10_000,
      snapshotEveryTxns: 100_000, snapshotEveryLogBytes: 4 * 2 ** 30, segmentBytesMax: null, preallocateBytes: 64 << 20,
      slowFsyncWarningMs: 1000, enforceQuota: false, extendedTypes: false, containerCheckIntervalMs: 60_000,
      containersPerMinuteMax: 10_000, containerNeverUsedMs: 0, fourLetterWords: ['srvr'], reconfigEnabled: false,
      readOnlyMode: false, notices: [],
      auth: { skipAcl: false, digest: true, digestAlgorithm: 'sha1', superDigest: null, x509: null, requiredSchemes: [] },
    })
  })
})

describe('a good setting', () => {
  it.each([
    ['dataDir=d/e', { dataDirectory: '/home/zk/d/e', logDirectory: '/home/zk/d/e' }],
    ['dataLogDir=../log', { logDirectory: '/home/log', dataDirectory: '/data' }],
    ['clientPort=0', { client: { port: 0 } }],
    ['clientPortAddress=[::1]', { client: { host: '::1' } }],
    ['clientPortAddress=0.0.0.0', { client: { host: '0.0.0.0' } }],
    ['clientPortListenBacklog=50', { listenBacklog: 50 }],
    ['tickTime=+500', { tickMs: 500, minSessionTimeoutMs: 1000 }],
    ['minSessionTimeout=-1\nmaxSessionTimeout=9000', { minSessionTimeoutMs: 6000, maxSessionTimeoutMs: 9000 }],
    ['maxClientCnxns=0\nmaxCnxns=7', { maxConnectionsPerAddress: 0, maxConnections: 7 }],
    ['autopurge.purgeInterval=0', { purge: false }],
    ['autopurge.purgeInterval=-1', { purge: false }],
    ['autopurge.purgeInterval=24', { purge: true }],
    ['autopurge.purgeInterval=10m', { purge: true }],
    ['autopurge.purgeInterval=0 h', { purge: false }],
    ['minSessionTimeout=1\nmaxSessionTimeout=1', { minSessionTimeoutMs: 1, maxSessionTimeoutMs: 1 }],
    ['jute.maxbuffer=0x400000', { maxFrameBytes: 4 << 20 }],
    ['zookeeper.jute.maxbuffer=2048', { maxFrameBytes: 2048 }],
    ['zookeeper.extendedTypesEnabled=TRUE', { extendedTypes: true }],
    ['zookeeper.tickTime=100', { tickMs: 100 }],
    ['snapSizeLimitInKb=-1\ntxnLogSizeLimitInKb=10', { snapshotEveryLogBytes: null, segmentBytesMax: 10_240 }],
    ['snapCount=50\npreAllocSize=1', { snapshotEveryTxns: 50, preallocateBytes: 1024 }],
    ['skipACL=no', { auth: { skipAcl: false } }],
    ['4lw.commands.whitelist=ruok, mntr,', { fourLetterWords: ['mntr', 'ruok'] }],
    ['4lw.commands.whitelist=', { fourLetterWords: [] }],
    ['readonlymode.enabled=true', { fourLetterWords: ['isro', 'srvr'], readOnlyMode: true }],
    ['zookeeper.4lw.commands.whitelist=*', { fourLetterWords: expect.arrayContaining(['wchc', 'conf', 'isro']) }],
    [`DigestAuthenticationProvider.superDigest=${SUPER}`, { auth: { superDigest: SUPER } }],
    ['DigestAuthenticationProvider.digestAlg=SHA3-256', { auth: { digestAlgorithm: 'sha3-256' } }],
    ['DigestAuthenticationProvider.digestAlg=SHA-512/256', { auth: { digestAlgorithm: 'sha512-256' } }],
    ['DigestAuthenticationProvider.enabled=false', { auth: { digest: false } }],
    ['authProvider.1=org.apache.zookeeper.server.auth.X509AuthenticationProvider', { auth: { x509: { idType: 'SUBJECT', superUser: null } } }],
    ['enforce.auth.enabled=true\nenforce.auth.schemes=digest,ip', { auth: { requiredSchemes: ['digest', 'ip'] } }],
    ['peerType=PARTICIPANT\nreconfigEnabled=true', { reconfigEnabled: true }],
    ['zookeeper.datadir.autocreate=false', { createDirectories: false }],
    ['clientTcpKeepAlive=true\nnio.sessionlessCnxnTimeout=5\nshutdownTimeout=9', { clientTcpKeepAlive: true, handshakeTimeoutMs: 5, stopTimeoutMs: 9 }],
    ['enforceQuota=true', { enforceQuota: true }],
    ['globalOutstandingLimit=5\nfsync.warningthresholdms=20', { maxOutstandingWrites: 5, slowFsyncWarningMs: 20 }],
    ['znode.container.checkIntervalMs=1\nznode.container.maxPerMinute=2\nznode.container.maxNeverUsedIntervalMs=3',
      { containerCheckIntervalMs: 1, containersPerMinuteMax: 2, containerNeverUsedMs: 3 }],
  ])('%s', async (line, expected) => {
    const settings = await load(`${MINIMAL}${line}\n`)
    expect(settings).toMatchObject(expected)
    // The two lines of MINIMAL may be given again; nothing else is worth a warning.
    expect(texts(settings, 'warn').filter((text) => !text.includes('also on line'))).toEqual([])
  })
})

describe('a bad setting is one line with key, value, place and remedy', () => {
  it.each([
    ['clientPort=70000', 'clientPort 70000 (zoo.cfg line 3): must be between 1 and 65535, or 0 for any free port'],
    ['clientPort=-1', 'clientPort -1 (zoo.cfg line 3): must be between 1 and 65535, or 0 for any free port'],
    ['clientPort=21 81', 'clientPort 21 81 (zoo.cfg line 3): must be a whole number between 1 and 65535, or 0 for any free port'],
    ['clientPort=0x10', 'clientPort 0x10 (zoo.cfg line 3): must be a whole number between 1 and 65535, or 0 for any free port'],
    ['clientPort=', 'clientPort (empty) (zoo.cfg line 3): must be a whole number between 1 and 65535, or 0 for any free port'],
    ['tickTime=0', 'tickTime 0 (zoo.cfg line 3): must be between 1 and 3600000 ms'],
    ['tickTime=99999999999999999999', 'tickTime 99999999999999999999 (zoo.cfg line 3): must be between 1 and 3600000 ms'],
    ['tickTime=2e3', 'tickTime 2e3 (zoo.cfg line 3): must be a whole number between 1 and 3600000 ms'],
    ['minSessionTimeout=0', 'minSessionTimeout 0 (zoo.cfg line 3): must be between 1 and 2147483647 ms, or -1 for 2 ticks'],
    ['maxSessionTimeout=0', 'maxSessionTimeout 0 (zoo.cfg line 3): must be between 1 and 2147483647 ms, or -1 for 20 ticks'],
    ['server.255=a:1:2', 'server.255 a:1:2 (zoo.cfg line 3): the number after "server." must be between 1 and 254'],
    ['minSessionTimeout=70000', 'minSessionTimeout 70000 (zoo.cfg line 3): minSessionTimeout 70000 ms is above maxSessionTimeout 60000 ms; set both, or lower the first'],
    ['maxSessionTimeout=1', 'maxSessionTimeout 1 (zoo.cfg line 3): minSessionTimeout 6000 ms is above maxSessionTimeout 1 ms; set both, or lower the first'],
    ['dataLogDir=', 'dataLogDir (empty) (zoo.cfg line 3): has no value; give one or remove the key'],
    ['clientPortAddress=10.0.0.1:2181', 'clientPortAddress 10.0.0.1:2181 (zoo.cfg line 3): must be one address or host name, without a port'],
    ['secureClientPortAddress=a', 'secureClientPortAddress a (zoo.cfg line 3): needs secureClientPort'],
    ['secureClientPort=2181', 'secureClientPort 2181 (zoo.cfg line 3): must differ from clientPort; plain and TLS on one port is client.portUnification=true'],
    ['clientPortAddress=::1\nsecureClientPort=2181\nsecureClientPortAddress=0.0.0.0', 'secureClientPort 2181 (zoo.cfg line 4): must differ from clientPort; plain and TLS on one port is client.portUnification=true'],
    ['extendedTypesEnabled=yes', 'extendedTypesEnabled yes (zoo.cfg line 3): must be true or false'],
    ['skipACL=true', 'skipACL true (zoo.cfg line 3): must be yes or no'],
    ['peerType=x', 'peerType x (zoo.cfg line 3): must be one of participant, observer'],
    ['peerType=observer', 'peerType observer (zoo.cfg line 3): an observer needs an ensemble to observe'],
    ['standaloneEnabled=false', 'standaloneEnabled false (zoo.cfg line 3): needs server lines'],
    ...['1w', 'daily', '1.5', '12345678901', 'h'].map((text) => [
      `autopurge.purgeInterval=${text}`,
      `autopurge.purgeInterval ${text} (zoo.cfg line 3): must be hours, or a number with ms, s, m, h or d; 0 for off`,
    ]),
    ['DigestAuthenticationProvider.superDigest=super:secret', 'DigestAuthenticationProvider.superDigest (hidden) (zoo.cfg line 3): must be user:hash, the hash being the base64 of the sha1 of user:password'],
    ['DigestAuthenticationProvider.digestAlg=ROT13', 'DigestAuthenticationProvider.digestAlg ROT13 (zoo.cfg line 3): must be a hash such as SHA1, SHA-256 or SHA3-256'],
    ['enforce.auth.enabled=true', 'enforce.auth.enabled true (zoo.cfg line 3): needs enforce.auth.schemes, a list of schemes'],
    ['sessionRequireClientSASLAuth=true', 'sessionRequireClientSASLAuth true (zoo.cfg line 3): SASL is not served by this version; remove the key if it may be missing'],
    ['ssl.crl=true', 'ssl.crl true (zoo.cfg line 3): revoked certificates are not looked up by this version; remove the key if it may be missing'],
  ])('%s', async (line, message) => {
    const error = await failure(load(`${MINIMAL}${line}\n`))
    expect(error.message).toBe(message)
    expect(error.code).toBe('ZK_CONFIG_INVALID')
    expect(error.remedy).not.toBe('')
  })

  it('a scheme that is not served cannot be required', async () => {
    const error = await failure(load(`${MINIMAL}enforce.auth.enabled=true\nenforce.auth.schemes=digest,sasl`))
    expect(error.message).toBe('enforce.auth.schemes digest,sasl (zoo.cfg line 4): scheme sasl is not served; choose from ip, digest')
  })

  it('the names of certificates need a kind and sound expressions', async () => {
    const x509 = `${MINIMAL}authProvider.x509=org.apache.zookeeper.server.auth.X509AuthenticationProvider\n`
    const key = 'X509AuthenticationProvider.clientCertId'
    expect((await failure(load(`${x509}${key}Type=san`))).message).toMatch(/Type san \(zoo\.cfg line 4\): needs .*SanMatchType/)
    expect((await failure(load(`${x509}${key}Type=SAN\n${key}SanMatchType=7`))).message).toMatch(/SanMatchType 7 \(zoo\.cfg line 5\): must be 1 /)
    expect((await failure(load(`${x509}${key}SanMatchRegex=(`))).message).toMatch(/is not a regular expression/)
    const { auth } = await load(`${x509}${key}Type=SAN\n${key}SanMatchType=6\n${key}SanExtractRegex=spiffe:(.*)\n${key}SanExtractMatcherGroupIndex=1`)
    expect(auth.x509).toMatchObject({ idType: 'SAN', sanType: 6, sanExtractGroup: 1 })
  })

  it('what is missing is named', async () => {
    expect(await failure(load('clientPort=1'))).toMatchObject({ code: 'ZK_CONFIG_MISSING', message: 'dataDir is missing' })
    expect(await failure(load('dataDir=/d'))).toMatchObject({ code: 'ZK_CONFIG_MISSING', message: expect.stringContaining('clientPort') })
  })

  it.each([
    ['ENOENT', 'configuration /etc/zoo.cfg: there is no such file'],
    ['EISDIR', 'configuration /etc/zoo.cfg: is a directory, not a file'],
    ['EACCES', 'configuration /etc/zoo.cfg: this user may not read it'],
    ['EIO', 'configuration /etc/zoo.cfg: cannot be read (EIO)'],
  ])('a file that gives %s', async (code, message) => {
    const error = await failure(loadSettings('/etc/zoo.cfg', machine({ '/etc/zoo.cfg': withCode(code) })))
    expect(error).toMatchObject({ code: 'ZK_CONFIG_UNREADABLE', message })
  })

  it('a file of absurd size is not taken', async () => {
    expect(await failure(load('#'.repeat((1 << 20) + 1)))).toMatchObject({ code: 'ZK_CONFIG_UNREADABLE' })
  })

  it('stays one line whatever the value holds', async () => {
    expect((await failure(load(`${MINIMAL}tickTime=1\\n2\\u0007${'9'.repeat(999)}`))).message).not.toMatch(/\p{Cc}|9{300}/u)
  })
})

describe('notices', () => {
  it('unknown keys are warnings with their line and without their value', async () => {
    const settings = await load(`${MINIMAL}foo.bar=sesame\nTicktime=5\nconstructor=1\n`)
    expect(texts(settings, 'warn')).toEqual([
      'foo.bar (zoo.cfg line 3): unknown key, ignored',
      'Ticktime (zoo.cfg line 4): unknown key, ignored; did you mean tickTime?',
      'constructor (zoo.cfg line 5): unknown key, ignored',
    ])
  })

  it('the last of duplicates counts, the prefix does not make a difference', async () => {
    const settings = await load(`${MINIMAL}enforceQuota=false\nzookeeper.enforceQuota=true\n`)
    expect(settings.enforceQuota).toBe(true)
    expect(texts(settings, 'warn')).toEqual(['enforceQuota (zoo.cfg line 4): also on line 3; the last one counts'])
  })

  it('keys without effect say why', async () => {
    const settings = await load(`${MINIMAL}initLimit=10\nnio.numWorkerThreads=4\nadmin.enableServer=false\n`)
    expect(texts(settings, 'info')).toEqual([
      'nio.numWorkerThreads (zoo.cfg line 4): known, not applicable: Node serves all connections from one event loop',
      'admin.enableServer (zoo.cfg line 5): known, not applicable: there is no admin server in this version',
      'initLimit (zoo.cfg line 3): known, not applicable: concerns ensembles; this server stands alone',
    ])
  })

  it('a server alone does not even look at the values of an ensemble', async () => {
    const settings = await load(`${MINIMAL}initLimit=ten\nsslQuorum=true\nssl.quorum.trustStore.password=x\ngroup.1=7\n`)
    expect(settings.ensemble).toBeNull()
    expect(texts(settings, 'info')).toEqual(['initLimit', 'sslQuorum', 'ssl.quorum.trustStore.password', 'group.1'].map((name, i) =>
      `${name} (zoo.cfg line ${i + 3}): known, not applicable: concerns ensembles; this server stands alone`))
  })

  it('the length of the purge interval is said not to matter, where one is given and on', async () => {
    const said = async (line: string) => texts(await load(`${MINIMAL}${line}`), 'info')
    expect(await said('autopurge.purgeInterval=6')).toEqual([
      'autopurge.purgeInterval 6 (zoo.cfg line 3): the length does not matter, every snapshot is followed by a purge',
    ])
    expect(await said('autopurge.purgeInterval=0')).toEqual([])
    expect(await said('')).toEqual([])
  })

  it.each([
    ['skipACL=yes', /skipACL yes .*every client may do everything/],
    ['forceSync=no', /forceSync no .*always synced/],
    ['audit.enable=true', /audit\.enable .*no audit log/],
    ['autopurge.snapRetainCount=1', /snapRetainCount 1 .*3 are kept/],
    ['4lw.commands.whitelist=ruok,nope', /unknown words ignored: nope$/],
    ['authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider', /provider is not available/],
  ])('%s is a warning', async (line, text) => {
    expect(texts(await load(`${MINIMAL}${line}`), 'warn')).toEqual([expect.stringMatching(text)])
  })

  it('a secret in a file that everybody can read is a warning without the secret', async () => {
    const config = `${MINIMAL}zookeeper.DigestAuthenticationProvider.superDigest=${SUPER}`
    expect(texts(await load(config, {}, 0o600), 'warn')).toEqual([])
    const [text = ''] = texts(await load(config, {}, 0o644), 'warn')
    expect(text).toMatch(/superDigest \(hidden\) \(zoo\.cfg line 3\): .*chmod 640/)
    expect(text).not.toContain(SUPER)
  })
})

describe('membership', () => {
  const one = `${MINIMAL}server.3=localhost:2888:3888\n`
  const myid = (text: string) => ({ '/data/myid': text })

  it('one server line is a standalone server, with myid or without', async () => {
    expect(await load(one, myid(' 3\r\n'))).toMatchObject({ serverId: 3, servers: [{ id: 3 }] })
    const settings = await load(one)
    expect(settings.serverId).toBe(3)
    expect(texts(settings, 'info')).toEqual([expect.stringMatching(/no file myid .*server\.3 \(zoo\.cfg line 3\)/)])
  })

  it.each([
    ['', '/data/myid is empty'],
    ['one', '/data/myid "one": must be a number between 1 and 254; the configuration has server.3 (zoo.cfg line 3)'],
    ['0', '/data/myid "0": must be a number between 1 and 254; the configuration has server.3 (zoo.cfg line 3)'],
    ['255', '/data/myid "255": must be a number between 1 and 254; the configuration has server.3 (zoo.cfg line 3)'],
    ['4', '/data/myid 4: the configuration has no line server.4, only server.3 (zoo.cfg line 3)'],
  ])('refuses myid %j', async (text, message) => {
    expect(await failure(load(one, myid(text)))).toMatchObject({ code: 'ZK_CONFIG_INVALID', message })
  })

  it('myid that cannot be read is said', async () => {
    expect(await failure(load(one, { '/data/myid': withCode('EACCES') }))).toMatchObject({ code: 'ZK_CONFIG_UNREADABLE' })
  })

  it('an observer alone is refused', async () => {
    expect((await failure(load(`${MINIMAL}server.1=a:1:2:observer`))).message).toMatch(/needs an ensemble/)
  })

  it('the client port of the line counts, and must not contradict the key', async () => {
    const settings = await load('dataDir=/data\nserver.3=a:1:2;127.0.0.1:2199\n')
    expect(settings.client).toEqual({ host: '127.0.0.1', port: 2199, acceptsTls: false })
    const error = await failure(load(`${MINIMAL}server.3=a:1:2;2199\n`))
    expect(error.message).toBe('clientPort 2181 (zoo.cfg line 2): server.3 says 2199; remove one of the two')
  })
})

it('conf shows what ZooKeeper shows and no secret', async () => {
  const settings = await load(`${MINIMAL}DigestAuthenticationProvider.superDigest=${SUPER}\n`)
  const running = { clientPort: 2181, secureClientPort: null, dataDirectoryBytes: 10, logDirectoryBytes: 20 }
  expect(describeSettings(settings, running)).toBe(
    'clientPort=2181\ndataDir=/data\ndataDirSize=10\ndataLogDir=/data\ndataLogSize=20\ntickTime=3000\nmaxClientCnxns=60\n' +
    'minSessionTimeout=6000\nmaxSessionTimeout=60000\nclientPortListenBacklog=-1\nserverId=1\n',
  )
})
