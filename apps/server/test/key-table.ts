import { type ConfigKey, configKeys } from '../src/config-keys.ts'
import { type IntegerKey, lowestOf, type WorkingKey } from '../src/key-kinds.ts'

/** The table of keys as the README shows it. */
export function renderKeyTable(): string {
  const rows = [...configKeys]
  const working = rows.flatMap(([name, key]) => (key.kind === 'inert' ? [] : [workingRow(name, key)]))
  const inert = rows.flatMap(([name, key]) => (key.kind === 'inert' ? [`| \`${name}\` | ${key.default} | ${reasonOf(key)} |`] : []))
  return [
    '### Keys that work', '', '| key | takes | default | lands in | note |', '|---|---|---|---|---|', ...working, '',
    '### Keys that are known and have no effect', '', '| key | ZooKeeper\'s default | why |', '|---|---|---|', ...inert,
  ].join('\n')
}

function workingRow(name: string, key: WorkingKey): string {
  const note = [key.secret === true ? 'secret' : '', key.note ?? ''].filter((part) => part !== '').join('; ')
  return `| \`${name}\` | ${takes(key)} | ${defaultOf(key)} | \`${key.field}\` | ${note} |`
}

function takes(key: WorkingKey): string {
  if (key.kind === 'integer') return takesInteger(key)
  if (key.kind === 'flag') return key.words.replace('/', ' or ')
  if (key.kind === 'choice') return key.choices.join(', ')
  return { text: 'text', path: 'path', list: 'list, with commas', family: 'text' }[key.kind]
}

function takesInteger(key: IntegerKey): string {
  const { max, unit, special, hex } = key
  const range = `${lowestOf(key)} to ${max}${unit === undefined ? '' : ` ${unit}`}`
  return [range, special, hex === true ? 'hex too' : undefined].filter((part) => part !== undefined).join('; ')
}

function defaultOf(key: WorkingKey): string {
  if (key.default === null) return ''
  if (key.kind === 'flag') return key.words.split('/')[key.default ? 0 : 1] ?? ''
  return String(key.default)
}

function reasonOf(key: Extract<ConfigKey, { kind: 'inert' }>): string {
  if (key.whenTrue === 'info') return key.reason
  return `${key.reason}; \`true\` ${key.whenTrue === 'warn' ? 'gives a warning' : 'is refused'}`
}
