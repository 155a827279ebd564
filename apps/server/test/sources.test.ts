import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { loadSettings } from '../src/settings.ts'
import { nodeSources } from '../src/sources.ts'
import { failure, MINIMAL } from './support.ts'

const directory = mkdtempSync(join(tmpdir(), 'zabkit-config-'))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

it('reads real files, and says what is wrong with what is none', async () => {
  const path = join(directory, 'zoo.cfg')
  writeFileSync(path, MINIMAL, { mode: 0o644 })
  expect(await loadSettings(path, nodeSources())).toMatchObject({ configPath: path, client: { port: 2181 } })
  expect((await failure(loadSettings(directory, nodeSources()))).message).toBe(`configuration ${directory}: is a directory, not a file`)
  expect((await failure(loadSettings(join(path, 'x'), nodeSources()))).message).toMatch(/there is no such file/)
  const mode = await nodeSources().environment.fileMode(path)
  expect(mode === null || (mode & 0o400) !== 0).toBe(true)
})
