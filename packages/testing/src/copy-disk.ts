import { MemoryDisk } from '@zabkit/storage-memory'

/** What a disk holds now, on another: what a killed server still does to its own is not seen there. Records and snapshots never change. */
export function copyDisk(disk: MemoryDisk): MemoryDisk {
  const copy = new MemoryDisk()
  copy.records = [...disk.records]
  copy.committedZxid = disk.committedZxid
  copy.recordBytes = disk.recordBytes
  copy.baseZxid = disk.baseZxid
  copy.snapshots = [...disk.snapshots]
  copy.epochs = disk.epochs
  return copy
}
