import { ErrorCode } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, fourLetterWord, type WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { TestEnsemble, type TestMember, until } from '../src/index.ts'

const EPHEMERAL = 1
const CLIENTS = 30

const base = { commands: ['*'], tickMs: 200, minSessionTimeoutMs: 400, maxSessionTimeoutMs: 40_000 }
const local = { ...base, localSessions: true }
const upgrading = { ...local, localSessionsUpgrading: true }

async function aFollower(ensemble: TestEnsemble): Promise<TestMember> {
  return until('a follower', () => ensemble.members.find(({ server }) => server?.mode === 'follower'))
}

async function gauge({ port }: TestMember, name: string): Promise<number> {
  return Number(new RegExp(`^zk_${name}\t(.*)$`, 'm').exec(await fourLetterWord(port, 'mntr'))?.[1] ?? Number.NaN)
}

async function exists(client: WireClient, path: string): Promise<boolean> {
  await client.request(OpCode.Sync, body.path('/'))
  return (await client.request(OpCode.Exists, body.pathAndWatch(path))).err === 0
}

/** Ids of the sessions that a server knows, and of those that own ephemerals there. */
async function dump({ port }: TestMember): Promise<{ sessions: string[]; owners: string[] }> {
  const [sessions = '', ephemerals = ''] = (await fourLetterWord(port, 'dump')).split('ephemeral nodes dump:')
  return { sessions: sessions.match(/0x[0-9a-f]+/g) ?? [], owners: ephemerals.match(/^0x[0-9a-f]+(?=:$)/gm) ?? [] }
}

describe('a local session of a follower', () => {
  it('writes through the leader, which never hears of its beginning; ephemerals are refused', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: local })
    const follower = await aFollower(ensemble)
    const client = await ensemble.connect(follower.id)
    expect((await client.request(OpCode.Create, body.create('/a', ''))).err).toBe(0)
    expect((await client.request(OpCode.Create, body.create('/e', '', EPHEMERAL))).err).toBe(ErrorCode.EphemeralOnLocalSession)
    expect([await gauge(follower, 'local_sessions'), await gauge(follower, 'global_sessions')]).toEqual([1, 0])
    expect(await gauge(await ensemble.leader(), 'global_sessions')).toBe(0)
  })

  it('is expired on another server, and lives on where it began', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: local })
    const { sessionId, password } = await ensemble.connect(1)
    expect((await ensemble.connect(2, { sessionId, password })).timeoutMs).toBe(0)
    expect((await ensemble.connect(1, { sessionId, password })).sessionId).toBe(sessionId)
  })

  it('that is silent is expired by its own server', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: local })
    const follower = await aFollower(ensemble)
    const client = await ensemble.connect(follower.id, { timeoutMs: 400 })
    await client.whenClosed()
    expect((await ensemble.connect(follower.id, { sessionId: client.sessionId, password: client.password })).timeoutMs).toBe(0)
  })

  it('outlives the leader, without a connection lost', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: local })
    const follower = await aFollower(ensemble)
    const client = await ensemble.connect(follower.id)
    await ensemble.stopServer((await ensemble.leader()).id)
    expect((await client.request(OpCode.Create, body.create('/a', ''))).err).toBe(0)
    expect(await gauge(follower, 'local_sessions')).toBe(1)
  })
})

