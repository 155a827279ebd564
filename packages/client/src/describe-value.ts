/** What somebody gave, for the sentence that refuses it: short, whatever it is. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'string') return value.length > 40 ? `text of ${value.length} characters` : JSON.stringify(value)
  if (typeof value === 'object') return Array.isArray(value) ? 'an array' : describeObject(value)
  return typeof value === 'function' ? 'a function' : `the ${typeof value} ${String(value)}`
}

function describeObject(value: object): string {
  const maker: unknown = value.constructor?.name
  return typeof maker === 'string' && maker !== '' && maker !== 'Object' ? `an object (${maker})` : 'an object'
}
