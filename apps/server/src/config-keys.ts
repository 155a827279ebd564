import { inertKeys } from './inert-keys.ts'
import type { FlagKey, InertKey, IntegerKey, TextKey, ChoiceKey, WorkingKey } from './key-kinds.ts'
import { workingKeys } from './working-keys.ts'

/** A row of the table. */
export type ConfigKey = WorkingKey | InertKey

/**
 * The one table of the keys of a zoo.cfg: those that work and those that are known and have no effect, by canonical name (without the
 * prefix `zookeeper.`). A name that ends in `.N` or `.*` stands for every ending. The README's table is made from it.
 */
export const configKeys: ReadonlyMap<string, ConfigKey> = new Map<string, ConfigKey>([
  ...Object.entries(workingKeys),
  ...Object.entries(inertKeys),
])

type Working = typeof workingKeys
type NamesOf<K> = { [N in keyof Working]: Working[N] extends K ? N : never }[keyof Working]

/** Names by the kind of their value. */
export type IntegerName = NamesOf<IntegerKey>
export type FlagName = NamesOf<FlagKey>
export type TextName = NamesOf<TextKey>
export type ChoiceName = NamesOf<ChoiceKey>
/** Null only where the table has no default. */
export type IntegerOf<N extends IntegerName> = Working[N]['default'] extends null ? number | null : number
export type ChoiceOf<N extends ChoiceName> = Working[N]['choices'][number]

/** `zookeeper.x` is x: ZooKeeper turns the one into the other, in both directions. */
export function canonicalName(key: string): string {
  return key.startsWith('zookeeper.') ? key.slice('zookeeper.'.length) : key
}

/** The row for a canonical name, families included; undefined for a key that nobody knows. */
export function findConfigKey(name: string): ConfigKey | undefined {
  return configKeys.get(name) ?? findFamily(name)
}

/** `server.3` is of `server.N`; `pathStats.a.b` of `pathStats.*`. */
function findFamily(name: string): ConfigKey | undefined {
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const stem = name.slice(0, dot)
    const found = configKeys.get(`${stem}.N`) ?? configKeys.get(`${stem}.*`)
    if (found !== undefined) return found
  }
  return undefined
}

/** The known name that differs only in case, if there is one. */
export function similarName(name: string): string | undefined {
  const lower = name.toLowerCase()
  for (const known of configKeys.keys()) if (known.toLowerCase() === lower) return known
  return undefined
}
