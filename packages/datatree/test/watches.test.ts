import { ByteReader, ErrorCode, Permission } from '@zabkit/core'
import { AddWatchMode, CreateMode, OpCode, WatcherType } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import {
  ALICE,
  createBody,
  Harness,
  justPath,
  multiBody,
  NOTHING,
  only,
  pathAndNumber,
  pathAndWatch,
  RecordingWatcher,
  setAclBody,
  setDataBody,
  setWatchesBody,
  world,
} from './harness.ts'

type Kind = 'data' | 'exists' | 'child' | 'persistent' | 'recursive'

function watch(h: Harness, kind: Kind, path: string, watcher = new RecordingWatcher()): RecordingWatcher {
  const asker = { watcher, ids: watcher.ids }
  if (kind === 'data') h.read(OpCode.GetData, pathAndWatch(path, true), asker)
  else if (kind === 'exists') h.read(OpCode.Exists, pathAndWatch(path, true), asker)
  else if (kind === 'child') h.read(OpCode.GetChildren, pathAndWatch(path, true), asker)
  else h.read(OpCode.AddWatch, pathAndNumber(path, kind === 'persistent' ? AddWatchMode.Persistent : AddWatchMode.PersistentRecursive), asker)
  return watcher
}

/** Changes of /p/n, where /p exists and /p/n exists for all but the create. */
const changes: Record<string, (h: Harness) => void> = {
  create: (h) => h.create('/p/n'),
  delete: (h) => h.delete('/p/n'),
  setData: (h) => h.setData('/p/n', 'x'),
  setACL: (h) => h.write(OpCode.SetAcl, setAclBody('/p/n', world(31))),
  'create a child': (h) => h.create('/p/n/c'),
}

const table: [change: string, at: string, told: Record<Kind, string[]>][] = [
  ['create', '/p/n', { data: [], exists: ['created /p/n'], child: [], persistent: ['created /p/n'], recursive: ['created /p/n'] }],
  ['create', '/p', { data: [], exists: [], child: ['children /p'], persistent: ['children /p'], recursive: ['created /p/n'] }],
  ['create', '/', { data: [], exists: [], child: [], persistent: [], recursive: ['created /p/n'] }],
  [
    'delete',
    '/p/n',
    {
      data: ['deleted /p/n'],
      exists: ['deleted /p/n'],
      child: ['deleted /p/n'],
      persistent: ['deleted /p/n'],
      recursive: ['deleted /p/n'],
    },
  ],
  ['delete', '/p', { data: [], exists: [], child: ['children /p'], persistent: ['children /p'], recursive: ['deleted /p/n'] }],
  [
    'setData',
    '/p/n',
    { data: ['data /p/n'], exists: ['data /p/n'], child: [], persistent: ['data /p/n'], recursive: ['data /p/n'] },
  ],
  ['setData', '/p', { data: [], exists: [], child: [], persistent: [], recursive: ['data /p/n'] }],
  ['setACL', '/p/n', { data: [], exists: [], child: [], persistent: [], recursive: [] }],
  ['create a child', '/p/n', { data: [], exists: [], child: ['children /p/n'], persistent: ['children /p/n'], recursive: ['created /p/n/c'] }],
]

describe('a change tells whom it concerns', () => {
  const rows = table.flatMap(([change, at, told]) => Object.entries(told).map(([kind, events]) => [change, kind, at, events] as const))
  it.each(rows)('%s, %s watch at %s', (change, kind, at, events) => {
    const h = new Harness()
    h.create('/p')
    if (change !== 'create') h.create('/p/n')
    const watcher = watch(h, kind as Kind, at)
    changes[change]?.(h)
    expect(watcher.take()).toEqual(events)
  })
})

