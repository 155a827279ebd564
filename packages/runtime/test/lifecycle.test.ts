import { silentLogger } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { createServer, systemTimers } from '../src/index.ts'
import { Lifecycle, type LifecyclePart } from '../src/lifecycle.ts'

const options = { timers: systemTimers, logger: silentLogger, startTimeoutMs: 50, stopTimeoutMs: 50 }
const never = (): Promise<void> => new Promise(() => {})

/** Parts that write down what happens to them; `start` may be replaced. */
function parts(names: readonly string[], starts: Record<string, () => Promise<void>> = {}) {
  const events: string[] = []
  const list = names.map<LifecyclePart>((name) => ({
    name,
    start: async () => {
      events.push(`start ${name}`)
      await starts[name]?.()
    },
    stop: async () => {
      events.push(`stop ${name}`)
    },
  }))
  return { events, list }
}

describe('the lifecycle', () => {
  it('starts in order and stops in exact reverse, once however often it is asked', async () => {
    const { events, list } = parts(['a', 'b', 'c'])
    const lifecycle = new Lifecycle(list, options)
    await Promise.all([lifecycle.start(), lifecycle.start()])
    await Promise.all([lifecycle.stop(), lifecycle.stop()])
    expect(events).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a'])
  })

  it('stops what had started when a part fails to start', async () => {
    const { events, list } = parts(['a', 'b', 'c'], { b: () => Promise.reject(new Error('no')) })
    const lifecycle = new Lifecycle(list, options)
    await expect(lifecycle.start()).rejects.toThrow('no')
    expect(events).toEqual(['start a', 'start b', 'stop a'])
  })

  it('names the part that did not start in time', async () => {
    const { list } = parts(['quick', 'slow'], { slow: never })
    await expect(new Lifecycle(list, options).start()).rejects.toMatchObject({
      code: 'ZK_START_TIMEOUT',
      message: expect.stringContaining('slow'),
    })
  })

  it('stops the others when one does not stop', async () => {
    const { events, list } = parts(['a', 'b'])
    const lifecycle = new Lifecycle([list[0] as LifecyclePart, { name: 'stuck', start: async () => {}, stop: never }, list[1] as LifecyclePart], options)
    await lifecycle.start()
    await lifecycle.stop()
    expect(events).toEqual(['start a', 'start b', 'stop b', 'stop a'])
  })
})

describe('createServer', () => {
  it('names the seam for which no plugin was given', () => {
    const nothing = {} as Parameters<typeof createServer>[0]
    expect(() => createServer(nothing)).toThrow(/`storage`/)
  })

  it('refuses an id that does not fit into a session id', () => {
    const any = (): never => {
      throw new Error('not called')
    }
    const plugins = { storage: any, clients: [], broadcast: any, tree: any, acl: any, sessions: any }
    for (const id of [0, 256, 1.5]) expect(() => createServer({ id, ...plugins })).toThrow(/server id/)
  })
})
