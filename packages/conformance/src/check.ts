/** The few assertions that the suites make, without a test runner's. Each throws an Error that says what was expected. */

/** A check that did not hold. */
export class CheckError extends Error {
  override readonly name = 'CheckError'
}

export function ok(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new CheckError(promise)
}

/** Deep equality of plain values, arrays, buffers and objects of these. */
export function equal(actual: unknown, expected: unknown, promise: string): void {
  const [found, wanted] = [describe(actual), describe(expected)]
  if (found !== wanted) throw new CheckError(`${promise}: expected ${clip(wanted)}, found ${clip(found)}`)
}

/** Resolves to the error of `work`, which must fail; `code` must be its code when given. */
export async function rejects(work: () => unknown, promise: string, code?: string): Promise<Error> {
  let error: unknown
  try {
    await work()
  } catch (thrown) {
    error = thrown
  }
  if (!(error instanceof Error)) throw new CheckError(`${promise}: expected an error, none came`)
  if (code !== undefined) equal('code' in error ? error.code : error.message, code, promise)
  return error
}

/** One text for values that are equal. */
function describe(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`
    if (inner === undefined) return 'undefined'
    return inner instanceof Uint8Array ? { bytes: Buffer.from(inner).toString('hex') } : toPlain(inner)
  })
}

/** Buffers have become `{ type, data }` by the time a replacer sees them. */
function toPlain(value: unknown): unknown {
  const isBuffer = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
  return isBuffer && Array.isArray(value.data) ? { bytes: Buffer.from(value.data).toString('hex') } : value
}

function clip(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}... (${text.length} characters)` : text
}