describe('watches', () => {
  it('of the standard kind fire once, the others stay', () => {
    const h = new Harness()
    h.create('/n')
    const once = watch(h, 'data', '/n')
    const stays = watch(h, 'persistent', '/n')
    h.setData('/n', 'x')
    h.delete('/n')
    h.create('/n')
    expect(once.take()).toEqual(['data /n'])
    expect(stays.take()).toEqual(['data /n', 'deleted /n', 'created /n'])
  })

  it('of one connection and change give one event', () => {
    const h = new Harness()
    h.create('/n')
    const watcher = new RecordingWatcher()
    for (const kind of ['data', 'exists', 'child', 'persistent', 'recursive'] as const) watch(h, kind, '/n', watcher)
    watch(h, 'recursive', '/', watcher)
    h.delete('/n')
    expect(watcher.take()).toEqual(['deleted /n'])
  })

  it('keep their modes apart: a one-shot read does not end a persistent watch', () => {
    const h = new Harness()
    h.create('/n')
    const watcher = watch(h, 'persistent', '/n')
    watch(h, 'data', '/n', watcher)
    h.setData('/n', 'x')
    h.setData('/n', 'y')
    expect(watcher.take()).toEqual(['data /n', 'data /n'])
  })

  it('tell of the node first, then of its parent', () => {
    const h = new Harness()
    h.create('/p')
    const watcher = watch(h, 'persistent', '/p')
    watch(h, 'persistent', '/p/n', watcher)
    h.create('/p/n')
    h.delete('/p/n')
    expect(watcher.take()).toEqual(['created /p/n', 'children /p', 'deleted /p/n', 'children /p'])
  })

  it('above a change concern only recursive ones', () => {
    const h = new Harness()
    h.create('/p')
    h.create('/p/n')
    const above = watch(h, 'data', '/p')
    watch(h, 'persistent', '/', above)
    const recursive = watch(h, 'recursive', '/p')
    h.setData('/p/n', 'x')
    expect([above.take(), recursive.take()]).toEqual([[], ['data /p/n']])
  })

  it('are not left by a getData or getChildren that fails, but by an exists', () => {
    const h = new Harness()
    const watcher = watch(h, 'data', '/n')
    watch(h, 'child', '/n', watcher)
    expect(h.tree.statistics.watches).toBe(0)
    watch(h, 'exists', '/n', watcher)
    expect(h.tree.statistics.watches).toBe(1)
  })

  it('tell with one frame for all, which bears the zxid of the txn', () => {
    const h = new Harness()
    h.create('/n')
    const [a, b] = [watch(h, 'data', '/n'), watch(h, 'persistent', '/n')]
    h.setData('/n', 'x')
    expect(a.frames[0]).toBe(b.frames[0])
    const frame = new ByteReader(a.frames[0] ?? Buffer.alloc(0))
    expect([frame.readInt32(), frame.readInt32(), frame.readZxid(), frame.readInt32()]).toEqual([
      frame.bytes.length - 4,
      -1,
      h.tree.lastZxid,
      0,
    ])
    expect([frame.readInt32(), frame.readInt32(), frame.readString(), frame.remaining]).toEqual([3, 3, '/n', 0])
  })

  it('see a multi op by op', () => {
    const h = new Harness()
    const watcher = watch(h, 'recursive', '/')
    h.write(
      OpCode.Multi,
      multiBody([OpCode.Create, createBody('/a')], [OpCode.SetData, setDataBody('/a', 'x')], [OpCode.Delete, pathAndNumber('/a', 1)]),
    )
    expect(watcher.take()).toEqual(['created /a', 'data /a', 'deleted /a'])
    h.write(OpCode.Multi, multiBody([OpCode.Create, createBody('/a')], [OpCode.Check, pathAndNumber('/none', 1)]))
    expect(watcher.take()).toEqual([])
  })

  it('see each ephemeral of a session that ends', () => {
    const h = new Harness()
    const session = h.open(2n)
    h.create('/p')
    h.create('/p/a', CreateMode.Ephemeral, { session })
    h.create('/p/b', CreateMode.Ephemeral, { session })
    const watcher = watch(h, 'data', '/p/a')
    watch(h, 'persistent', '/p', watcher)
    h.write(OpCode.CloseSession, NOTHING, { session })
    expect(watcher.take()).toEqual(['deleted /p/a', 'children /p', 'children /p'])
  })

  it('go with their connection, at the cost of its own', () => {
    const h = new Harness()
    h.create('/n')
    const gone = watch(h, 'data', '/n')
    watch(h, 'recursive', '/', gone)
    const stays = watch(h, 'data', '/n')
    h.tree.forget(gone)
    h.setData('/n', 'x')
    expect([gone.take(), stays.take()]).toEqual([[], ['data /n']])
    expect(h.tree.statistics).toMatchObject({ watches: 0, watchedPaths: 0, watchers: 0 })
  })

  it('stand thousands on one path and very many of one connection', () => {
    const h = new Harness()
    h.create('/n')
    const watchers = Array.from({ length: 3_000 }, () => watch(h, 'data', '/n'))
    h.setData('/n', 'x')
    expect(watchers.every((watcher) => watcher.events.length === 1)).toBe(true)
    const many = new RecordingWatcher()
    for (let i = 0; i < 100_000; i++) watch(h, 'exists', `/m${i}`, many)
    expect(h.tree.statistics.watches).toBe(100_000)
    h.tree.forget(many)
    expect(h.tree.statistics.watches).toBe(0)
  })
})

