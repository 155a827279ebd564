import { append, makeRecords } from '@zabkit/conformance'
import { makeZxid } from '@zabkit/core'
import { SimulatedFileSystem } from '@zabkit/simulator'
import { expect, test } from 'vitest'
import { checksum } from '../src/checksum.ts'
import { epochState } from './crash-scenario.ts'
import { open } from './support.ts'

/** A whole record of version 2: the checksum is right. `end`: how far it reaches. */
function versioned(start: number, end: number): (content: Buffer) => Buffer {
  return (content) => {
    content.writeUInt32BE(2, start + 8)
    content.writeUInt32BE(checksum(content, start + 8, start + end, 0), start + 4)
    return content
  }
}

const CASES: readonly [path: string, change: (content: Buffer) => Buffer][] = [
  ['/d/log/100000001.log', versioned(0, 40)],
  ['/d/snapshots/snapshot.100000001', versioned(0, 32)],
  ['/d/epoch', versioned(0, 60)],
  ['/d/epoch', versioned(4096, 60)],
  ['/d/identity', (content) => Buffer.from(content.toString().replace('zabkit 1', 'zabkit 2'))],
]

for (const [index, [path, change]] of CASES.entries()) {
  test(`a file of a later release is refused by name and nothing is touched: ${path} (${index})`, async () => {
    const disk = new SimulatedFileSystem()
    const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk })
    await storage.start()
    await storage.epochs.save(epochState(1))
    await append(storage.log, makeRecords(1, 1, 2))
    await (await storage.snapshots.create(makeZxid(1, 1))).commit()
    await storage.stop()
    await (await disk.open('/d/snapshots/snapshot.5.9.tmp', true)).close()
    disk.damage(path, change)
    const later = disk.kill()
    const before = [...later.contents()].map(([name, content]) => `${name} ${content.toString('hex')}`)
    const start = open({ directory: '/d', preallocateBytes: 0, fileSystem: later }).start()
    await expect(start).rejects.toMatchObject({ code: 'ZK_FORMAT_UNKNOWN', message: expect.stringContaining(path) })
    expect([...later.contents()].map(([name, content]) => `${name} ${content.toString('hex')}`)).toEqual(before)
  })
}
