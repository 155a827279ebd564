import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { workspaceRoot } from './public-packages.ts'

/** A block of TypeScript in a Markdown file. */
export interface Snippet {
  readonly file: string
  /** Line of the opening fence, counted from 1. */
  readonly line: number
  readonly code: string
  /** What stands behind `ts` in the opening fence: the end of a path, or nothing. */
  readonly shows: string
  /** For people: the file in this repository, and the line. */
  readonly place: string
}

const SNIPPET = /^```ts\s*$/
const EXCERPT = /^```(?:ts|typescript) (\S+)\s*$/
const CLOSING = /^```\s*$/

/** Every block marked `ts` of a Markdown file, in order: it stands alone. None when there is no such file. Throws when one is not closed. */
export function snippetsOf(file: string): Snippet[] {
  return blocksOf(file, SNIPPET)
}

/** Every block marked `ts` and the end of a path: it shows that file of this repository. */
export function excerptsOf(file: string): Snippet[] {
  return blocksOf(file, EXCERPT)
}

function blocksOf(file: string, opening: RegExp): Snippet[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  const openings = lines.flatMap((text, index) => (opening.test(text) ? [index] : []))
  return openings.map((start) => {
    const code = lines.slice(start + 1, closingAfter(lines, start, file)).join('\n')
    const [, shows = ''] = opening.exec(lines[start] ?? '') ?? []
    return { file, line: start + 1, code, shows, place: `${relative(workspaceRoot, file)}:${start + 1}` }
  })
}

function closingAfter(lines: readonly string[], start: number, file: string): number {
  const length = lines.slice(start + 1).findIndex((text) => CLOSING.test(text))
  if (length < 0) throw new Error(`${file}:${start + 1}: the block is not closed`)
  return start + 1 + length
}
