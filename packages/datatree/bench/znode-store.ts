/**
 * What the store of znodes costs: `node --expose-gc --import tsx --conditions=@zabkit/source bench/znode-store.ts [znodes]`.
 * All znodes stand in one directory, with names of 19 bytes and data of 100.
 */
import { ByteWriter, makeZxid, type StateSnapshot } from '@zabkit/core'
import { ZnodeStore } from '../src/znode-store.ts'

const count = Number(process.argv[2] ?? 1_200_000)
const MIB = 1 << 20
const now = (): number => performance.now()

function report(what: string, value: number, unit: string): void {
  console.log(`${what.padEnd(44)} ${value.toFixed(value < 100 ? 2 : 0).padStart(12)} ${unit}`)
}

function rss(): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().rss
}

function rate(what: string, operations: number, run: () => void): void {
  const start = now()
  run()
  const ms = now() - start
  report(what, operations / ms / 1000, `M/s (${((ms * 1e6) / operations).toFixed(0)} ns)`)
}

const nameOf = (i: number): string => `/bench/node-${String(i).padStart(14, '0')}`

function fill(store: ZnodeStore, total: number): number[] {
  const data = Buffer.alloc(100, 1)
  const parent = store.create(0, '/bench')
  let longest = 0
  const slow: number[] = []
  for (let i = 0; i < total; i++) {
    const path = nameOf(i)
    const start = now()
    const id = store.create(parent, path)
    store.setBirth(id, makeZxid(1, i + 1), 1_700_000_000_000 + i, 0n)
    store.setData(id, data)
    store.setChildCreates(parent, i + 1)
    store.setPzxid(parent, makeZxid(1, i + 1))
    const took = now() - start
    if (took > longest) longest = took
    if (took > 1) slow.push(took)
  }
  return [longest, slow.length]
}

function measureSmall(): void {
  const store = new ZnodeStore()
  const parent = store.create(0, '/bench')
  for (let i = 0; i < 1000; i++) store.create(parent, `/bench/n${i}`)
  const paths = Array.from({ length: 1000 }, (_, i) => Buffer.from(`/bench/n${String(i).padStart(3, '0').replace(/^0+(?=.)/, '')}`))
  let hits = 0
  for (let round = 0; round < 3; round++) {
    rate('find /bench/nNNN', 3_000_000, () => {
      for (let i = 0; i < 3_000_000; i++) {
        const path = paths[i % 1000] as Buffer
        hits += store.find(path, 0, path.length) > 0 ? 1 : 0
      }
    })
  }
  if (hits !== 9_000_000) throw new Error(`only ${hits} found`)
  measureData(store)
}

function measureData(store: ZnodeStore): void {
  const out = new ByteWriter(4096)
  for (const bytes of [100, 1024]) {
    const data = Buffer.alloc(bytes, 7)
    for (let round = 0; round < 2; round++) {
      rate(`setData ${bytes} bytes + setModified`, 500_000, () => {
        for (let i = 0; i < 500_000; i++) {
          store.setData((i % 1000) + 2, data)
          store.setModified((i % 1000) + 2, makeZxid(1, i), i, i)
        }
      })
    }
    rate(`writeData ${bytes} bytes + writeStat`, 1_000_000, () => {
      for (let i = 0; i < 1_000_000; i++) {
        out.clear()
        store.writeData((i % 1000) + 2, out)
        store.writeStat((i % 1000) + 2, out)
      }
    })
  }
}

function takeSnapshot(snapshot: StateSnapshot): Buffer[] {
  const chunks: Buffer[] = []
  for (let chunk = snapshot.next(MIB); chunk !== null; chunk = snapshot.next(MIB)) chunks.push(chunk)
  snapshot.close()
  return chunks
}

function measureLarge(): void {
  const before = rss()
  const store = new ZnodeStore()
  const start = now()
  const [longest, slow] = fill(store, count) as [number, number]
  report(`create with figures and data, ${count}`, count / (now() - start) / 1000, 'M/s (path strings made inside)')
  report('longest create', longest, `ms (${slow} above 1 ms)`)
  const grown = rss() - before
  report('memory', grown / count, `bytes a znode (${(grown / MIB).toFixed(0)} MiB in all)`)
  measureFindLarge(store)
  measureSnapshot(store)
}

function measureFindLarge(store: ZnodeStore): void {
  const paths: Buffer[] = []
  for (let i = 0, at = 0; i < 200_000; i++, at = (at + 7919 * 31) % count) paths.push(Buffer.from(nameOf(at)))
  for (let round = 0; round < 2; round++) {
    rate(`find at random among ${count}`, paths.length, () => {
      for (const path of paths) if (store.find(path, 0, path.length) < 0) throw new Error('lost')
    })
  }
}

function measureSnapshot(store: ZnodeStore): void {
  let chunks: Buffer[] = []
  rate('snapshot', count, () => {
    chunks = takeSnapshot(store.snapshot(makeZxid(1, count), Buffer.alloc(0)))
  })
  report('snapshot', chunks.reduce((sum, chunk) => sum + chunk.length, 0) / count, 'bytes a znode')
  for (let round = 0; round < 2; round++) {
    const other = new ZnodeStore()
    rate('restore', count, () => {
      const restore = other.restore(() => undefined)
      for (const chunk of chunks) restore.push(chunk)
      restore.finish()
    })
    if (other.digest !== store.digest) throw new Error('restored otherwise')
  }
}

measureSmall()
measureLarge()
