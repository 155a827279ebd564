import { expect, it } from 'vitest'
import { TEST_MS_MAX } from '../src/limits.ts'
import { describeClient, openssl, zkCli } from '../src/requirements.ts'
import { JAVA_CLASS_PATH } from '../src/server-command.ts'
import { startServer } from '../src/test-server.ts'
import { makeTlsMaterial, STORE_PASSWORD, tlsConfig } from '../src/tls-material.ts'
import { ZkCli, zkCliOnce } from '../src/zk-cli.ts'

/** Commands, each with what its answer contains. */
type Dialogue = readonly (readonly [command: string, ...expected: (string | RegExp)[]])[]

async function talk(cli: ZkCli, dialogue: Dialogue): Promise<void> {
  for (const [command, ...expected] of dialogue) {
    const answer = await cli.run(command)
    for (const part of expected) expect(answer, command).toMatch(part)
  }
}

describeClient('zkCli.sh', [zkCli], () => {
  it('makes, reads, changes and deletes nodes', async () => {
    const cli = new ZkCli((await startServer()).host)
    await talk(cli, [
      ['ls /', '[zookeeper]'],
      ['create /a one', 'Created /a'],
      ['create /a two', 'Node already exists: /a'],
      ['create /x/y', 'Node does not exist: /x/y'],
      ['create -s /a/s- data', 'Created /a/s-0000000000'],
      ['create -e /a/e', 'Created /a/e'],
      ['create -e -s /a/es-', 'Created /a/es-0000000002'],
      ['create -e /a/e/c', 'Ephemerals cannot have children: /a/e/c'],
      ['create -c /c', 'Created /c'],
      ['create -t 60000 /t data', 'Created /t'],
      ['create -s -t 60000 /t- data', 'Created /t-000000000'],
      ['ls /a', /\[e, es-0000000002, s-0000000000\]/],
      ['ls -s /a', 'numChildren = 3', 'cversion = 3'],
      ['ls -R /a', '/a\n/a/e\n/a/es-0000000002\n/a/s-0000000000\n'],
      ['get /a', /^one\n/m],
      ['get -s /a', /^one\n/m, 'dataVersion = 0', 'dataLength = 3', 'ephemeralOwner = 0x0'],
      ['get /none', 'Node does not exist: /none'],
      ['set /a two'],
      ['set -s -v 1 /a three', 'dataVersion = 2'],
      ['set -v 0 /a four', 'version No is not valid'],
      ['set /none x', 'Node does not exist: /none'],
      ['stat /a', 'dataVersion = 2', 'dataLength = 5', 'numChildren = 3'],
      ['stat /none', 'Node does not exist: /none'],
      ['sync /a', 'Sync is OK'],
      ['getAllChildrenNumber /a', /^3\n/m],
      ['getEphemerals', /\[\/a\/e(s-0000000002)?, \/a\/e(s-0000000002)?\]/],
      ['getEphemerals /a/es', '[/a/es-0000000002]'],
      ['whoami', 'ip: 127.0.0.1'],
      ['delete /a', 'Node not empty: /a'],
      ['delete -v 3 /a/e', 'version No is not valid'],
      ['delete /a/e'],
      ['delete /a/e', 'Node does not exist: /a/e'],
      ['deleteall /a'],
      ['ls /a', 'Node does not exist: /a'],
    ])
    expect(await cli.quit()).toBe('0')
  }, TEST_MS_MAX)

  it('sees the configuration, and no reconfiguration where that is off', async () => {
    const cli = new ZkCli((await startServer()).host)
    await talk(cli, [
      ['ls /zookeeper', 'config', 'quota'],
      ['config -s', 'dataVersion = '],
      ['reconfig -remove 9', 'Reconfig is disabled'],
      ['history', 'config -s'],
      ['nonsense', 'Command not found'],
    ])
  }, TEST_MS_MAX)

  it('counts a quota', async () => {
    const cli = new ZkCli((await startServer()).host)
    await talk(cli, [
      ['create /q 12345'],
      ['setquota -n 10 /q'],
      ['setquota -b 100 /q'],
      ['listquota /q', /Output quota for \/q.*count=10.*bytes=100/, /Output stat for \/q.*count=1,.*bytes=5/],
      ['create /q/c 123'],
      ['listquota /q', /Output stat for \/q.*count=2,.*bytes=8/],
      ['setquota -n 5 /q/c', 'has a parent /q which has a quota'],
      ['delquota -n /q'],
      ['listquota /q', /Output quota for \/q.*count=-1.*bytes=100/],
      ['delquota /q'],
      ['listquota /q', 'quota for /q does not exist'],
    ])
  }, TEST_MS_MAX)

  it('is held to a hard quota where quotas are enforced', async () => {
    const cli = new ZkCli((await startServer({ enforceQuota: 'true' })).host)
    await talk(cli, [
      ['create /q 1'],
      ['setquota -N 2 /q'],
      ['create /q/a', 'Created /q/a'],
      ['create /q/b', 'Quota has exceeded : /q/b'],
      ['setquota -B 10 /q'],
      ['set /q 12345678901', 'Quota has exceeded : /q'],
      ['set /q 1234567890'],
      ['get /q', '1234567890'],
    ])
  }, TEST_MS_MAX)

  it('is let in by digest and ip, and kept out without', async () => {
    const { host } = await startServer()
    const alice = new ZkCli(host)
    const nobody = new ZkCli(host)
    await talk(alice, [
      ['addauth digest alice:secret'],
      ['create /p secret auth::cdrwa', 'Created /p'],
      ['getAcl /p', "'digest,'alice:", ': cdrwa'],
      ['create /ip data ip:127.0.0.0/8:r', 'Created /ip'],
      ['create /bad data nonsense:x:r', 'Acl is not valid'],
      ['create /w data', 'Created /w'],
      ['create /w/c data', 'Created /w/c'],
      ['setAcl -R /w world:anyone:r'],
      ['getAcl -s /w/c', "'world,'anyone\n: r", 'aclVersion = 1'],
      ['whoami', /digest: alice/],
    ])
    await talk(nobody, [
      ['get /p', 'Insufficient permission : /p'],
      ['getAcl /p', 'Insufficient permission : /p'],
      ['get /ip', 'data'],
      ['set /ip x', 'Insufficient permission : /ip'],
      ['set /w x', 'Insufficient permission : /w'],
      ['addauth digest alice:secret'],
      ['get /p', 'secret'],
    ])
  }, TEST_MS_MAX)

  it('gets its watches and those it adds, and can remove them', async () => {
    const { host } = await startServer()
    const cli = new ZkCli(host)
    const other = new ZkCli(host)
    await talk(cli, [['create /w 1', 'Created'], ['get -w /w', '1'], ['stat -w /w'], ['ls -w /w', '[]']])
    await other.run('set /w 2')
    await cli.saw('type:NodeDataChanged path:/w')
    await other.run('create /w/c')
    await cli.saw('type:NodeChildrenChanged path:/w')
    await talk(cli, [['addWatch -m PERSISTENT_RECURSIVE /w']])
    await other.run('create /w/c/deep')
    await cli.saw('type:NodeCreated path:/w/c/deep')
    await other.run('set /w/c/deep 1')
    await cli.saw('type:NodeDataChanged path:/w/c/deep')
    await cli.run('removewatches /w')
    await cli.saw('type:PersistentWatchRemoved path:/w')
    await talk(cli, [['removewatches /w', 'No such watcher for /w']])
    await other.run('delete /w/c/deep')
    expect(await cli.run('sync /w')).not.toContain('NodeDeleted')
    expect(await cli.run('ls /w/c')).toBe('[]\n')
  }, TEST_MS_MAX)

  it('comes back to a restarted server with its session, its ephemeral nodes and its watches', async () => {
    const server = await startServer()
    const cli = new ZkCli(server.host)
    await talk(cli, [['create -e /e 1', 'Created'], ['create /w 1', 'Created'], ['addWatch /w']])
    const owner = /ephemeralOwner = (0x[0-9a-f]+)/.exec(await cli.run('stat /e'))?.[1]
    const position = cli.position
    await server.restart()
    await cli.saw('state:Disconnected', position)
    await cli.saw('state:SyncConnected', position)
    await talk(cli, [['stat /e', `ephemeralOwner = ${owner}`], ['set /w 2']])
    await cli.saw('type:NodeDataChanged path:/w', position)
  }, TEST_MS_MAX)

  it('runs one command and leaves with a code that says how it went', async () => {
    const { host } = await startServer()
    expect(await zkCliOnce(host, 'create', '/once', 'data')).toMatchObject({ code: '0', output: expect.stringContaining('Created /once') })
    expect(await zkCliOnce(host, 'get', '/none')).toMatchObject({ code: '1', output: expect.stringContaining('Node does not exist') })
  }, TEST_MS_MAX)
})

describeClient('zkCli.sh over TLS', [zkCli, openssl], () => {
  it('is known by its certificate', async () => {
    const tls = await makeTlsMaterial()
    const server = await startServer({}, tlsConfig(tls))
    const flags = [
      `-cp ${JAVA_CLASS_PATH}`, '-Dzookeeper.client.secure=true', '-Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty',
      `-Dzookeeper.ssl.keyStore.location=${tls.alice.p12}`, `-Dzookeeper.ssl.keyStore.password=${STORE_PASSWORD}`,
      `-Dzookeeper.ssl.trustStore.location=${tls.ca}`,
    ]
    const cli = new ZkCli(`127.0.0.1:${server.securePort}`, flags.join(' '))
    await talk(cli, [
      ['create /tls secret', 'Created /tls'],
      ['setAcl /tls auth::r'],
      ['getAcl /tls', "'x509,'CN=alice%2CO=interop\n: r"],
      ['whoami', 'x509: CN=alice,O=interop'],
      ['get /tls', 'secret'],
      ['set /tls x', 'Insufficient permission'],
    ])
    const plain = new ZkCli(server.host)
    await talk(plain, [['get /tls', 'Insufficient permission'], ['ls /', 'tls']])
  }, TEST_MS_MAX)
})
