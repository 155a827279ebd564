import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Zxid } from '@zabkit/core'
import type { Entry } from './database.ts'
import { makeDirectory, syncDirectory } from './mark-file.ts'
import { SEAL_BYTES } from './sealed.ts'

/** Writes a snapshot to `detached/` as far as it can be read, damaged parts as they are, and why it is there. */
export async function putAside(directory: string, zxid: Zxid, reason: string, entries: AsyncIterable<readonly Entry[]>): Promise<void> {
  const detached = join(directory, 'detached')
  await makeDirectory(detached)
  const name = join(detached, `snapshot.${zxid.toString(16)}`)
  await writeFile(name, contentOf(entries))
  await writeFile(`${name}.reason`, [Buffer.from(`${reason}\n`)])
  await syncDirectory(detached)
}

async function* contentOf(entries: AsyncIterable<readonly Entry[]>): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const some of entries) for (const [, value] of some) yield value.subarray(SEAL_BYTES)
  } catch {
    // What cannot be read cannot be put aside; it was to be given up anyway.
  }
}

async function writeFile(path: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  const file = await open(path, 'w')
  try {
    for await (const chunk of chunks) await file.appendFile(chunk)
    await file.datasync()
  } finally {
    await file.close()
  }
}
