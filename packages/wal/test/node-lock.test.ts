import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeFileSystem } from '../src/index.ts'
import { open, temporaryDirectory } from './support.ts'

let directory = ''
let remove = async (): Promise<void> => {}
beforeEach(async () => {
  ;({ directory, remove } = await temporaryDirectory())
})
afterEach(() => remove())

/** A process that holds a listening socket at `path` until it is killed, as a server holds its lock. */
async function holder(path: string): Promise<{ kill: () => Promise<void> }> {
  const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('held'))`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

test('a directory that another process holds is refused, and free as soon as that process was killed', async () => {
  const path = join(directory, 'lock')
  const other = await holder(path)
  await expect(open({ directory }).start()).rejects.toMatchObject({ code: 'ZK_DIRECTORY_LOCKED' })
  await other.kill()
  expect(await nodeFileSystem().size(path)).not.toBeNull()
  const storage = open({ directory, preallocateBytes: 0 })
  await storage.start()
  await expect(open({ directory }).start()).rejects.toMatchObject({ code: 'ZK_DIRECTORY_LOCKED' })
  await storage.stop()
  expect(await nodeFileSystem().list(directory)).toEqual(expect.not.arrayContaining(['lock', 'lock.takeover']))
})

test('of many who find a dead holder at once, exactly one takes its place', async () => {
  const path = join(directory, 'lock')
  const other = await holder(path)
  await other.kill()
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => nodeFileSystem().lock(path)))
  const won = results.filter((result) => result.status === 'fulfilled')
  expect(won.length).toBe(1)
  for (const { value } of won) await value.release()
  expect(await nodeFileSystem().list(directory)).toEqual([])
})

test('a path longer than a socket address can be locked too', async () => {
  const deep = join(directory, 'd'.repeat(100), 'e'.repeat(100))
  await mkdir(deep, { recursive: true })
  const lock = await nodeFileSystem().lock(join(deep, 'lock'))
  await expect(nodeFileSystem().lock(join(deep, 'lock'))).rejects.toMatchObject({ code: 'EEXIST' })
  await lock.release()
  await (await nodeFileSystem().lock(join(deep, 'lock'))).release()
})

test('a live holder that is not ours keeps its place', async () => {
  const path = join(directory, 'lock')
  const server = createServer().listen(path)
  await new Promise((resolve) => server.once('listening', resolve))
  await expect(nodeFileSystem().lock(path)).rejects.toMatchObject({ code: 'EEXIST' })
  await new Promise((resolve) => server.close(resolve))
})
