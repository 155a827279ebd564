import { mkdtempSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoragePlace } from '@zabkit/conformance'
import type { Storage } from '@zabkit/core'
import { levelStorage } from '../src/index.ts'
import { writeImage } from './disk-image.ts'

export const clock = { now: () => Date.now(), monotonic: () => performance.now() }

export function open(directory: string): Storage {
  return levelStorage({ directory })({ clock })
}

/** A place for a conformance suite or a test of this package. */
export async function makePlace(): Promise<StoragePlace & { directory: string }> {
  return placeAt(await mkdtemp(join(tmpdir(), 'storage-level-')))
}

function placeAt(directory: string): StoragePlace & { directory: string } {
  const image = async (): Promise<StoragePlace> => {
    const target = mkdtempSync(`${directory}-`)
    writeImage(directory, target)
    return placeAt(target)
  }
  return { directory, open: () => open(directory), image, remove: () => rm(directory, { recursive: true }) }
}
