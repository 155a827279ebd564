import { describe, expect, it } from 'vitest'
import { ReadWriteLock } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

const path = '/locks/shared'

describe('a read-write lock', () => {
  const start = servers()

  it('lets readers in together, a writer alone, and later readers after the writer', async () => {
    const server = await start()
    const lock = new ReadWriteLock(await server.client(), path)
    const other = new ReadWriteLock(await server.client(), path)
    const [one, two] = [await lock.read.acquire(), await other.read.acquire()]
    expect(await lock.write.tryAcquire()).toBe(null)
    const writing = lock.write.acquire()
    await eventually(async () => (await lock.write.contenders()).length).toBe(3)
    const third = other.read.acquire()
    await eventually(async () => (await lock.write.contenders()).length).toBe(4)
    expect(await other.read.tryAcquire()).toBe(null)
    await one.release()
    expect(await other.read.tryAcquire()).toBe(null)
    await two.release()
    const writer = await writing
    expect(await other.read.tryAcquire()).toBe(null)
    await writer.release()
    expect((await third).isHeld).toBe(true)
  })

  it('lets a writer go over to reading while another writer waits, with no gap', async () => {
    const server = await start()
    const lock = new ReadWriteLock(await server.client(), path)
    const other = new ReadWriteLock(await server.client(), path)
    const owner = {}
    const writer = await lock.write.acquire({ owner })
    const waiting = other.write.acquire()
    await eventually(async () => (await lock.write.contenders()).length).toBe(2)
    const reader = await lock.read.acquire({ owner })
    await writer.release()
    expect(reader.isHeld).toBe(true)
    // The other writer looked when the first went, and waits for the reader now.
    expect(await other.write.tryAcquire()).toBe(null)
    let entered = false
    const entering = waiting.then((held) => {
      entered = true
      return held
    })
    await (await server.client()).sync()
    expect(entered).toBe(false)
    await reader.release()
    expect((await entering).isHeld).toBe(true)
  })

  it('understands the names of Curator and kazoo beside its own', async () => {
    const server = await start()
    const client = await server.client()
    const lock = new ReadWriteLock(client, path)
    const make = (name: string) => client.create(`${path}/${name}`, null, { mode: 'ephemeral-sequential', parents: true })
    const curatorReader = await make('_c_b7a0a9d2-6c36-4d3c-8d7f-0e3f6f1f4a11-__READ__')
    const kazooReader = await make('0123456789abcdef0123456789abcdef__rlock__')
    const reader = await lock.read.tryAcquire()
    expect(reader?.isHeld).toBe(true)
    expect(await lock.write.tryAcquire()).toBe(null)
    await reader?.release()
    await client.delete(curatorReader.path)
    expect(await lock.write.tryAcquire()).toBe(null)
    await client.delete(kazooReader.path)
    const curatorWriter = await make('_c_b7a0a9d2-6c36-4d3c-8d7f-0e3f6f1f4a11-__WRIT__')
    expect(await lock.read.tryAcquire()).toBe(null)
    await client.delete(curatorWriter.path)
    await make('0123456789abcdef0123456789abcdef__lock__')
    expect(await lock.read.tryAcquire()).toBe(null)
  })
})
