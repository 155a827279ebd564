import { cp, mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { append, contentOf, makeRecords, plain, readAll } from '@zabkit/conformance'
import { isOperatorError, makeZxid, type Storage } from '@zabkit/core'
import { ClassicLevel } from 'classic-level'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chunkKey, EPOCH_KEY, HEAD_KEY, recordKey, SNAPSHOTS_KEY } from '../src/keys.ts'
import { open } from './support.ts'

const CONTENT = Buffer.alloc(200_000, 'snapshot')
const FLIPS_A_FILE = 12

let base = ''
let original = ''
let whole = ''

/** Everything that a storage holds, as one text. */
async function contents(storage: Storage): Promise<string> {
  const { log, snapshots, epochs } = storage
  const { range } = log
  const held: unknown[] = [range, plain(await readAll(log, range.baseZxid)), await epochs.load()]
  for (const { zxid } of await snapshots.list()) held.push(zxid, (await contentOf(snapshots.open(zxid))).toString('hex'))
  return JSON.stringify(held)
}

/** What a start over `directory` finds: all, or the code of the error that says that something is wrong. */
async function find(directory: string): Promise<string> {
  const storage = open(directory)
  try {
    await storage.start()
    return await contents(storage)
  } catch (error) {
    if (!isOperatorError(error)) throw error
    expect(error.message).toContain(directory)
    expect(error.remedy.length).toBeGreaterThan(20)
    return error.code
  } finally {
    await storage.stop()
  }
}

/** In two lives: what the first one wrote is then in LevelDB's tables, what the second one wrote in its log. */
async function filled(directory: string): Promise<void> {
  const storage = open(directory)
  await storage.start()
  for (let i = 0; i < 20; i++) await append(storage.log, makeRecords(1, 1 + i * 5, 5, 700), makeZxid(1, i + 1))
  await storage.epochs.save({ acceptedEpoch: 1, currentEpoch: 1, sessionSecret: new Uint8Array(32).fill(1) })
  const sink = await storage.snapshots.create(makeZxid(1, 40))
  await sink.write(CONTENT)
  await sink.commit()
  await storage.log.purgeBefore(makeZxid(1, 20))
  await storage.stop()
  await storage.start()
  await storage.epochs.save({ acceptedEpoch: 2, currentEpoch: 2, sessionSecret: new Uint8Array(32).fill(2) })
  for (let i = 0; i < 20; i++) await append(storage.log, makeRecords(2, 1 + i * 5, 5, 700), makeZxid(2, i + 1))
  await storage.stop()
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'storage-level-damage-'))
  original = join(base, 'original')
  await filled(original)
  const copy = join(base, 'whole')
  await cp(original, copy, { recursive: true })
  whole = await find(copy)
})

afterAll(() => rm(base, { recursive: true }))

/** Copies the original, does `harm` to it, and returns what a start finds, twice: an error does not go away by trying again. */
async function findAfter(harm: (directory: string) => Promise<void>): Promise<string> {
  const directory = await mkdtemp(join(base, 'harmed-'))
  await cp(original, directory, { recursive: true })
  await harm(directory)
  const found = await find(directory)
  expect(await find(directory)).toBe(found)
  await rm(directory, { recursive: true })
  return found
}

async function files(): Promise<string[]> {
  const names = await readdir(join(original, 'level'))
  return ['mark', ...names.filter((name) => !['LOCK', 'LOG', 'LOG.old'].includes(name)).map((name) => `level/${name}`)]
}

function flip(path: string, part: number): (directory: string) => Promise<void> {
  return async (directory) => {
    const bytes = await readFile(join(directory, path))
    const at = Math.floor(part * (bytes.length - 1))
    bytes[at] = (bytes[at] ?? 0) ^ 0x10
    await writeFile(join(directory, path), bytes)
  }
}

const isError = (found: string) => found.startsWith('ZK_')

/** One bit of the value of the entry at `key`, changed behind the back of LevelDB's own checksums. */
async function changeEntry(directory: string, key: Buffer): Promise<void> {
  const database = new ClassicLevel<Buffer, Buffer>(join(directory, 'level'), { keyEncoding: 'buffer', valueEncoding: 'buffer' })
  await database.open()
  const value = (await database.get(key)) ?? Buffer.alloc(0)
  value[value.length - 1] = (value.at(-1) ?? 0) ^ 1
  await database.put(key, value)
  await database.close()
}

describe('damage is an error, and what starts has everything', () => {
  it('a flipped bit anywhere', async () => {
    let errors = 0
    for (const path of await files()) {
      for (let i = 0; i < FLIPS_A_FILE; i++) {
        const found = await findAfter(flip(path, i / (FLIPS_A_FILE - 1)))
        if (isError(found)) errors++
        else expect(found, `${path}, flip ${i}`).toBe(whole)
      }
    }
    expect(errors).toBeGreaterThan(FLIPS_A_FILE / 2)
  })

  it('an entry that changed', async () => {
    const codes: string[] = []
    for (const key of [recordKey(makeZxid(2, 7)), HEAD_KEY, EPOCH_KEY, SNAPSHOTS_KEY, chunkKey(1, 0)]) {
      codes.push(await findAfter((directory) => changeEntry(directory, key)))
    }
    expect(codes).toEqual(['ZK_LOG_DAMAGED', 'ZK_LOG_DAMAGED', 'ZK_EPOCH_DAMAGED', 'ZK_LOG_DAMAGED', 'ZK_SNAPSHOT_DAMAGED'])
  })

  it('a file that ends early', async () => {
    let errors = 0
    for (const path of await files()) {
      for (const part of [0, 0.1, 0.5, 0.9, 0.999]) {
        const length = Math.floor((await readFile(join(original, path))).length * part)
        const found = await findAfter((directory) => truncate(join(directory, path), length))
        if (isError(found)) errors++
        else expect(found, `${path} cut at ${part}`).toBe(whole)
      }
    }
    expect(errors).toBeGreaterThan(5)
  })

  it('a file that is gone', async () => {
    for (const path of await files()) {
      const found = await findAfter((directory) => unlink(join(directory, path)))
      expect(isError(found) || found === whole, `without ${path}`).toBe(true)
    }
    const emptied = await findAfter((directory) => rm(join(directory, 'level'), { recursive: true }))
    expect(emptied).toBe('ZK_LOG_GAP')
    expect(await findAfter((directory) => unlink(join(directory, 'mark')))).toBe('ZK_LOG_GAP')
  })
})
