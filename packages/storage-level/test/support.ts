import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Storage } from '@zabkit/core'
import { levelStorage } from '../src/index.ts'

export const clock = { now: () => Date.now(), monotonic: () => performance.now() }

export function open(directory: string): Storage {
  return levelStorage({ directory })({ clock })
}

/** A place for a conformance suite or a test of this package. */
export async function makePlace(): Promise<{ directory: string; open: () => Storage; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'storage-level-'))
  return { directory, open: () => open(directory), remove: () => rm(directory, { recursive: true }) }
}
