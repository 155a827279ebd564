import { OperatorError } from '@zabkit/core'
import type { ChoiceName, ChoiceOf, FlagName, IntegerName, IntegerOf, TextName } from './config-keys.ts'
import { type IntegerKey, lowestOf } from './key-kinds.ts'
import { type ConfigEntry, HIDDEN, invalidEntry } from './notice.ts'
import { workingKeys } from './working-keys.ts'

/**
 * Typed access to the entries of a configuration. Every getter gives the table's default for an absent key and throws OperatorError
 * ZK_CONFIG_INVALID, with key, value, file and line, for a value that is not of the key's kind.
 */
export class ConfigValues {
  readonly #entries: ReadonlyMap<string, ConfigEntry>

  constructor(entries: ReadonlyMap<string, ConfigEntry>) {
    this.#entries = entries
  }

  /** The entry as written; undefined when the key is absent. */
  entry(name: keyof typeof workingKeys): ConfigEntry | undefined {
    return this.#entries.get(name)
  }

  /** All entries whose name begins with `prefix`, in file order. */
  family(prefix: string): ConfigEntry[] {
    return [...this.#entries.values()].filter(({ name }) => name.startsWith(prefix))
  }

  /** The entry of a key that has no effect, where somebody counts on its `true`. */
  switchedOn(name: string): ConfigEntry | undefined {
    const entry = this.#entries.get(name)
    return entry?.value.toLowerCase() === 'true' ? entry : undefined
  }

  /** A whole number in the key's own unit. */
  integer<N extends IntegerName>(name: N): IntegerOf<N> {
    const entry = this.#entries.get(name)
    const key: IntegerKey = workingKeys[name]
    return (entry === undefined ? key.default : parseInteger(entry, key)) as IntegerOf<N>
  }

  flag(name: FlagName): boolean {
    const entry = this.#entries.get(name)
    return entry === undefined ? workingKeys[name].default : parseFlag(entry, workingKeys[name].words)
  }

  /** Null when absent and without default. Empty is an error: an empty path or password is a mistake. */
  text(name: TextName): string | null {
    const entry = this.#entries.get(name)
    if (entry === undefined) return workingKeys[name].default
    if (entry.value === '') throw invalidEntry(entry, 'has no value; give one or remove the key')
    return entry.value
  }

  /** The parts between commas, trimmed, empty ones left out. Absent without default: empty. */
  list(name: TextName): string[] {
    const text = this.#entries.get(name)?.value ?? workingKeys[name].default ?? ''
    return text.split(',').map((part) => part.trim()).filter((part) => part !== '')
  }

  choice<N extends ChoiceName>(name: N): ChoiceOf<N> {
    const entry = this.#entries.get(name)
    const { choices, default: absent } = workingKeys[name]
    if (entry === undefined) return absent
    const words: readonly string[] = choices
    const found = words.find((word) => word.toLowerCase() === entry.value.toLowerCase())
    if (found === undefined) throw invalidEntry(entry, `must be one of ${words.join(', ')}`)
    return found as ChoiceOf<N>
  }

  /** The error for a value that is well formed and still wrong. Secrets stay hidden. */
  invalid(name: keyof typeof workingKeys, must: string): OperatorError {
    const entry = this.#entries.get(name)
    const key = workingKeys[name]
    if (entry === undefined) return new OperatorError('ZK_CONFIG_INVALID', `${name}: ${must}`)
    return invalidEntry(entry, must, 'secret' in key && key.secret ? HIDDEN : undefined)
  }
}

/** Java's Integer.parseInt, and Integer.decode's hex where the key is a system property; nothing else passes for a number. */
export function parseInteger(entry: ConfigEntry, key: IntegerKey): number {
  const pattern = key.hex === true ? /^(?:[+-]?\d+|0[xX][0-9a-fA-F]+)$/ : /^[+-]?\d+$/
  const value = pattern.test(entry.value) ? Number(entry.value) : Number.NaN
  if (Number.isNaN(value)) throw invalidEntry(entry, `must be a whole number ${rangeText(key)}`)
  if (value !== key.min && (value < lowestOf(key) || value > key.max)) throw invalidEntry(entry, `must be ${rangeText(key)}`)
  return value
}

function rangeText(key: IntegerKey): string {
  const { max, special, unit } = key
  const measured = unit === undefined ? '' : ` ${unit}`
  return `between ${lowestOf(key)} and ${max}${measured}${special === undefined ? '' : `, or ${special}`}`
}

function parseFlag(entry: ConfigEntry, words: 'true/false' | 'yes/no'): boolean {
  const [yes, no] = words.split('/')
  const value = entry.value.toLowerCase()
  if (value === yes) return true
  if (value === no) return false
  throw invalidEntry(entry, `must be ${yes} or ${no}`)
}
