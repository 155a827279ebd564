import type { StoragePlace } from '@zabkit/conformance'
import { MemoryDisk, memoryStorage } from '../src/index.ts'

const clock = { now: () => 1_000, monotonic: () => 0 }

/** A place for the conformance suite. */
export function memoryPlace(disk = new MemoryDisk()): StoragePlace {
  return {
    open: () => memoryStorage({ disk })({ clock }),
    image: async () => memoryPlace(copied(disk)),
    remove: async () => {},
  }
}

/** What a disk holds now, on another that nobody has. Records and snapshots never change. */
function copied(disk: MemoryDisk): MemoryDisk {
  const { records, snapshots } = disk
  return Object.assign(new MemoryDisk(), disk, { records: [...records], snapshots: [...snapshots], taken: false })
}
