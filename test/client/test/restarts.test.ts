import { type Client, connect, type StateChange, type WatchEvent } from '@zabkit/client'
import { type ProcessEnsemble, until } from '@zabkit/test-ensemble'
import { afterEach, expect, it } from 'vitest'
import { describeTarget, Passage, targets } from '../src/index.ts'

/** A client that reaches each server by a proxy of its own, and what it was told. */
class Bench {
  readonly ensemble: ProcessEnsemble
  readonly proxies: readonly Passage[]
  readonly changes: StateChange[] = []
  client: Client | null = null

  constructor(ensemble: ProcessEnsemble, proxies: readonly Passage[]) {
    this.ensemble = ensemble
    this.proxies = proxies
  }

  get hosts(): string {
    return this.proxies.map(({ port }) => `127.0.0.1:${port}`).join(',')
  }

  async connect(sessionTimeoutMs: number): Promise<Client> {
    const client = await connect(this.hosts, { sessionTimeoutMs, connectTimeoutMs: 1_000 })
    client.onState((change) => void this.changes.push(change))
    this.client = client
    return client
  }

  get states(): string[] {
    return this.changes.map(({ state, reconnected }) => (reconnected ? 'reconnected' : state))
  }

  async end(): Promise<void> {
    for (const proxy of this.proxies) proxy.heal()
    await this.client?.close()
    for (const proxy of this.proxies) await proxy[Symbol.asyncDispose]()
    await this.ensemble[Symbol.asyncDispose]()
  }
}

for (const target of targets) {
  describeTarget('the client over restarts and partitions with', target, () => {
    let bench: Bench

    async function start(): Promise<Bench> {
      const ensemble = await target.start()
      bench = new Bench(ensemble, [])
      const proxies = await Promise.all(ensemble.members.map(({ process }) => Passage.start(process.port)))
      bench = new Bench(ensemble, proxies)
      return bench
    }

    afterEach(() => bench.end())

    it('goes on with its session, its ephemerals and its watches when servers are killed and come back', async () => {
      const { ensemble } = await start()
      const client = await bench.connect(15_000)
      const id = client.sessionId
      const events: WatchEvent[] = []
      await client.create('/e', '', { mode: 'ephemeral' })
      await client.create('/w', '1')
      await client.getData('/w', { watch: (event) => void events.push(event) })
      const watch = await client.watch('/w')
      for (const { process } of ensemble.members) {
        await process.kill()
        await process.start()
      }
      await client.connected()
      expect((await client.exists('/e'))?.ephemeralOwner).toBe(id)
      await client.setData('/w', '2')
      await until('the one-shot watch', () => events.length === 1)
      expect(events).toMatchObject([{ type: 'data-changed', path: '/w' }])
      const told: string[] = []
      for await (const event of watch) {
        told.push(event.type)
        if (event.type === 'data-changed') break
      }
      expect(told[0]).toBe('gap')
      expect(client.sessionId).toBe(id)
      expect(bench.states.filter((state) => state === 'lost')).toEqual([])
      expect(bench.states).toContain('reconnected')
    }, 180_000)

    it('is told of a change that happened while it was away', async () => {
      await start()
      const client = await bench.connect(15_000)
      await using other = await connect(bench.ensemble.members.map(({ process }) => `127.0.0.1:${process.port}`).join(','))
      await client.create('/away', '1')
      const events: WatchEvent[] = []
      await client.getData('/away', { watch: (event) => void events.push(event) })
      for (const proxy of bench.proxies) proxy.cut()
      await until('suspended', () => client.state === 'suspended')
      await other.setData('/away', '2')
      for (const proxy of bench.proxies) proxy.heal()
      await client.sync('/away')
      const { data } = await client.getData('/away')
      expect([data.toString(), events.length, events[0]?.type]).toEqual(['2', 1, 'data-changed'])
    }, 120_000)

    it('says that the session is lost when its time has passed, though no server says so', async () => {
      await start()
      const client = await bench.connect(2_000)
      const { sessionId } = client
      await client.create('/gone', '', { mode: 'ephemeral' })
      const pending = client.getData('/gone').then(() => 'answered', ({ code }: { code: string }) => code)
      await pending
      for (const proxy of bench.proxies) proxy.silence()
      const began = performance.now()
      await until('lost', () => bench.states.includes('lost'))
      expect(performance.now() - began).toBeGreaterThan(1_000)
      expect(client.sessionTimeLeftMs).toBe(0)
      for (const proxy of bench.proxies) proxy.heal()
      await client.connected()
      expect(client.sessionId).not.toBe(sessionId)
      await until('the ephemeral is gone', async () => (await client.exists('/gone')) === null)
    }, 120_000)

    it.runIf(target.name.startsWith('three'))('moves to a server that it reaches, with the same session', async () => {
      await start()
      const client = await bench.connect(10_000)
      const { sessionId } = client
      for (let round = 0; round < 6; round++) {
        const port = Number(client.server?.split(':').at(-1))
        const proxy = bench.proxies.find((each) => each.port === port)
        if (round % 2 === 0) proxy?.cut()
        else proxy?.silence()
        await until('another server', () => client.state === 'connected' && client.server !== null && !client.server.endsWith(`:${port}`))
        await client.create(`/move-${round}`, '')
        proxy?.heal()
      }
      expect(client.sessionId).toBe(sessionId)
    }, 120_000)
  })
}
