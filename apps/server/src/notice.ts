import { OperatorError } from '@zabkit/core'
import { SHOWN_CHARACTERS_MAX } from './limits.ts'

/** Something for the log at start. Never holds a secret, nor the value of a key that nobody knows. */
export interface Notice {
  readonly level: 'warn' | 'info'
  readonly text: string
}

/** One setting of a configuration file, under its canonical name. */
export interface ConfigEntry {
  /** Without the prefix `zookeeper.`. */
  readonly name: string
  readonly value: string
  /** Base name of the file; `''` for built-in defaults. */
  readonly file: string
  /** From 1; 0 for built-in defaults. */
  readonly line: number
}

/** `zoo.cfg line 4`. */
export function placeOf(entry: ConfigEntry): string {
  return entry.line === 0 ? 'built-in default' : `${entry.file} line ${entry.line}`
}

/** `clientPort 70000 (zoo.cfg line 4)`, with `shown` in place of the value where it is secret. */
export function describeEntry(entry: ConfigEntry, shown: string = entry.value): string {
  return `${entry.name} ${shown === '' ? '(empty)' : oneLine(shown)} (${placeOf(entry)})`
}

/** A value as it may stand in a log line: control characters become spaces, and what is long is cut. */
export function oneLine(text: string): string {
  const flat = text.replace(/\p{Cc}+/gu, ' ')
  return flat.length > SHOWN_CHARACTERS_MAX ? `${flat.slice(0, SHOWN_CHARACTERS_MAX)}...` : flat
}

/** What stands for a secret. */
export const HIDDEN = '(hidden)'

/** A bad value, in one line: key, value, file, line and what it must be. */
export function invalidEntry(entry: ConfigEntry, must: string, shown?: string): OperatorError {
  return new OperatorError('ZK_CONFIG_INVALID', `${describeEntry(entry, shown)}: ${must}`)
}
