import { getEventListeners } from 'node:events'
import { ErrorCode } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { Chroot } from '../src/chroot.ts'
import { silentLogger } from '../src/options.ts'
import type { WatchEvent } from '../src/types.ts'
import { KeptWatch, type WatchMode } from '../src/watch.ts'
import { type OneShotKind, WatchRegistry } from '../src/watch-registry.ts'

const [CREATED, DELETED, CHANGED, CHILDREN] = [1, 2, 3, 4] as const

/** A registry, and what its watches were told, in order. */
function bench(chroot = '') {
  const errors: unknown[] = []
  const registry = new WatchRegistry(new Chroot(chroot), { ...silentLogger, error: (_message, fields) => errors.push(fields) })
  const told: [string, WatchEvent][] = []
  return {
    registry, told, errors,
    short: (name: string, kind: OneShotKind, path: string, err: number = ErrorCode.Ok) =>
      registry.oneShot(kind, path, (event) => told.push([name, event])).onReply(err),
    kept(name: string, mode: WatchMode, path: string): KeptWatch {
      const keeper = { call: <T>(listener: (told: T) => void, value: T, at: string) => registry.call(listener, value, at), release: async () => {} }
      const watch = new KeptWatch(keeper, new Chroot(chroot).toCaller(path), path, mode, 10)
      watch.onEvent((event) => told.push([name, event]))
      registry.add(watch)
      return watch
    },
    names: () => told.splice(0).map(([name]) => name),
  }
}

