import { type Format, transform } from 'esbuild'
import ts from 'typescript'

const TARGET = 'node20.19'

/** The example as an ES module in JavaScript. */
export function toModule(code: string): Promise<string> {
  return compile(code, 'esm')
}

/**
 * The example as CommonJS: its imports become calls of `require`, and the rest, where `await` may stand, the body of an async function. An
 * error in it ends the process with code 1, as it would in a module.
 */
export function toCommonJs(code: string): Promise<string> {
  const { imports, body } = split(code)
  return compile(`${imports}\nvoid (async () => {\n${body}\n})()\n`, 'cjs')
}

async function compile(code: string, format: Format): Promise<string> {
  return (await transform(code, { loader: 'ts', format, platform: 'node', target: TARGET })).code
}

function split(code: string): { imports: string; body: string } {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022)
  const text = (wanted: boolean) =>
    source.statements.filter((statement) => ts.isImportDeclaration(statement) === wanted).map((statement) => statement.getFullText(source)).join('')
  return { imports: text(true), body: text(false) }
}

const SAID = /\bconsole\.log\(.*\S \/\/ (.+)$/gm

/** What an example says that it prints: the comments behind its calls of console.log. */
export function promisedOutput(code: string): string[] {
  return [...code.matchAll(SAID)].map(([, promised = '']) => promised)
}

/** The text with what differs from run to run replaced: ports, and numbers as long as ids and times. */
export function withoutChance(text: string): string {
  return text.replace(/\b(0x[0-9a-f]{12,}|\d{5,})(n?)\b/g, '#$2').replace(/\s+/g, ' ')
}
