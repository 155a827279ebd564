import { storageSuite } from '@zabkit/conformance'
import { test } from 'vitest'
import { MemoryDisk, memoryStorage } from '../src/index.ts'

const clock = { now: () => 1_000, monotonic: () => 0 }

storageSuite({
  test,
  create: async () => {
    const disk = new MemoryDisk()
    return { open: () => memoryStorage({ disk })({ clock }), remove: async () => {} }
  },
})