describe('a one-shot watch', () => {
  it('fires for what ZooKeeper fires it for, once', () => {
    for (const [type, expected] of [[CREATED, ['exists', 'data']], [DELETED, ['exists', 'data', 'children']], [CHANGED, ['exists', 'data']], [CHILDREN, ['children']]] as const) {
      const { registry, short, names } = bench()
      short('data', 'data', '/a')
      short('exists', 'exists', '/a')
      short('children', 'children', '/a')
      short('elsewhere', 'data', '/b')
      registry.event(type, '/a', 5n)
      expect([type, names().sort()]).toEqual([type, [...expected].sort()])
      registry.event(type, '/a', 6n)
      expect(names()).toEqual([])
    }
  })

  it('is left by a reply that says so: exists waits for a creation, nothing else is left on nothing', () => {
    const { registry, short, names } = bench()
    short('data', 'data', '/a', ErrorCode.NoNode)
    short('children', 'children', '/a', ErrorCode.NoNode)
    short('denied', 'exists', '/a', ErrorCode.NoAuth)
    short('exists', 'exists', '/a', ErrorCode.NoNode)
    const [frame] = registry.replay(false, 9n)
    expect(frame).toMatchObject({ opCode: 101 })
    registry.event(CREATED, '/a', 5n)
    expect(names()).toEqual(['exists'])
    expect(registry.replay(false, 9n)).toEqual([])
  })

  it('with a signal is taken back by it, before or after its reply, and is not set again', () => {
    for (const path of ['/a', '/none']) {
      const { registry, names, told } = bench()
      const [early, late, stays] = [new AbortController(), new AbortController(), new AbortController()]
      const setters = [early, late, stays].map(({ signal }, i) => registry.oneShot('exists', path, (event) => told.push([`${i}`, event]), signal))
      early.abort()
      for (const setter of setters) setter.onReply(path === '/a' ? ErrorCode.Ok : ErrorCode.NoNode)
      late.abort()
      registry.event(CREATED, path, 5n)
      expect(names()).toEqual(['2'])
    }
    for (const abortFirst of [true, false]) {
      const { registry } = bench()
      const aborter = new AbortController()
      const setter = registry.oneShot('data', '/a', () => {}, aborter.signal)
      if (abortFirst) aborter.abort()
      setter.onReply(ErrorCode.Ok)
      expect(registry.isWatched('/a')).toBe(!abortFirst)
      aborter.abort()
      expect(registry.replay(false, 9n)).toEqual([])
    }
  })

  it('leaves its signal alone once it has fired, is gone with its session, or was removed; many share one listener', () => {
    const { registry, names, told } = bench()
    const { signal } = new AbortController()
    const set = (path: string) => registry.oneShot('data', path, (event) => told.push([path, event]), signal).onReply(ErrorCode.Ok)
    for (let i = 0; i < 20; i++) set('/a')
    for (const path of ['/lost', '/removed']) set(path)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    registry.event(CHANGED, '/a', 5n)
    registry.forgetOneShots('/removed', true, false)
    registry.sessionLost()
    expect(names()).toEqual([...Array.from({ length: 20 }, () => '/a'), '/lost'])
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('is not told of an event when one who was told before has aborted it', () => {
    const { registry, names, told } = bench()
    const aborter = new AbortController()
    registry.oneShot('data', '/a', () => aborter.abort()).onReply(ErrorCode.Ok)
    registry.oneShot('data', '/a', (event) => told.push(['second', event]), aborter.signal).onReply(ErrorCode.Ok)
    registry.event(CHANGED, '/a', 5n)
    expect(names()).toEqual([])
  })

  it('that is the same function twice is called once', () => {
    const { registry } = bench()
    let calls = 0
    const listener = (): void => void calls++
    for (const kind of ['data', 'exists', 'children'] as const) registry.oneShot(kind, '/a', listener).onReply(0)
    registry.event(DELETED, '/a', 5n)
    expect(calls).toBe(1)
  })

  it('names its path inside the chroot, and the zxid where the server does', () => {
    const { registry, short, told } = bench('/app')
    short('a', 'data', '/app/a')
    short('root', 'children', '/app')
    registry.event(CHANGED, '/app/a', 0x1234_5678_9abc_def0n)
    registry.event(CHILDREN, '/app', -1n)
    expect(told.map(([, event]) => event)).toEqual([
      { type: 'data-changed', path: '/a', zxid: 0x1234_5678_9abc_def0n },
      { type: 'children-changed', path: '/', zxid: null },
    ])
  })

  it('whose callback throws harms no other', () => {
    const { registry, short, errors, names } = bench()
    registry.oneShot('data', '/a', () => { throw new Error('mine') }).onReply(0)
    short('other', 'data', '/a')
    registry.event(CHANGED, '/a', 5n)
    expect(names()).toEqual(['other'])
    expect(errors).toMatchObject([{ path: '/a', error: { message: 'mine' } }])
  })

  it('ends with a gap when the session does, once a function and path', () => {
    const { registry, short, told } = bench()
    short('a', 'data', '/a')
    short('b', 'exists', '/b', ErrorCode.NoNode)
    registry.sessionLost()
    registry.sessionLost()
    expect(told).toEqual([['a', { type: 'gap', path: '/a', reason: 'session-lost' }], ['b', { type: 'gap', path: '/b', reason: 'session-lost' }]])
  })
})

describe('a watch that stays', () => {
  it('fires each time; a recursive one for all below it, and never for children', () => {
    const { registry, kept, names } = bench()
    kept('persistent', 'persistent', '/a')
    kept('recursive', 'recursive', '/a')
    kept('root', 'recursive', '/')
    for (const type of [CREATED, CHANGED, DELETED, CHILDREN]) registry.event(type, '/a', 5n)
    expect(names()).toEqual([...Array<string[]>(3).fill(['persistent', 'recursive', 'root']).flat(), 'persistent'])
    registry.event(CREATED, '/a/b/c', 5n)
    registry.event(CREATED, '/ab', 5n)
    expect(names()).toEqual(['recursive', 'root', 'root'])
  })

  it('is set again by every connection, and told of the gap when the server has it', () => {
    const { registry, kept, told } = bench()
    kept('k', 'recursive', '/k')
    const [frame] = registry.replay(false, 9n)
    expect([frame?.opCode, told]).toEqual([105, []])
    frame?.onReply(0)
    expect(told).toEqual([['k', { type: 'gap', path: '/k', reason: 'reconnected' }]])
  })

  it('outlives the session, and its gap says so even if the first connection of the next one is lost at once', () => {
    const { registry, kept, told } = bench()
    kept('k', 'persistent', '/k')
    registry.sessionLost()
    registry.replay(true, 0n)
    registry.replay(false, 0n)[0]?.onReply(0)
    registry.replay(false, 0n)[0]?.onReply(0)
    expect(told.map(([, event]) => (event.type === 'gap' ? event.reason : event.type))).toEqual(['session-lost', 'reconnected'])
  })

  it('ends with an error where a server does not take it back', async () => {
    const { registry, kept, told } = bench()
    const watch = kept('k', 'recursive', '/k')
    registry.replay(false, 9n)[0]?.onReply(ErrorCode.Unimplemented)
    expect(told.map(([, event]) => event.type)).toEqual(['gap'])
    await expect(watch[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'Unimplemented', path: '/k' })
    expect(registry.replay(false, 9n)).toEqual([])
  })
})
