import { isUint8Array } from 'node:util/types'
import { dataFault } from './data.ts'
import { describeValue } from './describe-value.ts'
import { TIMER_MAX_MS } from './limits.ts'
import type { ClientOptions } from './options.ts'

interface Rule {
  /** Goes on after "must be". */
  readonly text: string
  readonly allows: (value: unknown) => boolean
}

const flag: Rule = { text: 'true or false', allows: (value) => typeof value === 'boolean' }
const callable: Rule = { text: 'a function', allows: (value) => typeof value === 'function' }

function wholeNumber(min: number, max: number): Rule {
  return { text: `a whole number from ${min} to ${max}`, allows: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max }
}

const connectTime: Rule = {
  text: `a number of ms from 1 to ${TIMER_MAX_MS}`, allows: (value) => typeof value === 'number' && value >= 1 && value <= TIMER_MAX_MS,
}
const waitingTime: Rule = { text: 'a number of ms, 0 or Infinity for no limit', allows: (value) => typeof value === 'number' && value >= 0 }

const rules: Readonly<Partial<Record<keyof ClientOptions, Rule>>> = {
  sessionTimeoutMs: wholeNumber(1, TIMER_MAX_MS),
  connectTimeoutMs: connectTime,
  operationTimeoutMs: waitingTime,
  maxRequestBytes: wholeNumber(1, TIMER_MAX_MS),
  readOnly: flag,
  shuffle: flag,
  onLost: { text: "'new-session' or 'close'", allows: (value) => value === 'new-session' || value === 'close' },
  retry: { text: 'false or a policy with a function delayMs', allows: (value) => value === false || hasFunctions(value, ['delayMs']) },
  tls: { text: "true or an object of options of Node's tls.connect", allows: (value) => value === true || isRecord(value) },
  session: { text: '{ id: a bigint, password: a Uint8Array }', allows: isKnownSession },
  sasl: { text: "{ mechanism: 'DIGEST-MD5', username: text, password: text }", allows: isSasl },
  resolve: callable,
  resolveSrv: callable,
  connect: callable,
  random: callable,
  logger: { text: 'an object with the functions debug, info, warn, error', allows: (value) => hasFunctions(value, ['debug', 'info', 'warn', 'error']) },
}

/** Throws TypeError that names the option and its value: what would be an endless attempt to connect otherwise. */
export function checkOptions(options: ClientOptions): void {
  for (const [name, rule] of Object.entries(rules)) check(name, options[name as keyof ClientOptions], rule)
  if (options.auth !== undefined) checkAuth(options.auth)
}

/** Of `connect`, which alone has it. */
export function checkWaitMs(waitMs: unknown): void {
  check('waitMs', waitMs, waitingTime)
}

function check(name: string, value: unknown, { text, allows }: Rule): void {
  if (value !== undefined && !allows(value)) throw new TypeError(`option ${name}: must be ${text}, is ${describeValue(value)}`)
}

/** No credential stands in an error. */
function checkAuth(auth: unknown): void {
  check('auth', auth, { text: 'an array of { scheme, credential }', allows: Array.isArray })
  for (const [i, entry] of (auth as readonly unknown[]).entries()) {
    check(`auth[${i}]`, entry ?? null, { text: '{ scheme, credential }', allows: isRecord })
    const { scheme, credential } = entry as Readonly<Record<string, unknown>>
    check(`auth[${i}].scheme`, scheme ?? null, { text: 'text that is not empty', allows: (value) => typeof value === 'string' && value !== '' })
    if (dataFault(credential, '') !== null) throw new TypeError(`option auth[${i}].credential: must be text or a Uint8Array, is of type ${typeof credential}`)
  }
}

interface Given {
  readonly [name: string]: unknown
  readonly id?: unknown
  readonly mechanism?: unknown
  readonly username?: unknown
  readonly password?: unknown
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => typeof value[name] === 'function')
}

function isKnownSession(value: unknown): boolean {
  return isRecord(value) && typeof value.id === 'bigint' && isUint8Array(value.password)
}

function isSasl(value: unknown): boolean {
  return isRecord(value) && value.mechanism === 'DIGEST-MD5' && typeof value.username === 'string' && typeof value.password === 'string'
}
