import { describe, expect, it, vi } from 'vitest'
import { Backoff } from '../src/backoff.ts'
import { RESOLVE_TIMEOUT_MS } from '../src/limits.ts'
import { formatEndpoint, ServerList, type ServerListOptions } from '../src/server-list.ts'

const servers = ['a', 'b', 'c'].map((host, i) => ({ host, port: i + 1 }))
const resolve = async (host: string) => [`10.0.0.${host.charCodeAt(0)}`]

async function roundOf(list: ServerList): Promise<string[]> {
  const names: string[] = []
  for await (const endpoint of list.round()) names.push(`${endpoint.host}=${formatEndpoint(endpoint)}`)
  return names
}

const listOf = (options: ServerListOptions) => new ServerList(servers, { shuffle: false, resolve, ...options })

describe('a list of servers', () => {
  it('tries every address of every server in one round', async () => {
    const list = listOf({ resolve: async (host) => [`1.1.1.${host.charCodeAt(0)}`, '::2', '::2'] })
    expect(await roundOf(list)).toEqual(['a=1.1.1.97:1', 'a=[::2]:1', 'b=1.1.1.98:2', 'b=[::2]:2', 'c=1.1.1.99:3', 'c=[::2]:3'])
  })

  it('goes on behind the server that the last round ended with', async () => {
    const list = listOf({})
    for await (const { host } of list.round()) if (host === 'b') break
    expect((await roundOf(list)).map((name) => name[0])).toEqual(['c', 'a', 'b'])
  })

  it('resolves a name each time that its turn comes', async () => {
    let asked = 0
    const list = new ServerList([{ host: 'a', port: 1 }], { resolve: async () => [`10.0.0.${++asked}`] })
    expect([await roundOf(list), await roundOf(list)]).toEqual([['a=10.0.0.1:1'], ['a=10.0.0.2:1']])
  })

  it('passes over a name that has no address', async () => {
    const list = listOf({
      resolve: async (host) => {
        if (host === 'a') throw new Error('ENOTFOUND')
        return host === 'b' ? [] : ['::1']
      },
    })
    expect(await roundOf(list)).toEqual(['c=[::1]:3'])
  })

  it('passes over a name that takes too long to resolve', async () => {
    vi.useFakeTimers()
    try {
      const list = listOf({ resolve: (host) => (host === 'a' ? new Promise(() => {}) : resolve(host)) })
      const round = roundOf(list)
      await vi.advanceTimersByTimeAsync(RESOLVE_TIMEOUT_MS)
      expect((await round).map((name) => name[0])).toEqual(['b', 'c'])
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('does not resolve what is an address', async () => {
    const list = new ServerList([{ host: '::1', port: 1 }], { resolve: () => Promise.reject(new Error('asked')) })
    expect(await roundOf(list)).toEqual(['::1=[::1]:1'])
  })

  it('does not resolve for those who connect by other means', async () => {
    const connect = () => { throw new Error('not here') }
    expect((await roundOf(listOf({ connect, resolve: () => Promise.reject(new Error('asked')) })))[0]).toBe('a=a:1')
  })

  it('begins with the server that is preferred, once', async () => {
    const list = listOf({})
    list.prefer({ host: 'c', address: '9.9.9.9', port: 9 })
    expect((await roundOf(list))[0]).toBe('c=9.9.9.9:9')
    expect((await roundOf(list))[0]).toBe('a=10.0.0.97:1')
  })

  it('is in an order that random decides, unless it must not be', async () => {
    const orders = await Promise.all([0, 0.5].map(async (value) => (await roundOf(listOf({ shuffle: true, random: () => value }))).join()))
    expect(new Set(orders).size).toBe(2)
    expect((await roundOf(listOf({ random: () => 0 }))).map((name) => name[0])).toEqual(['a', 'b', 'c'])
  })
})

describe('the servers of a service', () => {
  const record = (name: string, priority: number, weight: number) => ({ name, port: 1, priority, weight })
  const hostsOf = async (list: ServerList) => (await roundOf(list)).map((name) => name[0]).join('')

  function serviceOf(records: () => ReturnType<typeof record>[] | Promise<never>, options: ServerListOptions = {}) {
    return new ServerList('_zk._tcp.test', { resolve, resolveSrv: async (name) => (name === '_zk._tcp.test' ? records() : []), ...options })
  }

  it('are looked up at each attempt', async () => {
    let found = [record('a.', 0, 0), record('.', 0, 0), record('a', 0, 5)]
    const list = serviceOf(() => found)
    expect(await roundOf(list)).toEqual(['a=10.0.0.97:1'])
    found = [record('b', 0, 0), record('c', 0, 0)]
    expect((await hostsOf(list)).split('').sort().join('')).toBe('bc')
    expect(list.size).toBe(2)
  })

  it('stay when the name server fails, knows nothing, or does not answer', async () => {
    const answers = [() => [record('a', 0, 0)], () => Promise.reject(new Error('ESERVFAIL')), () => [], () => new Promise<never>(() => {})]
    const list = serviceOf(() => (answers.shift() as () => ReturnType<typeof record>[])())
    vi.useFakeTimers()
    try {
      for (let i = 0; i < 3; i++) expect(await hostsOf(list)).toBe('a')
      const round = hostsOf(list)
      await vi.advanceTimersByTimeAsync(RESOLVE_TIMEOUT_MS)
      expect(await round).toBe('a')
      expect(answers).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it('come by priority, and by chance according to their weight among those of one priority', async () => {
    let seed = 1
    const random = () => {
      seed = (seed * 48_271) % 0x7fff_ffff
      return seed / 0x7fff_ffff
    }
    const first = { a: 0, b: 0, c: 0 }
    for (let i = 0; i < 1_000; i++) {
      const hosts = await hostsOf(serviceOf(() => [record('z', 2, 100), record('a', 1, 30), record('b', 1, 10), record('c', 1, 0)], { random }))
      expect(hosts[3]).toBe('z')
      first[hosts[0] as 'a']++
    }
    expect(first.a / first.b).toBeGreaterThan(2)
    expect(first.a / first.b).toBeLessThan(4)
    expect(first.c).toBeLessThan(20)
  })

  it('begin with another than the one that was connected to last, unless it alone has its priority', async () => {
    const list = serviceOf(() => [record('a', 0, 9), record('b', 0, 5), record('c', 1, 0)], { shuffle: false })
    for await (const { host } of list.round()) if (host === 'a') break
    expect(await hostsOf(list)).toBe('bac')
    const lonely = serviceOf(() => [record('a', 0, 9), record('c', 1, 0)], { shuffle: false })
    for await (const { host } of lonely.round()) if (host === 'a') break
    expect(await hostsOf(lonely)).toBe('ac')
  })
})

describe('a back-off', () => {
  it('doubles up to its limit, with the lower half of the pause left to random', () => {
    const longest = new Backoff(50, 400, () => 1)
    expect([1, 2, 3, 4, 5].map(() => longest.next())).toEqual([50, 100, 200, 400, 400])
    longest.reset()
    expect(longest.next()).toBe(50)
    expect(new Backoff(50, 400, () => 0).next()).toBe(25)
  })
})
