import { ByteReader, ByteWriter, ErrorCode } from '@zabkit/core'
import { AddWatchMode, OpCode, WatcherType } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { WATCH_OVERHEAD_BYTES } from '../src/limits.ts'
import { resolveOptions } from '../src/options.ts'
import { TreeReader } from '../src/read.ts'
import { plantReserved } from '../src/reserved.ts'
import { TreeState } from '../src/tree-state.ts'
import { WatchMode, WatchTable } from '../src/watch-table.ts'
import { ZnodeStore } from '../src/znode-store.ts'
import { type Body, Harness, pathAndNumber, pathAndWatch, RecordingWatcher, setWatchesBody, testAuthorizer } from './harness.ts'

const { Ok, MarshallingError, NoNode } = ErrorCode
/** Room for watches on `count` paths of two characters. */
const room = (count: number): number => count * (WATCH_OVERHEAD_BYTES + 2)

describe('a table of watches', () => {
  it('takes so many bytes of one watcher, and not one more', () => {
    const table = new WatchTable(room(10), room(2))
    const [one, other] = [new RecordingWatcher(), new RecordingWatcher()]
    const added = ['/a', '/b', '/c'].map((path) => table.add(path, one, WatchMode.Standard))
    expect([added, table.size, table.paths]).toEqual([[true, true, false], 2, 2])
    expect([table.add('/c', other, WatchMode.Standard), table.has('/c', one, WatchMode.Any)]).toEqual([true, false])
  })

  it('counts long paths as what they are', () => {
    expect(new WatchTable(room(2), room(2)).add(`/${'a'.repeat(room(2))}`, new RecordingWatcher(), WatchMode.Standard)).toBe(false)
  })

  it('takes so many bytes in all', () => {
    const table = new WatchTable(room(3), room(2))
    const watchers = [new RecordingWatcher(), new RecordingWatcher()]
    const added = watchers.flatMap((watcher) => ['/a', '/b'].map((path) => table.add(path, watcher, WatchMode.Standard)))
    expect(added).toEqual([true, true, true, false])
  })

  it('lets a full watcher watch in another mode where it watches already', () => {
    const table = new WatchTable(room(1), room(1))
    const watcher = new RecordingWatcher()
    const modes = [WatchMode.Standard, WatchMode.Standard, WatchMode.Recursive]
    expect(modes.map((mode) => table.add('/a', watcher, mode))).toEqual([true, true, true])
  })

  it.each<[string, (table: WatchTable, watcher: RecordingWatcher) => unknown]>([
    ['fired', (table) => table.take('/a', null)],
    ['was removed', (table, watcher) => table.remove('/a', watcher, WatchMode.Any)],
    ['was forgotten with its connection', (table, watcher) => table.forget(watcher)],
  ])('has room again when a watch %s', (_, free) => {
    const table = new WatchTable(room(10), room(2))
    const watcher = new RecordingWatcher()
    for (let i = 0; i < 3; i++) {
      expect(['/k', '/a', '/b'].map((path) => table.add(path, watcher, WatchMode.Standard))).toEqual([true, true, false])
      free(table, watcher)
    }
  })
})

/** A reader with room for one watch a table. */
class Narrow {
  readonly watcher = new RecordingWatcher()
  readonly state: TreeState
  readonly #reader: TreeReader
  readonly #harness = new Harness()

  constructor() {
    const tables = [1, 1].map((count) => new WatchTable(room(count), room(count)))
    this.state = new TreeState(new ZnodeStore(), testAuthorizer, resolveOptions({}), tables[0], tables[1])
    plantReserved(this.state.znodes, null)
    this.state.znodes.create(0, '/x')
    this.#reader = new TreeReader(this.state)
  }

  read(type: number, body: Body): [code: number, bytes: number] {
    const out = new ByteWriter()
    const code = this.#reader.read(this.#harness.request(type, body, { watcher: this.watcher }), out)
    return [code, new ByteReader(out.view()).remaining]
  }

  /** Takes the room of both tables. */
  fill(): this {
    expect(this.read(OpCode.AddWatch, pathAndNumber('/w', AddWatchMode.Persistent))).toEqual([Ok, 4])
    return this
  }
}

describe('a connection with as many watches as it may have', () => {
  it.each<[string, number, Body]>([
    ['getData', OpCode.GetData, pathAndWatch('/x', true)],
    ['exists', OpCode.Exists, pathAndWatch('/x', true)],
    ['exists of nothing', OpCode.Exists, pathAndWatch('/n', true)],
    ['getChildren', OpCode.GetChildren, pathAndWatch('/x', true)],
    ['a persistent watch', OpCode.AddWatch, pathAndNumber('/x', AddWatchMode.Persistent)],
    ['a recursive watch', OpCode.AddWatch, pathAndNumber('/x', AddWatchMode.PersistentRecursive)],
  ])('is told that %s failed, and nothing else', (_, type, body) => {
    const narrow = new Narrow().fill()
    expect(narrow.read(type, body)).toEqual([MarshallingError, 0])
    expect([narrow.state.watches.data.size, narrow.state.watches.children.size]).toEqual([1, 1])
  })

  it('reads on without watches', () => {
    const narrow = new Narrow().fill()
    expect(narrow.read(OpCode.Exists, pathAndWatch('/x'))[0]).toBe(Ok)
    expect(narrow.read(OpCode.Exists, pathAndWatch('/n'))[0]).toBe(NoNode)
  })

  it('gets no half of a persistent watch', () => {
    const narrow = new Narrow()
    narrow.read(OpCode.GetChildren, pathAndWatch('/x', true))
    expect(narrow.read(OpCode.AddWatch, pathAndNumber('/w', AddWatchMode.Persistent))[0]).toBe(MarshallingError)
    expect(narrow.state.watches.has('/w', narrow.watcher, WatcherType.Any)).toBe(false)
  })

  it('loses no watch of setWatches in silence: those without room fire at once', () => {
    const narrow = new Narrow().fill()
    expect(narrow.read(OpCode.SetWatches, setWatchesBody(1_000, ['/x'], ['/n'], ['/x']))[0]).toBe(Ok)
    expect(narrow.watcher.take()).toEqual(['data /x', 'created /n', 'children /x'])
  })

  it('is told that setWatches failed when watches that cannot fire have no room', () => {
    const narrow = new Narrow().fill()
    expect(narrow.read(OpCode.SetWatches2, setWatchesBody(1_000, [], [], [], ['/x'], []))[0]).toBe(MarshallingError)
    expect(narrow.read(OpCode.SetWatches2, setWatchesBody(1_000, [], [], [], [], ['/x', '/w']))[0]).toBe(MarshallingError)
    expect(narrow.read(OpCode.SetWatches2, setWatchesBody(1_000, [], [], [], [], ['/w']))[0]).toBe(Ok)
  })
})
