import { readFileSync } from 'node:fs'
import { type Logger, silentLogger } from '@zabkit/core'
import { fourLetterWord } from '@zabkit/test-wire'
import { describe, expect, it, vi } from 'vitest'
import { createServer, type ServerOptions, systemTimers, versionText } from '../src/index.ts'
import { Lifecycle, type LifecyclePart } from '../src/lifecycle.ts'
import { DEFAULT_VERSION } from '../src/server-status.ts'
import { startTestServer } from './test-server.ts'

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

  it('stops the others when some do not stop, logs each, and rejects with the first failure', async () => {
    const { events, list } = parts(['a', 'b'])
    const { lines, logger } = recorder()
    const broken: LifecyclePart = { name: 'broken', start: async () => {}, stop: () => Promise.reject(new Error('no')) }
    const stuck: LifecyclePart = { name: 'stuck', start: async () => {}, stop: never }
    const lifecycle = new Lifecycle([...list.slice(0, 1), broken, stuck, ...list.slice(1)], { ...options, logger })
    await lifecycle.start()
    await expect(lifecycle.stop()).rejects.toMatchObject({ code: 'ZK_STOP_TIMEOUT', message: expect.stringContaining('stuck') })
    await expect(lifecycle.stop()).rejects.toMatchObject({ code: 'ZK_STOP_TIMEOUT' })
    expect(events).toEqual(['start a', 'start b', 'stop b', 'stop a'])
    expect(lines).toEqual(['stuck did not stop cleanly', 'broken did not stop cleanly'])
  })

  it('does not start after a stop, whether it ran before or not', async () => {
    for (const runsBefore of [false, true]) {
      const { events, list } = parts(['a'])
      const lifecycle = new Lifecycle(list, options)
      if (runsBefore) await lifecycle.start()
      await Promise.all([lifecycle.stop(), lifecycle.stop()])
      await expect(lifecycle.start()).rejects.toThrow('was stopped; create a new one')
      expect(events).toEqual(runsBefore ? ['start a', 'stop a'] : [])
    }
  })

  it('starts no further part when it is stopped during the start', async () => {
    const gate = latch()
    const { events, list } = parts(['a', 'b', 'c'], { b: () => gate.opened })
    const lifecycle = new Lifecycle(list, options)
    const starting = lifecycle.start()
    await vi.waitFor(() => expect(events).toContain('start b'))
    const stopping = lifecycle.stop()
    gate.open()
    await expect(starting).rejects.toThrow('was stopped; create a new one')
    await stopping
    expect(events).toEqual(['start a', 'start b', 'stop b', 'stop a'])
  })

  it('stops a part that started after its time was up', async () => {
    const gate = latch()
    const { lines, logger } = recorder()
    const { events, list } = parts(['quick', 'slow'], { slow: () => gate.opened })
    await expect(new Lifecycle(list, { ...options, logger }).start()).rejects.toMatchObject({ code: 'ZK_START_TIMEOUT' })
    expect(events).toEqual(['start quick', 'start slow', 'stop quick'])
    gate.open()
    await vi.waitFor(() => expect(events.at(-1)).toBe('stop slow'))
    expect(lines).toEqual(['slow started after its time was up; stopping it'])
  })
})

/** A promise that is kept when asked. */
function latch() {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

function recorder() {
  const lines: string[] = []
  const note = (message: string): void => void lines.push(message)
  const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger }
  return { lines, logger }
}

describe('createServer', () => {
  it('names the seam for which no plugin was given', () => {
    const nothing = {} as Parameters<typeof createServer>[0]
    expect(() => createServer(nothing)).toThrow(/`storage`/)
  })

  const create = (given: Partial<ServerOptions>) => {
    const any = (): never => {
      throw new Error('not called')
    }
    return createServer({ id: 1, storage: any, clients: [], broadcast: any, tree: any, acl: any, sessions: any, ...given })
  }

  it('refuses an id that does not fit into a session id', () => {
    for (const id of [0, 255, 256, 1.5]) expect(() => create({ id })).toThrow(/server id .* from 1 to 254/)
  })

  it('refuses a session timeout with which a session would have no time', () => {
    for (const minSessionTimeoutMs of [0, -1, Number.NaN]) {
      expect(() => create({ settings: { minSessionTimeoutMs } })).toThrow(/^minSessionTimeoutMs .*: must be 1 or more$/)
    }
    expect(() => create({ settings: { minSessionTimeoutMs: 9, maxSessionTimeoutMs: 8 } })).toThrow(/minSessionTimeoutMs 9 is more than/)
    expect(() => create({ settings: { minSessionTimeoutMs: 1 } })).toThrow('not called')
  })

  it('refuses a version that would break the lines it stands in', () => {
    expect(() => create({ version: '1\n2' })).toThrow(/version "1\\n2": must be one line/)
  })
})

describe('the version', () => {
  it('is the one of the package, and claims no date', () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
    expect(DEFAULT_VERSION).toBe(`3.9.4-zabkit-${version}`)
  })

  it('is the one that was given, wherever it is shown', async () => {
    await using running = await startTestServer({ extra: { version: versionText('7.7.7, built elsewhere') } })
    for (const [word, prefix] of [['srvr', 'Zookeeper version: '], ['stat', 'Zookeeper version: '], ['mntr', 'zk_version\t'], ['envi', 'zookeeper.version=']] as const) {
      expect(await fourLetterWord(running.port, word)).toContain(`${prefix}3.9.4-zabkit-7.7.7, built elsewhere\n`)
    }
  })
})
