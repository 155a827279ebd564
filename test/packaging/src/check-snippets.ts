import { basename, dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { workspaceRoot } from './public-packages.ts'
import type { Snippet } from './snippets.ts'

type Modules = ReadonlyMap<string, Snippet>

/**
 * Type-checks all snippets as one program, each as a module that stands beside its Markdown file, over the sources of the packages. Returns
 * one line for each mistake, with the place in the Markdown file.
 */
export function checkSnippets(snippets: readonly Snippet[]): string[] {
  const modules = new Map(snippets.map((snippet) => [join(dirname(snippet.file), `readme-line-${snippet.line}.ts`), snippet]))
  return mistakesIn(modules, compilerOptions(), [])
}

/**
 * Type-checks all snippets as one program, each as a module in `folder`, over the declarations that are installed there, as a compiler
 * does that knows nothing of this repository. Mistakes in the declarations of the packages `scope` count too.
 */
export function checkInstalledSnippets(snippets: readonly Snippet[], folder: string, scope: string): string[] {
  const modules = new Map(snippets.map((snippet) => [join(folder, `${basename(dirname(snippet.file))}-line-${snippet.line}.mts`), snippet]))
  const options = { ...compilerOptions(), customConditions: [], skipLibCheck: false, rewriteRelativeImportExtensions: false }
  return mistakesIn(modules, options, [`${folder}/node_modules/${scope}/`])
}

/** What packages are built with, but for what only a build needs. */
function compilerOptions(): ts.CompilerOptions {
  const file = join(workspaceRoot, 'tsconfig.base.json')
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile)
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, workspaceRoot)
  const typeRoots = [join(workspaceRoot, 'node_modules/@types')]
  const build = { composite: false, incremental: false, declaration: false, declarationMap: false, sourceMap: false }
  return { ...options, ...build, noEmit: true, typeRoots, moduleDetection: ts.ModuleDetectionKind.Force }
}

function mistakesIn(modules: Modules, options: ts.CompilerOptions, alsoIn: readonly string[]): string[] {
  const program = ts.createProgram([...modules.keys()], options, hostWith(modules))
  const wanted = program.getSourceFiles().filter(({ fileName }) => modules.has(fileName) || alsoIn.some((folder) => fileName.startsWith(folder)))
  const mistakes = wanted.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
  return mistakes.map((mistake) => `${placeOf(mistake, modules)}: ${ts.flattenDiagnosticMessageText(mistake.messageText, '\n')}`)
}

function hostWith(modules: Modules): ts.CompilerHost {
  const host = ts.createCompilerHost({})
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => modules.has(path) || fileExists(path)
  host.readFile = (path) => modules.get(path)?.code ?? readFile(path)
  host.getSourceFile = (path, options, ...rest) => {
    const snippet = modules.get(path)
    return snippet === undefined ? getSourceFile(path, options, ...rest) : ts.createSourceFile(path, snippet.code, options)
  }
  return host
}

function placeOf({ file, start = 0 }: ts.Diagnostic, modules: Modules): string {
  if (file === undefined) return 'somewhere'
  const line = 1 + file.getLineAndCharacterOfPosition(start).line
  const snippet = modules.get(file.fileName)
  return snippet === undefined ? `${file.fileName}:${line}` : `${relative(workspaceRoot, snippet.file)}:${snippet.line + line}`
}
