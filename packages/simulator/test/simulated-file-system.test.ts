import type { File, FileSystem } from '@zabkit/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { SimulatedFileSystem, seededRandom } from '../src/index.ts'

const random = seededRandom(1)
let disk: SimulatedFileSystem
beforeEach(async () => {
  disk = new SimulatedFileSystem()
  await disk.makeDirectory('/d')
})

function write(file: File, text: string, position = 0): Promise<void> {
  return new Promise((resolve, reject) => file.write([Buffer.from(text)], position, (error) => (error ? reject(error) : resolve())))
}

function datasync(file: File): Promise<void> {
  return new Promise((resolve, reject) => file.datasync((error) => (error ? reject(error) : resolve())))
}

/** A file with a durable name and the durable bytes `old`. */
async function durableFile(fileSystem: FileSystem, path = '/d/f'): Promise<File> {
  const file = await fileSystem.open(path, true)
  await write(file, 'old')
  await datasync(file)
  await fileSystem.syncDirectory('/d')
  return file
}

function text(fileSystem: SimulatedFileSystem, path = '/d/f'): string | undefined {
  return fileSystem.contents().get(path)?.toString()
}

describe('bytes', () => {
  test('are seen at once, and after a power cut only when they were synced', async () => {
    const file = await durableFile(disk)
    await write(file, 'NEW!')
    expect(text(disk)).toBe('NEW!')
    expect(text(disk.powerLoss({ keep: 'none', random }))).toBe('old')
    expect(text(disk.powerLoss({ keep: 'all', random }))).toBe('NEW!')
    expect(text(disk.kill())).toBe('NEW!')
  })

  test('torn: any span of an unsynced write may be there, and nothing else', async () => {
    const file = await durableFile(disk)
    await write(file, 'XYZ')
    const seen = new Set(Array.from({ length: 300 }, (_, i) => text(disk.powerLoss({ keep: 'torn', random: seededRandom(i) }))))
    expect([...seen].sort()).toEqual(['XYZ', 'XYd', 'Xld', 'oYZ', 'oYd', 'olZ', 'old'])
  })

  test('torn: of two unsynced writes the later may be there without the earlier', async () => {
    const file = await durableFile(disk)
    await write(file, 'A', 0)
    await write(file, 'B', 2)
    const seen = new Set(Array.from({ length: 100 }, (_, i) => text(disk.powerLoss({ keep: 'torn', random: seededRandom(i) }))))
    expect([...seen].sort()).toEqual(['AlB', 'Ald', 'olB', 'old'])
  })

  test('whose sync has failed are seen on, but never reach the disk', async () => {
    await durableFile(disk)
    const failing = disk.kill({ faults: { failAt: { call: 3, code: 'EIO' } } })
    const file = await failing.open('/d/f', false)
    await write(file, 'NEW')
    await expect(datasync(file)).rejects.toMatchObject({ code: 'EIO' })
    await datasync(file)
    expect(text(failing)).toBe('NEW')
    expect(text(failing.powerLoss({ keep: 'all', random }))).toBe('old')
  })

  test('a cut file grows again with zeros', async () => {
    const file = await durableFile(disk)
    await file.truncate(1)
    await file.truncate(3)
    expect(text(disk)).toBe('o\0\0')
  })
})

describe('names', () => {
  test('a creation, a rename and an unlink are undone by a power cut unless the directory was synced', async () => {
    await durableFile(disk, '/d/a')
    await durableFile(disk, '/d/b')
    await (await disk.open('/d/c', true)).close()
    await disk.rename('/d/a', '/d/x')
    await disk.unlink('/d/b')
    const names = (keep: 'none' | 'all') => [...disk.powerLoss({ keep, random }).contents().keys()].sort()
    expect(names('none')).toEqual(['/d/a', '/d/b'])
    expect(names('all')).toEqual(['/d/c', '/d/x'])
  })

  test('a rename takes the place of another file, and an open file stays what it was', async () => {
    const old = await durableFile(disk, '/d/f')
    const other = await disk.open('/d/f.tmp', true)
    await write(other, 'other')
    await datasync(other)
    await disk.rename('/d/f.tmp', '/d/f')
    await disk.syncDirectory('/d')
    const buffer = Buffer.alloc(10)
    expect(buffer.toString('utf8', 0, await old.read(buffer, 0))).toBe('old')
    const after = disk.powerLoss({ keep: 'none', random })
    expect([...after.contents().keys()]).toEqual(['/d/f'])
    expect(text(after)).toBe('other')
  })

  test('a missing file is ENOENT, or made when asked for', async () => {
    await expect(disk.open('/d/none', false)).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(disk.open('/elsewhere/f', true)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await disk.size('/d/none')).toBeNull()
  })
})

describe('faults', () => {
  test('a crash: the call does nothing, never returns, and nothing happens afterwards', async () => {
    await durableFile(disk)
    const dying = disk.kill({ faults: { crashAt: 2 } })
    const file = await dying.open('/d/f', false)
    let returned = false
    file.write([Buffer.from('NEW')], 0, () => {
      returned = true
    })
    await dying.crashed
    file.datasync(() => {
      returned = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect([returned, text(dying)]).toEqual([false, 'old'])
  })

  test('a lock is held by one, and by nobody after a kill', async () => {
    await disk.lock('/d/lock')
    await expect(disk.lock('/d/lock')).rejects.toMatchObject({ code: 'EEXIST' })
    const lock = await disk.kill().lock('/d/lock')
    await lock.release()
  })

  test('the same seed gives the same outcome', async () => {
    const file = await durableFile(disk)
    for (let i = 0; i < 20; i++) await write(file, `write ${i}`, i * 3)
    const outcome = (seed: number) => text(disk.powerLoss({ keep: 'torn', random: seededRandom(seed) }))
    expect(outcome(5)).toBe(outcome(5))
    expect(outcome(5)).not.toBe(outcome(6))
  })
})
