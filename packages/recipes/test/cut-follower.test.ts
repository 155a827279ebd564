import { type Client, connect } from '@zabkit/client'
import { startEnsemble, type TestEnsemble } from '@zabkit/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { type Held, Lock, Semaphore } from '../src/index.ts'

const sessionTimeoutMs = 1_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One session at a follower, one at the leader, and the way to cut the follower off. */
async function startCut() {
  const ensemble = await startEnsemble({ voters: 3, tickMs: 200, settings: { syncLimit: 20, initLimit: 20, minSessionTimeoutMs: 200 } })
  const leader = await ensemble.leader()
  const follower = ensemble.ids.find((id) => id !== leader) ?? expect.fail()
  const cutOff = await connect(ensemble.connectionStringOf(follower), { sessionTimeoutMs })
  const other = await connect(ensemble.connectionStringOf(leader), { sessionTimeoutMs: 10_000 })
  const cut = () => ensemble.partition([[follower], ensemble.ids.filter((id) => id !== follower)])
  return { ensemble, cutOff, other, cut }
}

/** Cuts the follower off as soon as `client` has a znode below `directory`, and has it ask for its turn only much later. */
function cutAfterCreate(client: Client, directory: string, cut: () => void): Promise<void> {
  const { create } = client
  return new Promise((resolve) => {
    client.create = async (...parameters) => {
      const made = await create.apply(client, parameters)
      if (!made.path.startsWith(`${directory}/`)) return made
      client.create = create
      cut()
      resolve()
      await pause(sessionTimeoutMs * 0.64)
      return made
    }
  })
}

describe('what is held, at a follower that is cut off from its leader and answers reads', () => {
  const open: (TestEnsemble | Client)[] = []
  afterEach(async () => {
    for (const each of open.splice(0)) await (each instanceof Object && 'close' in each ? each.close() : each.stop())
  })

  const recipes = [
    { what: 'lock', directory: '/l', recipe: (client: Client) => new Lock(client, '/l') },
    { what: 'lease of a semaphore', directory: '/s/leases', recipe: (client: Client) => new Semaphore(client, '/s', 1) },
  ] as const

  it.each(recipes)('a $what: is never held by two, and comes to the one who was cut off after the other', async ({ directory, recipe }) => {
    const { ensemble, cutOff, other, cut } = await startCut()
    open.push(cutOff, other, ensemble)
    const isCut = cutAfterCreate(cutOff, directory, cut)
    let first: Held | null = null
    const acquiring = recipe(cutOff).acquire().then((held) => {
      first = held
      return held
    })
    await isCut
    const held = await recipe(other).acquire({ timeoutMs: 10_000 })
    expect((first as Held | null)?.isHeld ?? false).toBe(false)
    ensemble.heal()
    await held.release()
    const late = await acquiring
    expect(late.isHeld).toBe(true)
    expect(late.token).toBeGreaterThan(held.token)
  })
})
