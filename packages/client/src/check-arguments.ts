import type { Acl } from '@zabkit/core'
import { describeValue } from './describe-value.ts'

/** What is wrong with a version that must be there; null when nothing is. */
export function neededVersionFault(version: unknown): string | null {
  return isInt32(version) ? null : `version is a whole number of 32 bits, is ${describeValue(version)}`
}

/** Null also for `undefined`: any version. */
export function versionFault(version: unknown): string | null {
  return version === undefined ? null : neededVersionFault(version)
}

/** What is wrong with an access control list; null when nothing is. Whether it may be empty, and which schemes there are, is the server's to say. */
export function aclFault(acl: unknown): string | null {
  if (!Array.isArray(acl)) return `acl is an array, is ${describeValue(acl)}`
  for (let i = 0; i < acl.length; i++) {
    const fault = entryFault(acl[i] as Partial<Acl> | null | undefined)
    if (fault !== null) return `acl[${i}]${fault}`
  }
  return null
}

function entryFault(entry: Partial<Acl> | null | undefined): string | null {
  if (typeof entry !== 'object' || entry === null) return ` is { permissions, id }, is ${describeValue(entry)}`
  const { permissions, id } = entry
  if (!isInt32(permissions)) return `.permissions is a sum of Permission bits, is ${describeValue(permissions)}`
  if (typeof id !== 'object' || id === null) return `.id is { scheme, id }, is ${describeValue(id)}`
  if (typeof id.scheme !== 'string') return `.id.scheme is text, is ${describeValue(id.scheme)}`
  return typeof id.id === 'string' ? null : `.id.id is text, is ${describeValue(id.id)}`
}

/** What is wrong with the listener of a one-shot watch; null when nothing is. */
export function watchFault(watch: unknown): string | null {
  return watch === undefined || typeof watch === 'function' ? null : `watch is a function, is ${describeValue(watch)}`
}

/** What is wrong with a word that must be one of the keys of `known`; null when nothing is. */
export function wordFault(what: string, word: unknown, known: object): string | null {
  if (typeof word === 'string' && Object.hasOwn(known, word)) return null
  return `${what} is one of ${Object.keys(known).join(', ')}, is ${describeValue(word)}`
}

function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value
}
