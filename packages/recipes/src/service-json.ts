import type { ServiceInstance, ServiceType, UriPart } from './service-instance.ts'

export interface ServiceJsonOptions {
  /** Leaves `enabled` out, for readers older than Curator 3.2 and 2.12, which refuse a field that they do not know. Default false. */
  readonly withoutEnabled?: boolean
}

/** The JSON that Curator's JsonInstanceSerializer reads and writes, its fields in the same order. */
export function encodeInstance(instance: ServiceInstance, options: ServiceJsonOptions = {}): string {
  const { name, id, address, port, sslPort, registrationTimeUTC, serviceType, uriSpec } = instance
  const payload = typedPayload(instance.payload, instance.payloadClass)
  const fields = { name, id, address, port, sslPort, payload, registrationTimeUTC, serviceType, uriSpec: uriSpec && { parts: uriSpec } }
  return JSON.stringify(options.withoutEnabled === true ? fields : { ...fields, enabled: instance.enabled })
}

/**
 * A payload as Jackson wants it where the declared type says nothing. Objects name their class in `@class`, without one they are a map; strings,
 * booleans, doubles and 32-bit integers are themselves; anything else is a pair of class and value.
 */
function typedPayload(payload: unknown, className: string | null): unknown {
  if (payload === null || payload === undefined) return null
  if (Array.isArray(payload)) return [className ?? 'java.util.ArrayList', payload]
  if (typeof payload === 'object') return className === null ? payload : { '@class': className, ...payload }
  if (className !== null && !NATURAL_CLASSES.has(className)) return [className, payload]
  if (typeof payload === 'number' && Number.isInteger(payload) && payload !== (payload | 0)) return ['java.lang.Long', payload]
  return payload
}

const NATURAL_CLASSES = new Set(['java.lang.String', 'java.lang.Boolean', 'java.lang.Integer', 'java.lang.Double'])

/** Reads Curator's JSON, with or without the newer fields; unknown fields are passed over. Throws a TypeError for anything else. */
export function decodeInstance<P>(data: Buffer): ServiceInstance<P> {
  const fields = parseObject(data)
  const { payload, payloadClass } = untypedPayload(fields.payload ?? null)
  return {
    name: text(fields, 'name') ?? '',
    id: text(fields, 'id') ?? '',
    address: text(fields, 'address'),
    port: number(fields, 'port'),
    sslPort: number(fields, 'sslPort'),
    payload: payload as P | null,
    payloadClass,
    registrationTimeUTC: number(fields, 'registrationTimeUTC') ?? 0,
    serviceType: serviceType(fields.serviceType),
    uriSpec: uriParts(fields.uriSpec),
    enabled: fields.enabled !== false,
  }
}

type Fields = Readonly<Record<string, unknown>>

function parseObject(data: Buffer): Fields {
  const value: unknown = parseJson(data.toString())
  if (isFields(value)) return value
  throw new TypeError('service instance: not a JSON object')
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new TypeError('service instance: not JSON', { cause: error })
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(fields: Fields, key: string): string | null {
  const value = fields[key] ?? null
  if (value === null || typeof value === 'string') return value
  throw new TypeError(`service instance: ${key} is not a string`)
}

function number(fields: Fields, key: string): number | null {
  const value = fields[key] ?? null
  if (value === null || typeof value === 'number') return value
  throw new TypeError(`service instance: ${key} is not a number`)
}

/** A type that is not known lives somehow and is found like any other: it is read as DYNAMIC. */
function serviceType(value: unknown): ServiceType {
  return value === 'STATIC' || value === 'PERMANENT' ? value : 'DYNAMIC'
}

function uriParts(value: unknown): UriPart[] | null {
  const parts = isFields(value) ? value.parts : null
  if (!Array.isArray(parts)) return null
  return parts.filter(isFields).map((part) => ({ value: text(part, 'value') ?? '', variable: part.variable === true }))
}

/** `{"@class": c, ...}` and `["c", value]` are a value of class c; a pair is told from a list by the class's dot. */
function untypedPayload(value: unknown): { payload: unknown; payloadClass: string | null } {
  if (Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && /^[\w$]+(\.[\w$]+)+(<.*>)?$/.test(value[0])) {
    return { payload: value[1], payloadClass: value[0] }
  }
  if (!isFields(value) || typeof value['@class'] !== 'string') return { payload: value, payloadClass: null }
  const { '@class': payloadClass, ...payload } = value
  return { payload, payloadClass: payloadClass as string }
}
