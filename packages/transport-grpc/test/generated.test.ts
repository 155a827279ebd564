import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = new URL('..', import.meta.url)

describe('the generated code', () => {
  it('is what the proto file gives: run `npm run generate` in packages/transport-grpc after a change', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { scripts: { generate: string } }
    const [, ...args] = scripts.generate.split(' ')
    const directory = mkdtempSync(join(tmpdir(), 'zabkit-generated-'))
    args[args.indexOf('-o') + 1] = join(directory, 'peer.js')
    try {
      execFileSync('../../node_modules/.bin/pbjs', args, { cwd: ROOT, stdio: 'pipe' })
      for (const name of ['peer.js', 'peer.d.ts']) {
        expect(readFileSync(join(directory, name), 'utf8') === readFileSync(new URL(`src/gen/${name}`, ROOT), 'utf8'), name).toBe(true)
      }
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})
