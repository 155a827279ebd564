import { describe, expect, it } from 'vitest'
import { ENSEMBLE, failure, load, MINIMAL, texts } from './support.ts'

const [CONFIG, FILES] = ENSEMBLE
const LIMITS = `${MINIMAL}initLimit=10\nsyncLimit=5\n`
const myid = (id: number) => ({ '/data/myid': `${id}\n` })
/** Of server 1 among `lines`. */
const loadLines = (...lines: string[]) => load(`${LIMITS}${lines.join('\n')}\n`, myid(1))
const refused = async (...lines: string[]) => {
  const error = await failure(loadLines(...lines))
  expect(error.code).toBe('ZK_CONFIG_INVALID')
  expect(error.remedy).not.toBe('')
  return error.message
}
const three = ['server.1=a:1:2', 'server.2=b:1:2', 'server.3=c:1:2']

describe('an ensemble', () => {
  it('is made of the server lines, with their first ports and the defaults of ZooKeeper', async () => {
    const settings = await load(CONFIG, FILES)
    expect(settings).toMatchObject({ serverId: 2, servers: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }], client: { port: 2181 } })
    expect(settings.ensemble).toMatchObject({
      ensemble: {
        clusterId: 'zabkit',
        members: [
          { id: 1, role: 'voter', addresses: ['a:2888'] }, { id: 2, role: 'voter', addresses: ['b:2888'] },
          { id: 3, role: 'voter', addresses: ['c:2888'] }, { id: 4, role: 'observer', addresses: ['d:2888'] },
        ],
      },
      role: 'voter', listen: [{ host: 'b', port: 2888 }], initLimit: 10, syncLimit: 5, connectToLearnerMasterLimit: 10, connectTimeoutMs: 5000,
      bindRetries: 3, syncEnabled: true, leaderServes: true, localSessions: false, localSessionsUpgrading: false, tls: null,
    })
    const quorum = settings.ensemble?.ensemble.quorum
    expect([...(quorum?.voters ?? [])]).toEqual([1, 2, 3])
    expect([[1], [1, 4], [1, 2], [2, 3, 4]].map((ids) => quorum?.isQuorum(new Set(ids)))).toEqual([false, false, true, true])
    expect(texts(settings, 'warn')).toEqual([])
    expect(texts(settings, 'info')).toEqual([
      'servers reach each other on the first port of their server lines, here 2888; the second one, here 3888, is not used',
    ])
  })

  it.each([
    ['connectToLearnerMasterLimit=7', { connectToLearnerMasterLimit: 7 }],
    ['electionPortBindRetry=0', { bindRetries: null }],
    ['zookeeper.cnxTimeout=0x10', { connectTimeoutMs: 16 }],
    ['quorumListenOnAllIPs=true', { listen: [{ host: null, port: 2888 }] }],
    ['syncEnabled=false\nleaderServes=no', { syncEnabled: false, leaderServes: false }],
    ['localSessionsEnabled=true\nlocalSessionsUpgradingEnabled=true', { localSessions: true, localSessionsUpgrading: true }],
    ['clusterId=east-1.example_2', { ensemble: { clusterId: 'east-1.example_2' } }],
    ['initLimit=20\nsyncLimit=1', { initLimit: 20, syncLimit: 1, connectToLearnerMasterLimit: 20 }],
  ])('takes %s', async (lines, expected) => {
    expect((await load(`${CONFIG}${lines}\n`, FILES)).ensemble).toMatchObject(expected)
  })

  it('has members at IPv6 addresses, at several addresses, and at all of this machine', async () => {
    const { ensemble, client } = await loadLines('server.1=0.0.0.0:1:2|[fe80::1]:3:4;2181', 'server.2=[::2]:1:2:participant;[::1]:2182', 'server.3=c:1:2')
    expect(ensemble?.ensemble.members.map(({ addresses }) => addresses)).toEqual([['0.0.0.0:1', '[fe80::1]:3'], ['[::2]:1'], ['c:1']])
    expect(ensemble?.listen).toEqual([{ host: null, port: 1 }, { host: 'fe80::1', port: 3 }])
    expect(client).toMatchObject({ port: 2181 })
  })

  it('listens once where two addresses of its line have one port, on all addresses', async () => {
    const { ensemble } = await loadLines('server.1=a:1:2|b:1:2', 'server.2=c:1:2', 'server.3=d:1:2', 'quorumListenOnAllIPs=true')
    expect(ensemble?.listen).toEqual([{ host: null, port: 1 }])
  })

  it('may stand in the dynamic file, with groups and weights', async () => {
    const lines = [...three, 'server.4=d:1:2:observer;2184', 'group.1=1:2:3', 'weight.3=0', 'version=100000000']
    const config = 'dataDir=/data\ninitLimit=10\nsyncLimit=5\ndynamicConfigFile=conf/zoo.dynamic\n'
    const { ensemble, serverId, client } = await load(config, { '/home/zk/conf/zoo.dynamic': lines.join('\n'), ...myid(4) })
    expect([serverId, ensemble?.role, client?.port]).toEqual([4, 'observer', 2184])
    expect([...(ensemble?.ensemble.quorum.voters ?? [])]).toEqual([1, 2])
    expect(await failure(load(config, myid(4)))).toMatchObject({ code: 'ZK_CONFIG_UNREADABLE' })
    for (const line of ['server.1=a:1:2', 'group.1=1', 'weight.1=1']) {
      expect((await failure(load(config + line))).message).toMatch(/belong either here or in dynamicConfigFile, not in both/)
    }
  })

  it('of one server is one where standaloneEnabled is false, with observers or without', async () => {
    const { ensemble } = await loadLines('server.1=a:1:2', 'standaloneEnabled=false')
    expect(ensemble?.ensemble.members).toHaveLength(1)
    expect(ensemble?.ensemble.quorum.isQuorum(new Set([1]))).toBe(true)
    const observed = await loadLines('server.1=a:1:2', 'server.2=b:1:2:observer', 'standaloneEnabled=false')
    expect([...(observed.ensemble?.ensemble.quorum.voters ?? [])]).toEqual([1])
    expect((await loadLines('server.1=a:1:2')).ensemble).toBeNull()
  })
})

