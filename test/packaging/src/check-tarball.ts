import { readFile } from 'node:fs/promises'
import { createRequire, isBuiltin } from 'node:module'
import { pathToFileURL } from 'node:url'
import type * as Attw from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import ts from 'typescript'
import type { Manifest } from './public-packages.ts'

/** What `attw --profile esm-only` does not look at: resolution without `exports`, and `require` by types older than Node's require of ES modules. */
const NOT_LOOKED_AT = new Set(['node10', 'node16-cjs'])

/** All that publint and attw have to say about a tarball, and what it imports without declaring it. */
export async function checkTarball(tarball: string): Promise<string[]> {
  const bytes = new Uint8Array(await readFile(tarball))
  const attw = await loadAttw()
  const content = attw.createPackageFromTarballData(bytes)
  return [...(await publintMessages(bytes)), ...(await attwProblems(attw, content)), ...undeclaredImports(content)]
}

async function publintMessages(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true })
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`)
}

/** attw's own checks, in this process: its command takes seconds to begin for each tarball. */
async function loadAttw(): Promise<typeof Attw> {
  const fromCommand = createRequire(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json'))
  return (await import(pathToFileURL(fromCommand.resolve('@arethetypeswrong/core')).href)) as typeof Attw
}

async function attwProblems(attw: typeof Attw, content: Attw.Package): Promise<string[]> {
  const result = await attw.checkPackage(content)
  if (!result.types) return ['attw: there are no types']
  const problems = result.problems.filter((problem) => !('resolutionKind' in problem && NOT_LOOKED_AT.has(problem.resolutionKind)))
  return problems.map((problem) => `attw: ${JSON.stringify(problem)}`)
}

function undeclaredImports(content: Attw.Package): string[] {
  const manifest = JSON.parse(content.readFile(`/node_modules/${content.packageName}/package.json`)) as Manifest
  const declared = new Set([manifest.name, ...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.peerDependencies ?? {})])
  const files = content.listFiles().filter((file) => /\/dist\/.*\.(?:js|d\.ts)$/.test(file))
  const imported = files.flatMap((file) => ts.preProcessFile(content.readFile(file)).importedFiles.map(({ fileName }) => fileName))
  const undeclared = imported.filter((name) => !name.startsWith('.') && !isBuiltin(name) && !declared.has(packageOf(name)))
  return [...new Set(undeclared)].map((name) => `imports ${name}, which its package.json does not declare`)
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
