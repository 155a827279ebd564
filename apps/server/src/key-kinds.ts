/** What every row of the table of keys says, whatever its kind. */
interface KeyFacts {
  /** Where it lands in ServerSettings. */
  readonly field: string
  /** What an operator should know beyond the name; '' for nothing. */
  readonly note?: string
  /** Never shown, neither in the log nor in `conf`. */
  readonly secret?: boolean
}

/** A whole number between `min` and `max`, both included. */
export interface IntegerKey<D extends number | null = number | null> extends KeyFacts {
  readonly kind: 'integer'
  readonly default: D
  readonly min: number
  readonly max: number
  /** ms, s, KB, ticks...; '' for a count. */
  readonly unit?: string
  /** Also takes `0x` and hex digits: in ZooKeeper it is a Java system property. */
  readonly hex?: boolean
  /** What `min` stands for when it is no ordinary value: "0 for any free port". The message names the range above it. */
  readonly special?: string
  /** The least ordinary value where `min` is special. Default: `min` + 1. */
  readonly lowest?: number
}

/** The least value that is an ordinary one. */
export function lowestOf({ min, special, lowest }: IntegerKey): number {
  return special === undefined ? min : (lowest ?? min + 1)
}

/** Two words, and no others: ZooKeeper takes a misspelt one for "no" without a word. */
export interface FlagKey extends KeyFacts {
  readonly kind: 'flag'
  readonly default: boolean
  readonly words: 'true/false' | 'yes/no'
}

/** Free text, a path, a class name. Null when absent. */
export interface TextKey extends KeyFacts {
  readonly kind: 'text' | 'path' | 'list'
  readonly default: string | null
}

/** One of a few words, in any case. */
export interface ChoiceKey<C extends string = string> extends KeyFacts {
  readonly kind: 'choice'
  readonly choices: readonly C[]
  readonly default: C
}

/** Many keys under one name: `server.N`. */
export interface FamilyKey extends KeyFacts {
  readonly kind: 'family'
  readonly default: null
}

export type WorkingKey = IntegerKey | FlagKey | TextKey | ChoiceKey | FamilyKey

/** A key that is known and has no effect here. */
export interface InertKey {
  readonly kind: 'inert'
  /** ZooKeeper's, as a person writes it. */
  readonly default: string
  readonly reason: string
  /** How a `true` is met: some switch on a protection that must not be missing in silence. */
  readonly whenTrue: 'info' | 'warn' | 'refuse'
}

type Facts<K> = Omit<K, 'kind'>

export function integer<const D extends number | null>(facts: Facts<IntegerKey<D>>): IntegerKey<D> {
  return { kind: 'integer', ...facts }
}

export function flag(facts: Omit<FlagKey, 'kind' | 'words'>, words: FlagKey['words'] = 'true/false'): FlagKey {
  return { kind: 'flag', words, ...facts }
}

export function text(facts: Facts<TextKey>): TextKey {
  return { kind: 'text', ...facts }
}

export function path(facts: Facts<TextKey>): TextKey {
  return { kind: 'path', ...facts }
}

/** Words with commas between them. */
export function list(facts: Facts<TextKey>): TextKey {
  return { kind: 'list', ...facts }
}

export function choice<const C extends string>(facts: Facts<ChoiceKey<C>>): ChoiceKey<C> {
  return { kind: 'choice', ...facts }
}

export function family(facts: Omit<FamilyKey, 'kind' | 'default'>): FamilyKey {
  return { kind: 'family', default: null, ...facts }
}

/** Rows for keys that share a reason: `defaults` maps each to ZooKeeper's default. */
export function inert(
  reason: string,
  defaults: Readonly<Record<string, string>>,
  whenTrue: InertKey['whenTrue'] = 'info',
): Record<string, InertKey> {
  const rows = Object.entries(defaults)
  return Object.fromEntries(rows.map(([name, value]) => [name, { kind: 'inert', default: value, reason, whenTrue }]))
}
