import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, type ClientOptions, connect } from '@zabkit/client'
import type { ProcessEnsemble } from '@zabkit/test-ensemble'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeApache, startApacheEnsemble } from '../src/index.ts'

/** Java's way to say who may log in. */
const JAAS = `Server {
  org.apache.zookeeper.server.auth.DigestLoginModule required
  user_ann="secret, \\"quoted\\""
  user_bob="other";
};
`
const sasl = (username: string, password: string): Pick<ClientOptions, 'sasl'> => ({ sasl: { mechanism: 'DIGEST-MD5', username, password } })
const ANN = sasl('ann', 'secret, "quoted"')
const BOB = sasl('bob', 'other')
const annOnly = [{ permissions: 31, id: { scheme: 'sasl', id: 'ann' } }]

describeApache('SASL DIGEST-MD5 with Apache ZooKeeper', () => {
  let directory: string
  let ensemble: ProcessEnsemble
  const clients: Client[] = []

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zabkit-jaas-'))
    await writeFile(join(directory, 'jaas.conf'), JAAS)
    const properties = [`java.security.auth.login.config=${directory}/jaas.conf`, 'zookeeper.sessionRequireClientSASLAuth=true']
    ensemble = await startApacheEnsemble(1, ['authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider'], properties)
  }, 120_000)

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await ensemble?.[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  async function login(options: ClientOptions): Promise<Client> {
    const client = await connect(`127.0.0.1:${ensemble.member(1).process.port}`, { sessionTimeoutMs: 15_000, ...options })
    clients.push(client)
    return client
  }

  it('lets those in who know their password, and knows them by their name', async () => {
    const [ann, bob] = [await login(ANN), await login(BOB)]
    expect(await ann.whoAmI()).toContainEqual({ scheme: 'sasl', id: 'ann' })
    expect(await bob.whoAmI()).toContainEqual({ scheme: 'sasl', id: 'bob' })
    await ann.create('/ann', 'x', { acl: annOnly })
    expect((await ann.getData('/ann')).data.toString()).toBe('x')
    await expect(bob.getData('/ann')).rejects.toMatchObject({ code: 'NoAuth' })
  })

  it.each([['a wrong password', sasl('ann', 'other')], ['an unknown name', sasl('eve', 'secret')]])('closes a client with %s, and says why', async (_, options) => {
    await expect(login(options)).rejects.toMatchObject({ code: 'AuthFailed', message: expect.stringContaining('SASL') })
  })

  it('closes a client that does not log in where that is demanded', async () => {
    const client = await login({})
    await expect(client.exists('/')).rejects.toMatchObject({ code: 'SessionClosedRequireSaslAuth' })
    expect(client.state).toBe('closed')
  })

  it('is done again at each connection, before all that waits', async () => {
    const client = await login(ANN)
    const { sessionId } = client
    await client.create('/again', '', { acl: annOnly, mode: 'ephemeral' })
    const { process } = ensemble.member(1)
    await process.kill()
    await process.start()
    expect((await client.getData('/again')).stat.ephemeralOwner).toBe(sessionId)
    expect((await client.setData('/again', 'y')).version).toBe(1)
  }, 120_000)
})
