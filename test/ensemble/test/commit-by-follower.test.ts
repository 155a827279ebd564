import { OpCode } from '@zabkit/jute'
import { body, type WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { HeldLogs, TestEnsemble, until } from '../src/index.ts'

/**
 * A leader, and a follower whose word does not reach it any more: what both have on disk is committed, and only the follower knows. The third
 * server's disk waits.
 */
class Ahead implements AsyncDisposable {
  readonly #logs = new HeldLogs()
  #ensemble: TestEnsemble | null = null
  leader = 0
  ahead = 0
  third = 0

  static async start(): Promise<Ahead> {
    const scene = new Ahead()
    const ensemble = await TestEnsemble.start({ voters: 3, storage: (id) => scene.#logs.storage(id) })
    scene.#ensemble = ensemble
    scene.leader = (await ensemble.leader()).id
    const [ahead = 0, third = 0] = ensemble.members.map(({ id }) => id).filter((id) => id !== scene.leader)
    scene.ahead = ahead
    scene.third = third
    return scene
  }

  get ensemble(): TestEnsemble {
    if (this.#ensemble === null) throw new Error('not started')
    return this.#ensemble
  }

  /** `asks` is asked through the follower, and answered there before the leader knows that it is committed. */
  async onlyThere<T>(asks: () => Promise<T>): Promise<T> {
    const logs = this.#logs
    logs.hold([this.ahead, this.third])
    const answer = asks()
    await until('the proposal at both followers', () => logs.waiting(this.ahead) > 0 && logs.waiting(this.third) > 0)
    this.ensemble.network.cut(this.ahead, this.leader, { oneWay: true })
    logs.release([this.ahead])
    return answer
  }

  goOn(): void {
    this.#logs.release([this.third])
    this.ensemble.network.healAll()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.goOn()
    await this.ensemble[Symbol.asyncDispose]()
  }
}

/** Many more turns than an answer takes that does not wait. */
async function turnsOf(client: WireClient): Promise<void> {
  for (let i = 0; i < 100; i++) await client.request(OpCode.Exists, body.pathAndWatch('/'))
}

describe('a write that a follower answers before its leader knows that it is committed', () => {
  it('is seen by every read after a sync that is sent later, on the leader and elsewhere (R50)', async () => {
    await using scene = await Ahead.start()
    const { ensemble, leader, ahead, third } = scene
    const writer = await ensemble.connect(ahead)
    const readers = [await ensemble.connect(leader), await ensemble.connect(third)]
    await writer.request(OpCode.Create, body.create('/n', 'old'))
    expect((await scene.onlyThere(() => writer.request(OpCode.SetData, body.setData('/n', 'new')))).err).toBe(0)
    let synced = 0
    const reads = readers.map(async (reader) => {
      await reader.request(OpCode.Sync, body.path('/n'))
      synced++
      return String((await reader.request(OpCode.GetData, body.pathAndWatch('/n'))).body.readBuffer())
    })
    await turnsOf(writer)
    expect(synced).toBe(0)
    scene.goOn()
    expect(await Promise.all(reads)).toEqual(['new', 'new'])
  })

  it.each(['leader', 'third'] as const)('and that begins a session: the client that moves to the %s is not told that there is none', async (name) => {
    await using scene = await Ahead.start()
    const { ensemble } = scene
    const other = await ensemble.connect(scene.ahead)
    const { sessionId, password, ...client } = await scene.onlyThere(() => ensemble.connect(scene.ahead))
    expect(client.timeoutMs).toBeGreaterThan(0)
    const moved = ensemble.connect(scene[name], { sessionId, password })
    await turnsOf(other)
    scene.goOn()
    expect(await moved).toMatchObject({ sessionId, timeoutMs: client.timeoutMs })
  })
})