describe('an ensemble is refused', () => {
  it.each(['initLimit', 'syncLimit'])('without %s', async (name) => {
    const config = CONFIG.replace(new RegExp(`^${name}=.*\n`, 'm'), '')
    expect(await failure(load(config, FILES))).toMatchObject({
      code: 'ZK_CONFIG_MISSING', message: `${name} is missing: an ensemble needs it`, remedy: expect.stringMatching(`Add ${name}=`),
    })
  })

  it('without myid, also one of a single server', async () => {
    const missing = { code: 'ZK_CONFIG_MISSING', message: '/data/myid is missing' }
    expect(await failure(load(CONFIG))).toMatchObject(missing)
    expect(await failure(load(`${LIMITS}server.1=a:1:2\nstandaloneEnabled=false\n`))).toMatchObject(missing)
  })

  it.each([
    ['', '/data/myid is empty'],
    ['two', /^\/data\/myid "two": must be a number between 1 and 254; the configuration has server\.1 \(zoo\.cfg line 5\), /],
    ['7', /^\/data\/myid 7: the configuration has no line server\.7, only server\.1 \(zoo\.cfg line 5\), /],
  ])('with myid %j', async (text, message) => {
    const error = await failure(load(CONFIG, { '/data/myid': text }))
    expect(error.code).toBe('ZK_CONFIG_INVALID')
    expect(error.message).toMatch(message)
  })

  it.each([
    [['server.1=a:1:2:observer'], 'server.1 a:1:2:observer (zoo.cfg line 5): an observer needs an ensemble to observe'],
    [['server.1=a:1:2', 'server.2=b:1:2:observer'], /^server\.2 .*one voter alone is a standalone server; standaloneEnabled=false makes it an ensemble$/],
    [[...three, 'server.4=0.0.0.0:1:2'], 'server.4 0.0.0.0:1:2 (zoo.cfg line 8): no other server is reached at this address; write its own'],
    [[...three, 'server.4=[::]:1:2'], /^server\.4 \[::\]:1:2 \(zoo\.cfg line 8\): no other server is reached/],
    [['server.1=a:2181:3', 'server.2=b:1:2'], 'server.1 a:2181:3 (zoo.cfg line 5): port 2181 is also the port for clients; choose another one'],
    [['server.1=a:1', 'server.2=b:1:2'], /^server\.1 a:1 \(zoo\.cfg line 5\): one port is the form of old releases/],
    [['server.1=a:1:2', 'server.2=a:3:1'], /^server\.2 a:3:1 \(zoo\.cfg line 6\): address a:1 is also that of server\.1 \(zoo\.cfg line 5\)$/],
    [[...three, 'initLimit=0'], 'initLimit 0 (zoo.cfg line 8): must be between 1 and 2147483647 ticks'],
    [[...three, 'syncLimit=5s'], 'syncLimit 5s (zoo.cfg line 8): must be a whole number between 1 and 2147483647 ticks'],
    [[...three, 'connectToLearnerMasterLimit=-1'], /^connectToLearnerMasterLimit -1 \(zoo\.cfg line 8\): must be between 1 and 2147483647 ticks, or 0 for initLimit$/],
    [[...three, 'electionPortBindRetry=-1'], /^electionPortBindRetry -1 \(zoo\.cfg line 8\): must be between 1 and .*, or 0 for ever$/],
    [[...three, 'cnxTimeout=0'], /^cnxTimeout 0 \(zoo\.cfg line 8\): must be between 1 and/],
    [[...three, 'leaderServes=true'], 'leaderServes true (zoo.cfg line 8): must be yes or no'],
    [[...three, 'syncEnabled=yes'], 'syncEnabled yes (zoo.cfg line 8): must be true or false'],
    [[...three, 'localSessionsEnabled=1'], 'localSessionsEnabled 1 (zoo.cfg line 8): must be true or false'],
    [[...three, 'clusterId=a b'], /^clusterId a b \(zoo\.cfg line 8\): must be 1 to 64 letters/],
    [[...three, 'clusterId='], 'clusterId (empty) (zoo.cfg line 8): has no value; give one or remove the key'],
    [[...three, 'quorum.auth.learnerRequireSasl=True'], /^quorum\.auth\.learnerRequireSasl True \(zoo\.cfg line 8\): SASL between servers is not served/],
  ])('with %j', async (lines, message) => {
    expect(await refused(...lines)).toMatch(message)
  })
})

