import { basename } from 'node:path'
import { OperatorError } from '@zabkit/core'
import { canonicalName, findConfigKey, similarName } from './config-keys.ts'
import { CONFIG_BYTES_MAX } from './limits.ts'
import { type ConfigEntry, describeEntry, HIDDEN, invalidEntry, type Notice, oneLine, placeOf } from './notice.ts'
import { decodeText, parseProperties } from './properties.ts'
import { errorCode, type SettingsSources, whyUnreadable } from './sources.ts'

/** What a configuration says: one entry a name, the last one where there are several. */
export interface ZooCfg {
  readonly entries: ReadonlyMap<string, ConfigEntry>
  /** Duplicates, unknown keys, keys without effect here, secrets that others can read. */
  readonly notices: readonly Notice[]
}

/** What a server without a configuration file does: a server for the person at this machine. */
export const DEFAULT_SETTINGS: readonly (readonly [string, string])[] = [
  ['dataDir', './data'],
  ['clientPort', '2181'],
  ['clientPortAddress', '127.0.0.1'],
  ['tickTime', '2000'],
]

export function defaultZooCfg(): ZooCfg {
  const entries = DEFAULT_SETTINGS.map(([name, value]) => [name, { name, value, file: '', line: 0 }] as const)
  return { entries: new Map(entries), notices: [] }
}

/** Reads a zoo.cfg. Throws OperatorError ZK_CONFIG_UNREADABLE for the file, ZK_CONFIG_INVALID for its syntax. */
export async function readZooCfg(path: string, sources: SettingsSources): Promise<ZooCfg> {
  const notices: Notice[] = []
  const entries = lastOfEach(await readEntries(path, sources), notices)
  for (const entry of entries.values()) noticeKey(entry, notices)
  await noticeOpenSecrets(path, entries, sources, notices)
  return { entries, notices }
}

/** Every setting of a properties file, in order, under canonical names. */
export async function readEntries(path: string, sources: SettingsSources): Promise<ConfigEntry[]> {
  const file = basename(path)
  const text = decodeText(await readBytes(path, sources), file)
  return parseProperties(text, file).map(({ key, value, line }) => ({ name: canonicalName(key), value, file, line }))
}

async function readBytes(path: string, sources: SettingsSources): Promise<Buffer> {
  const bytes = await sources.readFile(path).catch((cause: unknown) => {
    throw new OperatorError('ZK_CONFIG_UNREADABLE', `configuration ${path}: ${whyUnreadable(errorCode(cause))}`, { cause })
  })
  if (bytes.length <= CONFIG_BYTES_MAX) return bytes
  throw new OperatorError('ZK_CONFIG_UNREADABLE', `configuration ${path}: has ${bytes.length} bytes, more than ${CONFIG_BYTES_MAX}`)
}

function lastOfEach(all: readonly ConfigEntry[], notices: Notice[]): Map<string, ConfigEntry> {
  const entries = new Map<string, ConfigEntry>()
  for (const entry of all) {
    const earlier = entries.get(entry.name)
    if (earlier !== undefined) {
      const text = `${oneLine(entry.name)} (${placeOf(entry)}): also on line ${earlier.line}; the last one counts`
      notices.push({ level: 'warn', text })
    }
    entries.set(entry.name, entry)
  }
  return entries
}

function noticeKey(entry: ConfigEntry, notices: Notice[]): void {
  const key = findConfigKey(entry.name)
  if (key === undefined) return noticeUnknown(entry, notices)
  if (key.kind !== 'inert') return
  const isOn = entry.value.toLowerCase() === 'true'
  if (isOn && key.whenTrue === 'refuse') throw invalidEntry(entry, `${key.reason}; remove the key if it may be missing`)
  const level = isOn && key.whenTrue === 'warn' ? 'warn' : 'info'
  notices.push({ level, text: `${entry.name} (${placeOf(entry)}): known, not applicable: ${key.reason}` })
}

/** The value is not shown: a key that nobody knows may be a misspelt password. */
function noticeUnknown(entry: ConfigEntry, notices: Notice[]): void {
  const similar = similarName(entry.name)
  const hint = similar === undefined ? 'unknown key, ignored' : `unknown key, ignored; did you mean ${similar}?`
  notices.push({ level: 'warn', text: `${oneLine(entry.name)} (${placeOf(entry)}): ${hint}` })
}

async function noticeOpenSecrets(
  path: string,
  entries: ReadonlyMap<string, ConfigEntry>,
  sources: SettingsSources,
  notices: Notice[],
): Promise<void> {
  const secret = [...entries.values()].find(({ name }) => isSecret(name))
  if (secret === undefined) return
  const mode = await sources.environment.fileMode(path)
  if (mode === null || (mode & 0o004) === 0) return
  const shown = describeEntry(secret, HIDDEN)
  notices.push({ level: 'warn', text: `${shown}: everybody on this machine can read the file; chmod 640 ${oneLine(path)}` })
}

/** Passwords of the links between servers count too, though they have no effect. */
function isSecret(name: string): boolean {
  const key = findConfigKey(name)
  return name.toLowerCase().endsWith('password') || (key !== undefined && key.kind !== 'inert' && key.secret === true)
}
