import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { formatMinute, serverVersion } from '../src/version.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

it('the version is that of the package behind that of ZooKeeper, and sources claim no time at which they were built', () => {
  expect(serverVersion()).toBe(`3.9.4-zabkit-${version}`)
})

it('the time of a build is shown as ZooKeeper shows it', () => {
  expect(formatMinute(new Date('2026-03-01T09:05:59.999Z'))).toBe('2026-03-01 09:05 UTC')
})

it('--version prints what the four-letter words show', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--conditions=@zabkit/source', main, '--version'])
  expect(stdout).toBe(`${serverVersion()}\n`)
})
