/** How a registration lives: `DYNAMIC` with its session (an ephemeral znode), `STATIC` until it is unregistered or the registry closed, `PERMANENT` until it is unregistered. */
export type ServiceType = 'DYNAMIC' | 'STATIC' | 'PERMANENT'

/** A part of a URI template: a literal, or the name of a field. */
export interface UriPart {
  readonly value: string
  readonly variable: boolean
}

/** One instance of a service, with the fields of Curator's ServiceInstance. */
export interface ServiceInstance<P = unknown> {
  /** Of the service. */
  readonly name: string
  /** Of the instance, unique in its service; the znode's name. */
  readonly id: string
  readonly address: string | null
  readonly port: number | null
  readonly sslPort: number | null
  readonly payload: P | null
  /**
   * The Java class that Curator is to read the payload as, and has written it from (`@class`). Null: none. A Curator with a payload class of its own
   * only reads instances that name it.
   */
  readonly payloadClass: string | null
  /** Ms since 1970. */
  readonly registrationTimeUTC: number
  readonly serviceType: ServiceType
  readonly uriSpec: readonly UriPart[] | null
  /** Instances that are not enabled are registered, but not chosen. */
  readonly enabled: boolean
}

/** What must be said of an instance; the rest has defaults. `uriSpec` may be a template like `{scheme}://{address}:{port}`. */
export type ServiceDescription<P = unknown> = Pick<ServiceInstance<P>, 'name'> &
  Partial<Omit<ServiceInstance<P>, 'name' | 'uriSpec'>> & { readonly uriSpec?: string | readonly UriPart[] | null }

/** Fills in the defaults: a random id, the time of now, DYNAMIC, enabled. */
export function makeInstance<P>(description: ServiceDescription<P>, id: () => string, nowMs: () => number): ServiceInstance<P> {
  const { uriSpec = null } = description
  return {
    name: description.name,
    id: description.id ?? id(),
    address: description.address ?? null,
    port: description.port ?? null,
    sslPort: description.sslPort ?? null,
    payload: description.payload ?? null,
    payloadClass: description.payloadClass ?? null,
    registrationTimeUTC: description.registrationTimeUTC ?? nowMs(),
    serviceType: description.serviceType ?? 'DYNAMIC',
    uriSpec: typeof uriSpec === 'string' ? parseUriSpec(uriSpec) : uriSpec,
    enabled: description.enabled ?? true,
  }
}

/** `{scheme}://{address}` as parts. Throws a TypeError for braces that do not match. */
export function parseUriSpec(template: string): UriPart[] {
  if (!/^(?:[^{}]|\{[^{}]*\})*$/.test(template)) throw new TypeError(`URI template ${JSON.stringify(template)}: braces must open and close one by one`)
  return (template.match(/\{[^{}]+\}|[^{}]+/g) ?? []).map((part) =>
    part.startsWith('{') ? { value: part.slice(1, -1).trim(), variable: true } : { value: part, variable: false },
  )
}

/**
 * The instance's URI. Fields: `scheme` (https where there is an `sslPort`, else http), `name`, `id`, `address`, `port`, `ssl-port`,
 * `registration-time-utc`, `service-type`, `[` and `]` for braces, and what `variables` adds or overrides; others are empty. Empty
 * without a template.
 */
export function buildUri(instance: ServiceInstance, variables: Readonly<Record<string, string | number>> = {}): string {
  const fields = new Map([...Object.entries(uriFields(instance)), ...Object.entries(variables)])
  return (instance.uriSpec ?? []).map(({ value, variable }) => (variable ? String(fields.get(value) ?? '') : value)).join('')
}

function uriFields(instance: ServiceInstance): Record<string, string | number> {
  return {
    '[': '{',
    ']': '}',
    scheme: instance.sslPort === null ? 'http' : 'https',
    name: instance.name,
    id: instance.id,
    address: instance.address ?? '',
    port: instance.port ?? '',
    'ssl-port': instance.sslPort ?? '',
    'registration-time-utc': instance.registrationTimeUTC,
    'service-type': instance.serviceType.toLowerCase(),
  }
}
