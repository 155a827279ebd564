import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkSnippets } from '../src/check-snippets.ts'
import { publicPackages, sourceTexts, workspaceRoot } from '../src/public-packages.ts'
import { excerptsOf, type Snippet, snippetsOf } from '../src/snippets.ts'

const packageReadmes = publicPackages().map(({ folder }) => join(folder, 'README.md'))
const otherReadmes = ['README.md', 'packages/README.md', 'apps/custom-server/README.md'].map((file) => join(workspaceRoot, file))
const readmes = [...otherReadmes, ...packageReadmes]

describe('the snippets of the READMEs', () => {
  it('compile, all of them', () => {
    const snippets = readmes.flatMap(snippetsOf)
    expect(snippets.length).toBeGreaterThan(packageReadmes.length / 2)
    expect(checkSnippets(snippets)).toEqual([])
  })

  it('are reported with file and line when they do not', () => {
    const file = join(workspaceRoot, 'README.md')
    const code = "import { makeZxid } from '@zabkit/core'\nmakeZxid('1', 5)\nundeclared()"
    expect(checkSnippets([{ file, line: 10, code, shows: '', place: 'README.md:10' }])).toEqual([
      "README.md:12: Argument of type 'string' is not assignable to parameter of type 'number'.",
      "README.md:13: Cannot find name 'undeclared'.",
    ])
  })

  it('are files of this repository, word for word, where they name one', () => {
    const texts = [...sourceTexts()]
    const isShown = ({ shows, code }: Snippet) => texts.some(([file, text]) => file.endsWith(`/${shows}`) && text === code)
    const excerpts = readmes.flatMap(excerptsOf)
    expect(excerpts.length).toBeGreaterThan(0)
    expect(excerpts.filter((excerpt) => !isShown(excerpt)).map(({ place }) => place)).toEqual([])
  })
})
