import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { historyOf } from '../src/git-history.ts'
import { RELEASE_TIMEOUT_MS } from '../src/limits.ts'
import { publicPackages, workspaceRoot } from '../src/public-packages.ts'
import { mustRun } from '../src/run.ts'

const packages = publicPackages()
const options = { cwd: workspaceRoot, timeoutMs: RELEASE_TIMEOUT_MS }

describe('nx release', () => {
  it('would raise every package, and every pinned dependency on one, to the same version', { timeout: RELEASE_TIMEOUT_MS }, async () => {
    expectRaised(await mustRun('npx', ['nx', 'release', '9.8.7', '--dry-run', '--skip-publish'], options), '9.8.7')
  })

  it('asks for no version: the next one follows from what was committed, and the changelog tells it', { timeout: RELEASE_TIMEOUT_MS }, async () => {
    await using history = await historyOf('core: a seam for this test')
    const said = await mustRun('npx', ['nx', 'release', '--dry-run'], { ...options, env: history.env })
    expectRaised(said, nextPatch(packages[0]?.manifest.version))
    expect(said).toMatch(/^\+ ### core\n\+ *\n\+ - a seam for this test$/m)
  })

  it('knows the name of every package that goes to the registry, as what a commit is about', () => {
    const { release } = JSON.parse(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8')) as { release: { conventionalCommits: { types: object } } }
    expect(release.conventionalCommits.types).toMatchObject(Object.fromEntries(packages.map(({ folder }) => [basename(folder), true])))
  })
})

function expectRaised(said: string, version: string): void {
  const to = version.replaceAll('.', '\\.')
  const raised = [...said.matchAll(new RegExp(`^ +"name": "(.+)",\\n-.*\\n\\+ +"version": "${to}"`, 'gm'))].map(([, name]) => name)
  expect(raised).toEqual(expect.arrayContaining(packages.map(({ manifest }) => manifest.name)))
  const pinned = [...said.matchAll(/^\+ +"@zabkit\/.+": "(.+)"/gm)].map(([, pin]) => pin)
  expect(new Set(pinned)).toEqual(new Set([version]))
  expect(said).not.toMatch(/^ .*"@zabkit\/.+": "\d/m)
}

function nextPatch(version = ''): string {
  const [major, minor, patch] = version.split('.')
  return `${major}.${minor}.${Number(patch) + 1}`
}