describe('groups and weights', () => {
  const nine = Array.from({ length: 9 }, (_, i) => `server.${i + 1}=h${i + 1}:1:2`)
  const groups = ['group.1=1:2:3', 'group.2=4:5:6', 'group.3=7:8:9']

  it('make a hierarchical quorum: most groups, each by most of its weight', async () => {
    const settings = await loadLines(...nine, ...groups, 'weight.1=3', 'weight.9=0')
    const quorum = settings.ensemble?.ensemble.quorum
    expect(quorum?.voters.has(9)).toBe(false)
    expect([[1, 4, 5], [2, 3, 4, 5], [4, 5, 7, 8], [4, 5, 7, 9]].map((ids) => quorum?.isQuorum(new Set(ids)))).toEqual([true, false, true, false])
    expect(texts(settings, 'warn')).toEqual([])
  })

  it.each([
    [['group.1=1:2'], 'server.3 c:1:2 (zoo.cfg line 7): is in no group; add its number to a group.N line'],
    [['group.1=1:2:3', 'group.2=2'], 'group.2 2 (zoo.cfg line 9): server.2 is also in group.1 (zoo.cfg line 8)'],
    [['group.1=1:2:3:3'], /^group\.1 1:2:3:3 \(zoo\.cfg line 8\): server\.3 is also in group\.1/],
    [['group.1=1:2:9'], 'group.1 1:2:9 (zoo.cfg line 8): "9" is not that of a server; there are server.1, server.2, server.3, server.4'],
    [['group.1=1,2,3'], /"1,2,3" is not that of a server/],
    [['group.1='], /^group\.1 \(empty\) \(zoo\.cfg line 8\): "" is not that of a server/],
    [['group.east=1:2:3'], 'group.east 1:2:3 (zoo.cfg line 8): a group has a number: group.1'],
    [['group.1=1:2:3:4'], /server\.4 is an observer, which votes in no group/],
    [['weight.1=1'], 'weight.1 1 (zoo.cfg line 8): a weight counts within a group: add group.N lines, or remove the weights'],
    [['group.1=1:2:3', 'weight.8=1'], /^weight\.8 1 \(zoo\.cfg line 9\): its number is not that of a server/],
    [['group.1=1:2:3', 'weight.1=-1'], 'weight.1 -1 (zoo.cfg line 9): must be between 0 and 2147483647'],
    [['group.1=1:2:3', 'weight.1=heavy'], /^weight\.1 heavy \(zoo\.cfg line 9\): must be a whole number/],
    [['group.1=1:2:3', 'weight.1=0', 'weight.2=0', 'weight.3=0'], /^group\.1 1:2:3 \(zoo\.cfg line 8\): no voter of any group weighs anything/],
  ])('refuses %j', async (lines, message) => {
    expect(await refused(...three, ...lines, 'server.4=d:1:2:observer')).toMatch(message)
  })

  it('an observer has no weight', async () => {
    const settings = await loadLines(...three, 'server.4=d:1:2:observer', 'group.1=1:2:3', 'weight.4=2')
    expect(texts(settings, 'warn')).toEqual(['weight.4 (zoo.cfg line 10): ignored: server.4 is an observer, which has no vote'])
  })
})

describe('advice at the start', () => {
  const servers = (count: number) => Array.from({ length: count }, (_, i) => `server.${i + 1}=h${i + 1}:1:2`)
  it.each([
    [1, /^one voter: none may fail/],
    [2, /^two voters: none may fail/],
    [4, /^4 voters: as many failures are survived with 3; an odd number of voters is better$/],
  ])('an ensemble of %s voters', async (count, text) => {
    expect(texts(await loadLines(...servers(count), 'standaloneEnabled=false'), 'warn')).toEqual([expect.stringMatching(text)])
  })

  it('none for odd numbers', async () => {
    for (const count of [3, 5, 7]) expect(texts(await loadLines(...servers(count)), 'warn')).toEqual([])
  })

  it('the line counts where peerType says something else', async () => {
    const settings = await loadLines(...three, 'peerType=observer')
    expect(settings.ensemble?.role).toBe('voter')
    expect(texts(settings, 'warn')).toEqual(['peerType observer (zoo.cfg line 8): ignored: server.1 (zoo.cfg line 5) says participant'])
    expect(texts(await load(`${CONFIG}peerType=observer\n`, myid(4)), 'warn')).toEqual([])
  })
})