describe('a local session that becomes a global one', () => {
  it('moves and expires as all global ones do', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: upgrading })
    const follower = await aFollower(ensemble)
    const client = await ensemble.connect(follower.id, { timeoutMs: 1_000 })
    expect((await client.request(OpCode.Create, body.create('/e', '', EPHEMERAL))).err).toBe(0)
    expect([await gauge(follower, 'local_sessions'), await gauge(follower, 'global_sessions')]).toEqual([0, 1])
    client.drop()
    const leader = await ensemble.leader()
    const moved = await ensemble.connect(leader.id, { timeoutMs: 1_000, sessionId: client.sessionId, password: client.password })
    expect(moved.sessionId).toBe(client.sessionId)
    expect((await moved.request(OpCode.Create, body.create('/f', '', EPHEMERAL))).err).toBe(0)
    await moved.whenClosed()
    const watcher = await ensemble.connect(follower.id)
    expect([await exists(watcher, '/e'), await exists(watcher, '/f')]).toEqual([false, false])
  })

  it('whose client comes back before the leader knows of it is not told that it is gone', async () => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: upgrading })
    const follower = await aFollower(ensemble)
    const leader = await ensemble.leader()
    const client = await ensemble.connect(follower.id)
    const { sessionId, password } = client
    ensemble.network.cut(follower.id, leader.id)
    client.request(OpCode.Create, body.create('/e', '', EPHEMERAL)).catch(() => {})
    await until('the request on its way', async () => (await gauge(follower, 'global_sessions')) === 1)
    client.drop()
    const coming = ensemble.connect(follower.id, { sessionId, password })
    // Answered at once: what came before it has been read.
    await ensemble.connect(follower.id)
    ensemble.network.healAll()
    const again = await coming
    expect(again.sessionId).toBe(sessionId)
    expect(await exists(again, '/e')).toBe(true)
  })

  // R34. A third of the clients closes right behind the ephemeral, a third is gone without a word.
  it.each([
    'what the follower forwarded is lost',
    'what the leader proposed is never committed',
  ])('leaves no ephemeral of a session that the leader does not know: %s', async (what) => {
    await using ensemble = await TestEnsemble.start({ voters: 3, settings: upgrading })
    const leader = await ensemble.leader()
    const others = ensemble.members.filter(({ id }) => id !== leader.id)
    // It will be the next leader, where there is one: it takes up its own clients' sessions.
    const follower = others.at(-1) as TestMember
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => ensemble.connect(follower.id, { timeoutMs: 4_000 })))
    const isLost = what === 'what the follower forwarded is lost'
    if (isLost) ensemble.network.cut(follower.id, leader.id)
    else for (const { id } of others) ensemble.network.cut(leader.id, id, { oneWay: true })
    const created = clients.map((client, i) => client.request(OpCode.Create, body.create(`/e${i}`, '', EPHEMERAL)).catch(() => null))
    const closed = clients.filter((_, i) => i % 3 === 1).map((client) => client.request(OpCode.CloseSession))
    await until('requests on their way', async () => (await gauge(follower, 'global_sessions')) === CLIENTS)
    for (const client of clients.filter((_, i) => i % 3 === 2)) client.drop()
    if (isLost) ensemble.network.reset(leader.id, follower.id)
    else await until('another leader', () => others.some(({ server }) => server?.mode === 'leader'))
    ensemble.network.healAll()
    expect((await Promise.all(closed)).map(({ err }) => err)).toEqual(closed.map(() => 0))
    const errors = (await Promise.all(created)).filter((_, i) => i % 3 !== 2).map((reply) => reply?.err)
    expect(errors).toEqual(errors.map(() => 0))
    const next = await until('one leader', () => (ensemble.members.filter(({ server }) => server?.mode === 'leader').length === 1 ? ensemble.leader() : null))
    const { sessions, owners } = await dump(next)
    expect(sessions).toEqual(expect.arrayContaining(owners))
    const watcher = await ensemble.connect(follower.id)
    for (const i of [0, 3, 6]) expect(await exists(watcher, `/e${i}`)).toBe(true)
    const goingOn = clients.filter((_, i) => i % 3 === 0).map((client) => client.request(OpCode.Create, body.create(`/f${client.sessionId}`, '', EPHEMERAL)))
    expect((await Promise.all(goingOn)).map(({ err }) => err)).toEqual(goingOn.map(() => 0))
    for (const i of [1, 4, 7]) expect(await exists(watcher, `/e${i}`)).toBe(false)
    for (const client of clients) client.drop()
    for (const member of ensemble.members) await until('no ephemerals', async () => (await gauge(member, 'ephemerals_count')) === 0)
  })
})
