import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { promisedOutput, toCommonJs, toModule, withoutChance } from '../src/example.ts'
import { EXAMPLE_TIMEOUT_MS } from '../src/limits.ts'
import { run } from '../src/run.ts'

const code = `import { basename } from 'node:path'
const name: string = await Promise.resolve(basename('/a/b'))
console.log(name) // b
function late(): string { return name }
console.log([late(), 41_234]) // [ 'b', 40123 ]
`

describe.each([
  { format: 'an ES module', extension: 'mjs', compile: toModule },
  { format: 'CommonJS', extension: 'cjs', compile: toCommonJs },
])('an example as $format', ({ extension, compile }) => {
  it('prints what it says', async () => {
    const { stdout, code: exit } = await runText(await compile(code), extension)
    expect(exit).toBe(0)
    expect(withoutChance(stdout)).toBe(`${promisedOutput(code).map(withoutChance).join(' ')} `)
  })

  it('fails with its code', async () => {
    const { stderr, code: exit } = await runText(await compile(`${code}throw new Error('no more')`), extension)
    expect(exit).toBe(1)
    expect(stderr).toContain('no more')
  })
})

async function runText(text: string, extension: string) {
  const folder = await mkdtemp(join(tmpdir(), 'zabkit-example-'))
  await writeFile(join(folder, `example.${extension}`), text)
  const finished = await run(process.execPath, [`example.${extension}`], { cwd: folder, timeoutMs: EXAMPLE_TIMEOUT_MS })
  await rm(folder, { recursive: true })
  return finished
}
