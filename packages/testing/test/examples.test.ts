import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

/** Three runners start from nothing: on a loaded machine each takes a while. */
const PATIENCE_MS = 180_000

const folder = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const program = (path: string): string => fileURLToPath(new URL(`../../../node_modules/${path}`, import.meta.url))

interface Outcome {
  readonly code: number | null
  readonly text: string
}

/** Runs a test runner as its users do: on the built packages, and knowing nothing of the runner that runs this. */
async function run(example: string, args: readonly string[], nodeOptions = ''): Promise<Outcome> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE_|NODE_OPTIONS|NODE_ENV|JEST|NODE_TEST|TEST|DEV|PROD|FORCE_COLOR)/.test(name)))
  const child = spawn(process.execPath, args, { cwd: folder(`examples/${example}`), env: { ...env, NODE_OPTIONS: nodeOptions, NO_COLOR: '1' } })
  let text = ''
  child.stdout.on('data', (chunk) => { text += chunk })
  child.stderr.on('data', (chunk) => { text += chunk })
  const [code] = await once(child, 'close')
  return { code, text }
}

describe('the examples pass', () => {
  beforeAll(() => {
    for (const name of ['testing', 'client']) {
      expect(existsSync(folder(`../${name}/dist/index.js`)), `packages/${name} is not built: npx nx run-many -t build -p testing client`).toBe(true)
    }
  })

  it('with vitest', async () => {
    const { code, text } = await run('vitest', [program('vitest/vitest.mjs'), 'run'])
    expect(text).toMatch(/Tests\s+4 passed \(4\)/)
    expect(code, text).toBe(0)
  }, PATIENCE_MS)

  it('with jest', async () => {
    const { code, text } = await run('jest', [program('jest/bin/jest.js')], '--experimental-vm-modules')
    expect(text).toMatch(/Tests:\s+2 passed, 2 total/)
    expect(code, text).toBe(0)
  }, PATIENCE_MS)

  it('with node:test', async () => {
    const { code, text } = await run('node-test', ['--test'])
    expect(text).toMatch(/pass 2\n/)
    expect(code, text).toBe(0)
  }, PATIENCE_MS)
})
