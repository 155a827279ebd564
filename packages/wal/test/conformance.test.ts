import { storageSuite } from '@zabkit/conformance'
import { SimulatedFileSystem } from '@zabkit/simulator'
import { describe, test } from 'vitest'
import { open, temporaryDirectory } from './support.ts'

describe('on the disk of this machine', () => {
  storageSuite({
    test,
    create: async () => {
      const { directory, remove } = await temporaryDirectory()
      return { open: () => open({ directory, segmentBytes: 8_000 }), remove }
    },
  })
})

describe('on a simulated disk', () => {
  const fileSystem = () => new SimulatedFileSystem()
  const place = (disk: SimulatedFileSystem) => ({ open: () => open({ directory: '/d', segmentBytes: 8_000, fileSystem: disk }), remove: async () => {} })
  storageSuite({ test, create: async () => place(fileSystem()) })
})
