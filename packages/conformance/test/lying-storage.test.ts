import { expect, it } from 'vitest'
import { storageSuite } from '../src/index.ts'
import { type Lie, SmallPlace } from './small-storage.ts'

/** The names of the checks of the storage suite that do not pass. */
async function redOver(lie: Lie | null): Promise<string[]> {
  const checks: { name: string; run: () => Promise<void> }[] = []
  storageSuite({ test: (name, run) => checks.push({ name, run }), create: async () => new SmallPlace(lie) })
  const red: string[] = []
  for (const { name, run } of checks) await run().catch(() => red.push(name))
  return red
}

it('a storage that keeps its promises passes every check', async () => {
  expect(await redOver(null)).toEqual([])
})

it('a storage that keeps everything in memory until stop passes nothing that looks at images', async () => {
  const red = await redOver('all until stop')
  expect(red.length).toBeGreaterThan(5)
  expect(red.filter((name) => !name.startsWith('images: '))).toEqual([])
  for (const what of ['appended', 'inside done', 'truncateAfter', 'committed', 'detached', 'epoch record']) {
    expect(red.some((name) => name.includes(what)), what).toBe(true)
  }
})

it.each<[Lie, string]>([
  ['append', 'images: what was appended is in one'],
  ['truncateAfter', 'images: what truncateAfter removed is in none'],
  ['purgeBefore', 'images: after purgeBefore'],
  ['commit', 'images: a snapshot is in one with its content'],
  ['early commit', 'images: a snapshot is in one with its content'],
  ['detach', 'images: a snapshot that was detached'],
  ['save', 'images: an epoch record'],
  ['torn save', 'images: an epoch record'],
  ['lock', 'storage: what a killed one leaves is not locked'],
])('a storage whose %s is not durable or not whole is told by "%s"', async (lie, name) => {
  expect(await redOver(lie)).toContainEqual(expect.stringContaining(name))
})
