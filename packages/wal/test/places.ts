import { mkdtempSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoragePlace } from '@zabkit/conformance'
import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { SimulatedNames } from '../../simulator/src/simulated-names.ts'
import { writeImage } from './disk-image.ts'
import { open } from './support.ts'

/** Small, so that the suites see many segments. */
const SEGMENT_BYTES = 8_000

/** A directory of this machine. Its images are what a process that is killed leaves. */
export async function diskPlace(): Promise<StoragePlace> {
  return directoryPlace(await mkdtemp(join(tmpdir(), 'wal-')))
}

function directoryPlace(directory: string): StoragePlace {
  return {
    open: () => open({ directory, segmentBytes: SEGMENT_BYTES }),
    image: async () => {
      const target = mkdtempSync(`${directory}-`)
      writeImage(directory, target)
      return directoryPlace(target)
    },
    remove: () => rm(directory, { recursive: true }),
  }
}

/** A simulated disk. Its images are what a power cut leaves: nothing that was not synced. */
export async function simulatedPlace(names = new SimulatedNames()): Promise<StoragePlace> {
  const disk = new SimulatedFileSystem({}, names)
  return {
    open: () => open({ directory: '/d', segmentBytes: SEGMENT_BYTES, fileSystem: disk }),
    image: () => simulatedPlace(afterPowerCut(names)),
    remove: async () => {},
  }
}

function afterPowerCut(names: SimulatedNames): SimulatedNames {
  const random = seededRandom(1)
  const files = [...names.afterPowerLoss('none', random)]
  return new SimulatedNames(new Map(files.map(([path, inode]) => [path, inode.afterPowerLoss('none', random)])))
}
