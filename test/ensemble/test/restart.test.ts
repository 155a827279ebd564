import { OpCode } from '@zabkit/jute'
import { body } from '@zabkit/test-wire'
import { expect, it } from 'vitest'
import { TestEnsemble, until } from '../src/index.ts'

it('a follower that restarts while the third server is down joins the leader that still stands, and writes go on', async () => {
  await using ensemble = await TestEnsemble.start({ voters: 3, settings: { tickMs: 2_000 } })
  const leader = await ensemble.leader()
  const [one, other] = ensemble.members.filter((member) => member !== leader)
  await ensemble.stopServer(one?.id ?? 0)
  await ensemble.stopServer(other?.id ?? 0)
  const before = performance.now()
  const server = await ensemble.startServer(other?.id ?? 0)
  await server.whenServing()
  const client = await ensemble.connect(leader.id)
  expect((await client.request(OpCode.Create, body.create('/on'))).err).toBe(0)
  expect(performance.now() - before).toBeLessThan(3_000)
  await until('the leader leads', () => leader.server?.mode === 'leader' || server.mode === 'leader')
})

it('a server that finds no leader says so, and whom it cannot reach', async () => {
  const lines: string[] = []
  const warn = (text: string, fields?: Readonly<Record<string, unknown>>): void => void lines.push(`${text} ${JSON.stringify(fields)}`)
  const logger = { debug() {}, info() {}, warn, error() {} }
  await using ensemble = await TestEnsemble.create({ voters: 3, peers: 'grpc', extra: () => ({ logger }) })
  await ensemble.startServer(1)
  const line = await until('the line', () => lines.find((each) => each.startsWith('no leader is found yet')))
  expect(line).toMatch(/server 2: .*server 3: /)
})
