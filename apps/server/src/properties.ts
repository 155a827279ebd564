import { OperatorError } from '@zabkit/core'

/** One setting of a properties file. */
export interface Property {
  readonly key: string
  readonly value: string
  /** The line, from 1, on which it begins. */
  readonly line: number
}

/**
 * Reads Java's properties syntax (`java.util.Properties.load`): comments with `#` and `!`, separators `=`, `:` and white space,
 * continuation with a final backslash, the escapes `\t \n \r \f \uXXXX`. Values lose white space at their end, as ZooKeeper trims them.
 * Properties come in file order, duplicates included. Throws OperatorError ZK_CONFIG_INVALID naming `file` and line for a broken `\u`.
 */
export function parseProperties(text: string, file: string): Property[] {
  return logicalLines(text).map((logical) => parseLine(logical, file))
}

interface LogicalLine {
  readonly text: string
  readonly line: number
}

/** Joins continued lines; leaves comments and empty lines out. */
function logicalLines(text: string): LogicalLine[] {
  const lines = text.split(/\r\n|\r|\n/)
  const logical: LogicalLine[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1
    let joined = trimStart(lines[i] ?? '')
    if (joined === '' || joined.startsWith('#') || joined.startsWith('!')) continue
    while (isContinued(joined)) {
      const next = lines[++i]
      joined = joined.slice(0, -1) + trimStart(next ?? '')
      if (next === undefined) break
    }
    if (joined !== '') logical.push({ text: joined, line })
  }
  return logical
}

function trimStart(text: string): string {
  return text.replace(/^[ \t\f]+/, '')
}

/** True when it ends in an odd number of backslashes: the last one is not itself escaped. */
function isContinued(text: string): boolean {
  const backslashes = /\\*$/.exec(text)?.[0].length ?? 0
  return backslashes % 2 === 1
}

function parseLine({ text, line }: LogicalLine, file: string): Property {
  const keyEnd = findKeyEnd(text)
  const separator = /^[ \t\f]*[=:]?[ \t\f]*/.exec(text.slice(keyEnd))?.[0].length ?? 0
  return {
    key: unescapeText(text.slice(0, keyEnd), file, line).trim(),
    value: unescapeText(text.slice(keyEnd + separator), file, line).trim(),
    line,
  }
}

/** The first separator that no backslash protects. */
function findKeyEnd(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (/[=: \t\f]/.test(text.charAt(i))) return i
  }
  return text.length
}

const ESCAPES: ReadonlyMap<string, string> = new Map([['t', '\t'], ['n', '\n'], ['r', '\r'], ['f', '\f']])

/** The text of a broken `\u` is not shown: it may belong to a password. */
function unescapeText(text: string, file: string, line: number): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(u([0-9a-fA-F]{4})|.|$)/gsu, (_, escaped: string, hex: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (escaped === 'u') throw new OperatorError('ZK_CONFIG_INVALID', `${file} line ${line}: \\u must be followed by four hex digits`)
    return ESCAPES.get(escaped) ?? escaped
  })
}

/**
 * The text of a configuration's bytes: UTF-8 with or without its mark, else Latin-1, which is what Java reads. Throws OperatorError
 * ZK_CONFIG_INVALID for UTF-16 and for bytes that are no text.
 */
export function decodeText(bytes: Buffer, file: string): string {
  refuseUtf16(bytes, file)
  const content = bytes.subarray(hasUtf8Mark(bytes) ? 3 : 0)
  const text = content.toString('utf8')
  return text.includes('\ufffd') ? content.toString('latin1') : text
}

function hasUtf8Mark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

function refuseUtf16(bytes: Buffer, file: string): void {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0
  if (mark === 0xfeff || mark === 0xfffe) throw notText(file, 'is UTF-16 text; save it as UTF-8')
  if (bytes.includes(0)) throw notText(file, 'holds zero bytes: it is not a text file, or it is UTF-16; save it as UTF-8')
}

function notText(file: string, what: string): OperatorError {
  return new OperatorError('ZK_CONFIG_INVALID', `${file} ${what}`, { remedy: 'Save the configuration as UTF-8 text and start again.' })
}
