import { OpCode } from '@zabkit/jute'
import { body, type Reply } from '@zabkit/test-wire'
import { expect, it } from 'vitest'
import { HeldLogs, TestEnsemble, until } from '../src/index.ts'

const WRITE_XID = 1

/** A Stat's version stands behind czxid, mzxid, ctime and mtime. */
function versionOf({ body: { bytes, offset } }: Reply): number {
  return bytes.readInt32BE(offset + 32)
}

it('a client that moves and counts its requests anew never gets the answer to what it asked before', async () => {
  const logs = new HeldLogs()
  await using ensemble = await TestEnsemble.start({ voters: 3, storage: (id) => logs.storage(id) })
  const leader = await ensemble.leader()
  const [from = 0, to = 0] = ensemble.members.map(({ id }) => id).filter((id) => id !== leader.id)
  const client = await ensemble.connect(from)
  const { sessionId, password } = client
  const reader = await ensemble.connect(to)
  expect((await client.request(OpCode.Create, body.create('/n', '0'))).err).toBe(0)
  await reader.request(OpCode.Sync, body.path('/'))

  logs.hold([from, to])
  client.request(OpCode.SetData, body.setData('/n', 'before'), WRITE_XID).catch(() => {})
  await until('the proposal at both followers', () => logs.waiting(from) > 0 && logs.waiting(to) > 0)
  client.drop()
  const answer = ensemble.connect(to, { sessionId, password }).then((moved) => moved.request(OpCode.SetData, body.setData('/n', 'after'), WRITE_XID))
  // Far more turns than the leader's word on the session takes.
  for (let i = 0; i < 200; i++) await reader.request(OpCode.Exists, body.pathAndWatch('/n'))
  logs.release()
  const reply = await answer
  expect([reply.err, versionOf(reply)]).toEqual([0, 2])
})

it('what a client asked before it moved does not come after what it asked there, not even under another leader', async () => {
  await using ensemble = await TestEnsemble.start({ voters: 3 })
  const { network } = ensemble
  const leader = await ensemble.leader()
  const [from = 0, to = 0] = ensemble.members.map(({ id }) => id).filter((id) => id !== leader.id)
  const client = await ensemble.connect(from)
  const { sessionId, password } = client
  expect((await client.request(OpCode.Create, body.create('/n', '0'))).err).toBe(0)

  for (const other of [leader.id, to]) network.cut(from, other)
  client.request(OpCode.SetData, body.setData('/n', 'before')).catch(() => {})
  await until('the end of the role', () => ensemble.server(from).leader === null)
  client.drop()
  const moved = await ensemble.connect(to, { sessionId, password })
  expect((await moved.request(OpCode.SetData, body.setData('/n', 'after'))).err).toBe(0)

  await ensemble.stopServer(leader.id)
  network.healAll()
  const late = await until('the next leader', () => ensemble.connect(from).catch(() => null))
  // Behind whatever else this server has to send.
  expect((await late.request(OpCode.Create, body.create('/last', ''))).err).toBe(0)
  const reply = await late.request(OpCode.GetData, body.pathAndWatch('/n'))
  expect(String(reply.body.readBuffer())).toBe('after')
})