describe('only those who may read are told', () => {
  it('by the ACL at the event, of the parent for its children; a standard watch is used up all the same', () => {
    const h = new Harness()
    const alice = { ids: [ALICE] }
    h.create('/p', 0, {}, [...only(ALICE, Permission.All), ...world(Permission.Create | Permission.Delete)])
    h.write(OpCode.Create, createBody('/p/n', 0, only(ALICE, Permission.All)), alice)
    const stranger = watch(h, 'recursive', '/')
    watch(h, 'persistent', '/p', stranger)
    const friend = watch(h, 'data', '/p/n', new RecordingWatcher([ALICE]))
    watch(h, 'child', '/p', friend)
    h.write(OpCode.SetData, setDataBody('/p/n', 'x'), alice)
    h.delete('/p/n')
    expect(stranger.take()).toEqual([])
    expect(friend.take()).toEqual(['data /p/n', 'children /p'])
  })

  it('for a deleted znode by the ACL that it had', () => {
    const h = new Harness()
    h.create('/n', 0, {}, only(ALICE, Permission.All))
    const [stranger, friend] = [watch(h, 'recursive', '/n'), watch(h, 'recursive', '/n', new RecordingWatcher([ALICE]))]
    h.delete('/n')
    expect([stranger.take(), friend.take()]).toEqual([[], ['deleted /n']])
  })
})

describe('checkWatches and removeWatches', () => {
  const kinds: [Kind, number[]][] = [
    ['data', [WatcherType.Data, WatcherType.Any]],
    ['child', [WatcherType.Children, WatcherType.Any]],
    ['persistent', [WatcherType.Persistent, WatcherType.Any]],
    ['recursive', [WatcherType.PersistentRecursive, WatcherType.Any]],
  ]
  it.each(kinds)('know a %s watch by its types', (kind, types) => {
    for (const type of [1, 2, 3, 4, 5]) {
      const h = new Harness()
      h.create('/n')
      const watcher = watch(h, kind, '/n')
      const expected = types.includes(type) ? ErrorCode.Ok : ErrorCode.NoWatcher
      expect(h.read(OpCode.CheckWatches, pathAndNumber('/n', type), { watcher }).code).toBe(expected)
      expect(h.read(OpCode.RemoveWatches, pathAndNumber('/n', type), { watcher }).code).toBe(expected)
      expect(h.tree.statistics.watches === 0).toBe(expected === ErrorCode.Ok)
    }
  })
})

describe('setWatches', () => {
  it('tells what was missed and registers the rest', () => {
    const h = new Harness()
    for (const path of ['/same', '/changed', '/came', '/parent']) h.create(path)
    const seen = h.tree.lastZxid
    h.setData('/changed', 'x')
    h.create('/parent/child')
    const watcher = new RecordingWatcher()
    const lists = [
      ['/same', '/changed', '/gone'],
      ['/came', '/missing'],
      ['/parent', '/same', '/gone2'],
      ['/persistent'],
      ['/recursive'],
    ]
    expect(h.read(OpCode.SetWatches2, setWatchesBody(seen, ...lists), { watcher }).code).toBe(ErrorCode.Ok)
    expect(watcher.take()).toEqual(['data /changed', 'deleted /gone', 'created /came', 'children /parent', 'deleted /gone2'])
    expect(new ByteReader(watcher.frames[0] ?? Buffer.alloc(0), 8).readInt64()).toBe(-1n)

    h.setData('/same', 'x')
    h.create('/missing')
    h.create('/same/child')
    h.create('/persistent')
    h.create('/recursive')
    expect(watcher.take()).toEqual(['data /same', 'created /missing', 'children /same', 'created /persistent', 'created /recursive'])
  })

  it('of the short form has three lists', () => {
    const h = new Harness()
    const watcher = new RecordingWatcher()
    expect(h.read(OpCode.SetWatches, setWatchesBody(0, ['/'], [], ['/']), { watcher }).code).toBe(ErrorCode.Ok)
    h.create('/a')
    expect(watcher.take()).toEqual(['children /'])
  })

  it('with a short body registers nothing', () => {
    const h = new Harness()
    const watcher = new RecordingWatcher()
    expect(h.read(OpCode.SetWatches2, setWatchesBody(0, ['/'], []), { watcher }).code).toBe(ErrorCode.MarshallingError)
    expect(h.tree.statistics.watches).toBe(0)
    expect(h.read(OpCode.GetEphemerals, justPath(null), { watcher }).code).toBe(ErrorCode.Ok)
  })
})
