import { createProjectGraphAsync } from '@nx/devkit'
import { ESLint } from 'eslint'
import { beforeAll, describe, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname
const eslint = new ESLint({ cwd: root })

/** The rules that `code` breaks when it stands in `file`. */
async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${file}` })
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message)
}

const pure = 'packages/datatree/src/data-tree.ts'

describe('in a package marked "io: none", lint refuses', () => {
  const bans: readonly (readonly [what: string, code: string, rule: string])[] = [
    ['a built-in module', "import { readFile } from 'node:fs'\nreadFile", 'no-restricted-imports'],
    ['a built-in module without its prefix', "import net from 'net'\nnet", 'no-restricted-imports'],
    ['a part of a built-in module', "import { readFile } from 'node:fs/promises'\nreadFile", 'no-restricted-imports'],
    ['randomness from crypto', "import { randomBytes } from 'node:crypto'\nrandomBytes", 'no-restricted-imports'],
    ['OpenTelemetry', "import { trace } from '@opentelemetry/api'\ntrace", 'no-restricted-imports'],
    ['a timer', 'setTimeout(() => {}, 1)', 'no-restricted-globals'],
    ['an immediate', 'setImmediate(() => {})', 'no-restricted-globals'],
    ['a microtask', 'queueMicrotask(() => {})', 'no-restricted-globals'],
    ['the wall clock', 'export const now = Date.now()', 'no-restricted-globals'],
    ['the monotonic clock', 'export const now = performance.now()', 'no-restricted-globals'],
    ['chance', 'export const chance = Math.random()', 'no-restricted-properties'],
    ['the process', 'export const pid = process.pid', 'no-restricted-globals'],
    ['a dynamic import', "export const fs = import('node:fs')", 'no-restricted-syntax'],
  ]
  for (const [what, code, rule] of bans) {
    it(what, async () => {
      expect(await broken(pure, code)).toContain(rule)
    })
  }

  it('not hashing', async () => {
    expect(await broken(pure, "import { createHash } from 'node:crypto'\nexport const hash = createHash('sha1')")).toEqual([])
  })

  it('nothing of that in a package marked "io: node"', async () => {
    expect(await broken('packages/wal/src/node-file-system.ts', "import { open } from 'node:fs'\nsetTimeout(open, Date.now())")).toEqual([])
  })
})

describe('the boundaries refuse', () => {
  const rule = '@nx/enforce-module-boundaries'
  // Without a project graph the rule passes everything.
  beforeAll(async () => {
    await createProjectGraphAsync({ exitOnError: true })
  }, 60_000)

  it('a plugin that imports a plugin', async () => {
    expect(await broken('packages/wal/src/wal.ts', "import { dataTree } from '@zabkit/datatree'\ndataTree")).toContain(rule)
  })

  it('a core that imports anything', async () => {
    expect(await broken('packages/core/src/zxid.ts', "import { OpCode } from '@zabkit/jute'\nOpCode")).toContain(rule)
  })

  it('a runtime that imports a plugin', async () => {
    expect(await broken('packages/runtime/src/server.ts', "import { wal } from '@zabkit/wal'\nwal")).toContain(rule)
  })

  it('an app that imports a testing package', async () => {
    expect(await broken('apps/server/src/main.ts', "import '@zabkit/conformance'")).toContain(rule)
  })
})
