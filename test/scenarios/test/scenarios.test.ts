import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScenario } from '@zabkit/simulator'
import { describe, expect, it } from 'vitest'
import { cores } from './cores.ts'

const DIRECTORY = join(import.meta.dirname, '../scenarios')
/** Set to 1: the files are rewritten with what happens now. Read the diff. */
const REWRITES = process.env.SCENARIOS_REWRITE === '1'

describe('scenarios', () => {
  for (const file of readdirSync(DIRECTORY).sort()) {
    it(file.replace(/\.txt$/, ''), () => {
      const path = join(DIRECTORY, file)
      const text = readFileSync(path, 'utf8')
      const now = runScenario(text, cores)
      if (REWRITES && now !== text) writeFileSync(path, now)
      else expect(now).toBe(text)
    })
  }
})
