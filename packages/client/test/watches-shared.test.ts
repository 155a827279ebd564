import { describe, expect, it } from 'vitest'
import type { Client, Watch } from '../src/index.ts'
import { startRealServer } from './real-server.ts'

/** What a watch tells from now on. */
function heard(watch: Watch): string[] {
  const types: string[] = []
  watch.onEvent(({ type }) => types.push(type))
  return types
}

/** The server has no watch of this client that `removeWatches` could take. */
const isForgotten = (client: Client, path: string): Promise<void> =>
  expect(client.removeWatches(path, 'recursive')).rejects.toMatchObject({ code: 'NoWatcher' })

describe('watches of one path', () => {
  it('survive the end of an older one, asked for while they are being set', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const old = await client.watch('/a')
    const adding = client.watch('/a')
    await old.close()
    const events = heard(await adding)
    await client.create('/a')
    expect(events).toEqual(['created'])
  })

  it('survive another that nobody waits for any more', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const events = heard(await client.watch('/a'))
    const stop = new AbortController()
    const aborted = client.watch('/a', { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    await client.sync()
    await client.create('/a')
    expect(events).toEqual(['created'])
  })

  it('are forgotten by the server when the one that was to follow is not wanted any more', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const old = await client.watch('/a')
    const stop = new AbortController()
    const aborted = client.watch('/a', { signal: stop.signal })
    await old.close()
    stop.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    await client.sync()
    await isForgotten(client, '/a')
  })

  it('of another mode do not keep one at the server', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const recursive = await client.watch('/a')
    const adding = client.watch('/a', { mode: 'persistent' })
    await recursive.close()
    const events = heard(await adding)
    await isForgotten(client, '/a')
    await client.create('/a')
    expect(events).toEqual(['created'])
  })
})
