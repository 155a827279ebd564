import { ServerProcess } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { CountingWriter } from '../src/counting-writer.ts'

const KILLS = 50
const WRITERS = 4
/** Enough for some hundred writes; the moment of the kill is spread over it. */
const LOAD_MS_MAX = 120

describe('kill -9 under load', () => {
  it(`${KILLS} times: every acknowledged write is there after the restart, and none by half`, { timeout: 300_000 }, async () => {
    // A small snapCount: snapshots and purges run into the kills too.
    await using server = await ServerProcess.create(['snapCount=500', 'preAllocSize=1024'])
    await server.start()
    const writers = Array.from({ length: WRITERS }, (_, index) => new CountingWriter(`w${index}`))
    for (const writer of writers) await writer.prepare(server.port)
    for (let kill = 0; kill < KILLS; kill++) {
      const running = writers.map((writer) => writer.run(server.port))
      await new Promise((resolve) => setTimeout(resolve, 20 + ((kill * 37) % LOAD_MS_MAX)))
      await server.kill('SIGKILL')
      await Promise.all(running)
      await server.start()
      for (const writer of writers) await writer.verify(server.port)
    }
    const writes = writers.reduce((sum, writer) => sum + writer.acknowledged, 0)
    expect(writes).toBeGreaterThan(KILLS * 10)
  })
})
