import { join } from 'node:path'
import { MAX_SERVER_ID, OperatorError } from '@zabkit/core'
import { oneLine, placeOf } from './notice.ts'
import type { ServerLine } from './server-line.ts'
import { errorCode, type SettingsSources, whyUnreadable } from './sources.ts'

/**
 * The number in the file `myid` of the data directory, or null when there is no such file. Throws OperatorError ZK_CONFIG_INVALID when it
 * holds anything but a number from 1 to 254 that is in `servers`, ZK_CONFIG_UNREADABLE when it cannot be read.
 */
export async function readMyId(
  dataDirectory: string,
  servers: readonly ServerLine[],
  sources: SettingsSources,
): Promise<number | null> {
  const path = join(dataDirectory, 'myid')
  const text = await readIfThere(path, sources)
  return text === null ? null : checkMyId(text.trim(), path, servers)
}

async function readIfThere(path: string, sources: SettingsSources): Promise<string | null> {
  try {
    return (await sources.readFile(path)).toString('utf8').replace(/^\ufeff/, '')
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOENT') return null
    throw new OperatorError('ZK_CONFIG_UNREADABLE', `${path}: ${whyUnreadable(code)}`, { cause })
  }
}

function checkMyId(text: string, path: string, servers: readonly ServerLine[]): number {
  const id = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (text === '') throw invalidMyId(path, 'is empty')
  const known = servers.map(({ entry }) => `${entry.name} (${placeOf(entry)})`).join(', ')
  if (id < 1 || id > MAX_SERVER_ID) {
    throw invalidMyId(path, `"${oneLine(text)}": must be a number between 1 and ${MAX_SERVER_ID}; the configuration has ${known}`)
  }
  if (servers.some((server) => server.id === id)) return id
  throw invalidMyId(path, `${id}: the configuration has no line server.${id}, only ${known}`)
}

function invalidMyId(path: string, what: string): OperatorError {
  return new OperatorError('ZK_CONFIG_INVALID', `${path} ${what}`, {
    remedy: "Write this server's number, the N of its server.N line, into the file and start again.",
  })
}

/** The error for an ensemble's server without the file. */
export function missingMyId(dataDirectory: string): OperatorError {
  return new OperatorError('ZK_CONFIG_MISSING', `${join(dataDirectory, 'myid')} is missing`, {
    remedy: "Write this server's number, the N of its server.N line, into that file and start again.",
  })
}
