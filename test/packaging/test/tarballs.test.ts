import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInstalledSnippets } from '../src/check-snippets.ts'
import { checkTarball } from '../src/check-tarball.ts'
import { promisedOutput, toCommonJs, toModule, withoutChance } from '../src/example.ts'
import { type Installation, installPacked } from '../src/installation.ts'
import { EXAMPLE_TIMEOUT_MS, INSTALL_TIMEOUT_MS, PACK_TIMEOUT_MS, PUBLISH_TIMEOUT_MS } from '../src/limits.ts'
import { type PublicPackage, publicPackages, workspaceRoot } from '../src/public-packages.ts'
import { type Finished, mustRun, run } from '../src/run.ts'
import { type Snippet, snippetsOf } from '../src/snippets.ts'

const packages = publicPackages()
const libraries = packages.filter(({ folder }) => folder.includes('/packages/'))
const examples = examplesOf(libraries)
let installation: Installation

beforeAll(async () => {
  installation = await installPacked(packages)
}, PACK_TIMEOUT_MS + INSTALL_TIMEOUT_MS)

afterAll(() => installation?.remove())

describe('a tarball', () => {
  it.each(packages)('of $manifest.name is what registries, compilers and Node expect', async ({ manifest }) => {
    expect(await checkTarball(tarballOf(manifest.name))).toEqual([])
  })

  it('would be published, for all to see', async () => {
    // No registry is there: npm then takes it that no version was published yet.
    const args = ['publish', tarballOf('@zabkit/core'), '--dry-run', '--ignore-scripts', '--registry=http://127.0.0.1:9', '--fetch-retries=0']
    const { code, stdout, stderr } = await run('npm', args, { cwd: installation.folder, timeoutMs: PUBLISH_TIMEOUT_MS })
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: `+ @zabkit/core@${libraries[0]?.manifest.version}` })
    expect(stderr).toContain('public access (dry-run)')
  })
})

describe('every library', () => {
  it('has an example of itself in its README', () => {
    const hasNone = ({ folder, manifest }: PublicPackage) =>
      !examples.some(({ file, code }) => file === join(folder, 'README.md') && code.includes(`from '${manifest.name}'`))
    expect(libraries.filter(hasNone).map(({ manifest }) => manifest.name)).toEqual([])
  })
})

describe('the installed declarations', () => {
  it('are sound, and fit the examples of the READMEs', () => {
    expect(checkInstalledSnippets(examples, installation.folder, '@zabkit')).toEqual([])
  })
})

describe.concurrent('the example', () => {
  it.each(examples)('of $place runs as an ES module', async ({ code }) => {
    expectPrints(await runExample('mjs', await toModule(code)), code)
  })

  it.each(examples)('of $place runs by require', async ({ code }) => {
    const script = await toCommonJs(code)
    expect(script).toMatch(/\brequire\("@zabkit\//)
    expectPrints(await runExample('cjs', script), code)
  })
})

describe('a command runs from its tarball', () => {
  const npx = (...args: string[]) => mustRun('npx', ['--no-install', ...args], { cwd: installation.folder, timeoutMs: EXAMPLE_TIMEOUT_MS })

  it('@zabkit/server', async () => {
    const server = packages.find(({ manifest }) => manifest.name === '@zabkit/server')
    expect(await npx('zabkit-server', '--version')).toContain(server?.manifest.version)
  })

  it('@zabkit/testing, which ends with its standard input', async () => {
    expect(await npx('@zabkit/testing')).toMatch(/^127\.0\.0\.1:\d+\n$/)
  })
})

function tarballOf(name: string): string {
  const tarball = installation.tarballs.get(name)
  if (tarball === undefined) throw new Error(`${name} was not packed`)
  return tarball
}

/** The first block of each package's README, and all of the root's. */
function examplesOf(packages: readonly PublicPackage[]): Snippet[] {
  return [...packages.flatMap(({ folder }) => snippetsOf(join(folder, 'README.md')).slice(0, 1)), ...snippetsOf(join(workspaceRoot, 'README.md'))]
}

async function runExample(extension: 'mjs' | 'cjs', script: string): Promise<Finished> {
  const cwd = await mkdtemp(join(installation.folder, 'example-'))
  await writeFile(join(cwd, `example.${extension}`), script)
  return run(process.execPath, [`example.${extension}`], { cwd, timeoutMs: EXAMPLE_TIMEOUT_MS })
}

/** It ended by itself, well, said something, and said what it promised to say. */
function expectPrints({ code, stdout, stderr }: Finished, source: string): void {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).not.toBe('')
  for (const promised of promisedOutput(source)) expect(withoutChance(stdout)).toContain(withoutChance(promised))
}
