import { isOperatorError, type LogFields } from '@zabkit/core'
import { FIELD_DEPTH_MAX, FIELD_ENTRIES_MAX, FIELD_TEXT_MAX } from './limits.ts'

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]'

/** Names without case and separators. `treeDigest` is no secret, `digest` is: only whole names count. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'auth', 'authdata', 'authorization', 'authinfo', 'cookie', 'credential', 'credentials', 'digest', 'key', 'passwd', 'privatekey', 'token',
])
const SECRET_PARTS = /password|passphrase|secret|superdigest/
/** Keys that a line has already. */
const LINE_KEYS: ReadonlySet<string> = new Set(['level', 'time', 'msg'])

/** `fields` as plain values that JSON can hold, bounded, with secrets taken out by name at any depth. Never throws. */
export function plainFields(fields: LogFields): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const [name, value] of entriesOf(fields)) plain[LINE_KEYS.has(name) ? `${name}_` : name] = plainField(name, value, 0)
  return plain
}

/** Does a field of this name hold a secret? */
export function isSecretName(name: string): boolean {
  const bare = name.replace(/[-_. ]/g, '').toLowerCase()
  return SECRET_NAMES.has(bare) || SECRET_PARTS.test(bare)
}

function plainField(name: string, value: unknown, depth: number): unknown {
  return isSecretName(name) && typeof value !== 'boolean' ? REDACTED : plainValue(value, depth)
}

function plainValue(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > FIELD_TEXT_MAX ? `${value.slice(0, FIELD_TEXT_MAX)}...` : value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return String(value)
    case 'object':
      return value === null ? null : plainObject(value, depth)
    case 'boolean':
    case 'undefined':
      return value
    default:
      return `[${typeof value}]`
  }
}

function plainObject(value: object, depth: number): unknown {
  if (value instanceof Error) return plainError(value, depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (depth >= FIELD_DEPTH_MAX) return '[...]'
  if (value instanceof Set || Array.isArray(value)) return plainList(value, depth)
  const plain: Record<string, unknown> = {}
  for (const [name, inner] of entriesOf(value)) plain[name] = plainField(name, inner, depth + 1)
  return plain
}

function plainList(values: Iterable<unknown>, depth: number): unknown[] {
  const plain: unknown[] = []
  for (const value of values) {
    if (plain.length === FIELD_ENTRIES_MAX) return [...plain, '...']
    plain.push(plainValue(value, depth + 1))
  }
  return plain
}

/** Type, message, code and remedy for the operator; the stack only where the error is a fault of the program. */
function plainError(error: Error, depth: number): Record<string, unknown> {
  const plain: Record<string, unknown> = { type: error.name, message: plainValue(error.message, depth) }
  if ('code' in error) plain.code = plainValue(error.code, depth + 1)
  if (isOperatorError(error)) plain.remedy = error.remedy
  else plain.stack = plainValue(error.stack, depth)
  if (error.cause !== undefined && depth < FIELD_DEPTH_MAX) plain.cause = plainValue(error.cause, depth + 1)
  return plain
}

/** The first entries. A getter that throws ends them: a log line must not end the server. */
function entriesOf(value: object): [string, unknown][] {
  try {
    const entries: Iterable<[unknown, unknown]> = value instanceof Map ? value : Object.entries(value)
    return [...entries].slice(0, FIELD_ENTRIES_MAX).map(([name, inner]) => [String(name), inner])
  } catch {
    return [['unreadable', true]]
  }
}
