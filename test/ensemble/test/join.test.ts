import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { OpCode } from '@zabkit/jute'
import { body, fourLetterWord, type WireClient } from '@zabkit/test-wire'
import { expect, it } from 'vitest'
import { ProcessEnsemble, type ProcessMember, until } from '../src/index.ts'

/** The full figures, 100,000 writes and 500,000 znodes, are for `JOIN_SCALE=1`. */
const SCALE = Number(process.env.JOIN_SCALE ?? 0.1)
const WRITE_WAIT_MS_MAX = 500

/** Writes one after the other, and keeps the longest wait. */
class Watchman {
  longestMs = 0
  writes = 0
  #stopping = false

  async run(client: WireClient, path: string): Promise<void> {
    while (!this.#stopping) {
      const before = performance.now()
      const { err } = await client.request(OpCode.SetData, body.setData(path, 'x'))
      expect(err).toBe(0)
      this.longestMs = Math.max(this.longestMs, performance.now() - before)
      this.writes++
    }
  }

  stop(): void {
    this.#stopping = true
  }
}

/** Requests `count` times, some hundreds at a time. */
async function pipelined(count: number, request: (i: number) => Promise<{ readonly err: number }>): Promise<void> {
  let next = 0
  const one = async (): Promise<void> => {
    while (next < count) expect((await request(next++)).err).toBe(0)
  }
  await Promise.all(Array.from({ length: 300 }, one))
}

async function zxid(member: ProcessMember): Promise<string> {
  return /Zxid: (\S+)/.exec(await fourLetterWord(member.process.port, 'srvr'))?.[1] ?? ''
}

/** Starts `absent` while writes go on at another server; returns the longest that one of them waited. */
async function joinUnderLoad(ensemble: ProcessEnsemble, absent: ProcessMember): Promise<Watchman> {
  const leader = await ensemble.leader()
  const watchman = new Watchman()
  const client = await ensemble.connect(leader.id, { timeoutMs: 30_000 })
  await client.request(OpCode.Create, body.create('/watchman'))
  const run = watchman.run(client, '/watchman')
  await absent.process.start()
  const seen = watchman.writes
  await until('writes after the join', () => watchman.writes > seen + 50)
  watchman.stop()
  await run
  await until('the same state', async () => (await zxid(absent)) === (await zxid(leader)))
  await client.close()
  return watchman
}

async function follower(ensemble: ProcessEnsemble): Promise<ProcessMember> {
  const leader = await ensemble.leader()
  return ensemble.members.find((member) => member !== leader) as ProcessMember
}

it(`a follower that was away during ${100_000 * SCALE} writes joins without a write waiting long for it`, async () => {
  await using ensemble = await ProcessEnsemble.start({ voters: 3 })
  const away = await follower(ensemble)
  await away.process.kill()
  const client = await ensemble.connect((await ensemble.leader()).id, { timeoutMs: 30_000 })
  await client.request(OpCode.Create, body.create('/away'))
  const data = 'x'.repeat(1_024)
  await pipelined(100_000 * SCALE, () => client.request(OpCode.SetData, body.setData('/away', data)))
  await client.close()
  const { longestMs, writes } = await joinUnderLoad(ensemble, away)
  console.log(JSON.stringify({ test: 'away', scale: SCALE, longestMs: Math.round(longestMs), writes }))
  expect(longestMs).toBeLessThan(WRITE_WAIT_MS_MAX)
}, 300_000)

it(`an empty follower beside ${500_000 * SCALE} znodes joins without a write waiting long for it`, async () => {
  await using ensemble = await ProcessEnsemble.start({ voters: 3 })
  const emptied = await follower(ensemble)
  const client = await ensemble.connect((await ensemble.leader()).id, { timeoutMs: 30_000 })
  const data = 'x'.repeat(100)
  for (let i = 0; i < 100; i++) await client.request(OpCode.Create, body.create(`/d${i}`))
  await pipelined(500_000 * SCALE, (i) => client.request(OpCode.Create, body.create(`/d${i % 100}/n${i}`, data)))
  await client.close()
  await emptied.process.kill()
  const home = join(emptied.process.directory, 'data')
  for (const name of ['log', 'snapshots', 'epoch', 'detached', 'identity', 'lock']) await rm(join(home, name), { recursive: true, force: true })
  const { longestMs, writes } = await joinUnderLoad(ensemble, emptied)
  console.log(JSON.stringify({ test: 'empty', scale: SCALE, longestMs: Math.round(longestMs), writes }))
  expect(longestMs).toBeLessThan(WRITE_WAIT_MS_MAX)
}, 300_000)
