import { type Client, connect, type WatchEvent } from '@zabkit/client'
import { type ProcessEnsemble, until } from '@zabkit/test-ensemble'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeTarget, targets } from '../src/index.ts'

const brief = (event: WatchEvent): string => `${event.type} ${event.path}`

for (const target of targets) {
  describeTarget("the client's watches with", target, () => {
    let ensemble: ProcessEnsemble
    let watcher: Client
    let writer: Client
    /** Apache's servers keep one mode for a client and path. */
    let other: Client

    beforeAll(async () => {
      ensemble = await target.start()
      const hosts = ensemble.members.map(({ process }) => `127.0.0.1:${process.port}`).join(',')
      watcher = await connect(hosts)
      writer = await connect(hosts)
      other = await connect(hosts)
    }, 120_000)

    afterAll(async () => {
      await Promise.all([watcher?.close(), writer?.close(), other?.close()])
      await ensemble?.[Symbol.asyncDispose]()
    })

    it('are told once, before any answer that shows the change', async () => {
      const events: string[] = []
      const watch = (event: WatchEvent) => void events.push(brief(event))
      expect(await watcher.exists('/once', { watch })).toBe(null)
      await writer.create('/once', '1')
      await until('the event', () => events.length === 1)
      await watcher.getData('/once', { watch })
      await watcher.getChildren('/once', { watch })
      await writer.setData('/once', '2')
      for (;;) if ((await watcher.getData('/once')).data.toString() === '2') break
      expect(events).toEqual(['created /once', 'data-changed /once'])
      await writer.create('/once/child', '')
      await until('the event', () => events.length === 3)
      await writer.setData('/once', '3')
      await writer.delete('/once/child')
      await watcher.sync('/once')
      expect(events).toEqual(['created /once', 'data-changed /once', 'children-changed /once'])
    })

    it('that are persistent stay, and tell of all that happens below when recursive', async () => {
      await writer.create('/deep', '')
      await Promise.all([watcher.sync('/deep'), other.sync('/deep')])
      await using persistent = await other.watch('/deep', { mode: 'persistent' })
      await using recursive = await watcher.watch('/deep')
      const seen: string[] = []
      persistent.onEvent((event) => void seen.push(brief(event)))
      await writer.create('/deep/a', '')
      await writer.setData('/deep/a', 'x')
      await writer.setData('/deep', 'y')
      await writer.delete('/deep/a')
      const events: string[] = []
      for await (const event of recursive) {
        events.push(brief(event))
        if (events.length === 4) break
      }
      expect(events).toEqual(['created /deep/a', 'data-changed /deep/a', 'data-changed /deep', 'deleted /deep/a'])
      await until('the persistent watch', () => seen.length === 3)
      expect(seen).toEqual(['children-changed /deep', 'data-changed /deep', 'children-changed /deep'])
      expect(watcher.supports.persistentWatches).toBe(true)
    })

    it('can be taken back', async () => {
      const events: string[] = []
      await writer.create('/back', '')
      await watcher.sync('/back')
      await watcher.getData('/back', { watch: (event) => void events.push(brief(event)) })
      await watcher.removeWatches('/back', 'any')
      await writer.setData('/back', 'x')
      await watcher.sync('/back')
      expect((await watcher.getData('/back')).data.toString()).toBe('x')
      expect(events).toEqual([])
    })
  })
}
