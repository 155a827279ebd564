import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScenario } from '@zabkit/simulator'
import { describe, expect, it } from 'vitest'
import { cores } from './cores.ts'

const DIRECTORY = join(import.meta.dirname, '../scenarios')
/** Set to 1: the files are rewritten with what happens now. Read the diff. */
const REWRITES = process.env.SCENARIOS_REWRITE === '1'

/** Traps that are the cores' matter. */
const TRAPS = [...range(1, 25), ...range(41, 45), 48]

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

describe('scenarios', () => {
  const files = readdirSync(DIRECTORY).sort()

  it('there is one for every trap', () => {
    const missing = TRAPS.filter((trap) => !files.some((file) => file.startsWith(`r${String(trap).padStart(2, '0')}-`)))
    expect(missing).toEqual([])
  })

  for (const file of files) {
    it(file.replace(/\.txt$/, ''), () => {
      const path = join(DIRECTORY, file)
      const text = readFileSync(path, 'utf8')
      const now = runScenario(text, cores)
      if (REWRITES && now !== text) writeFileSync(path, now)
      else expect(now).toBe(text)
    })
  }
})
