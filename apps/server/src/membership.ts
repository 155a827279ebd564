import { resolve } from 'node:path'
import { OperatorError } from '@zabkit/core'
import type { ConfigValues } from './config-values.ts'
import { missingMyId, readMyId } from './my-id.ts'
import { type ConfigEntry, invalidEntry, type Notice, placeOf } from './notice.ts'
import { parseServerLines, type ServerLine } from './server-lines.ts'
import type { SettingsSources } from './sources.ts'
import { readEntries } from './zoo-cfg.ts'

/** Who this server is, and among whom. */
export interface Membership {
  readonly serverId: number
  readonly servers: readonly ServerLine[]
  /** This server's own line; null without server lines. */
  readonly own: ServerLine | null
}

/** The id of a server that has no number: ZooKeeper gives its standalone sessions the same one. */
const STANDALONE_ID = 1

/**
 * Reads the server lines, here or in the dynamic file, and `myid`. One voter, or no line at all, is a standalone server; more are refused
 * with ZK_CONFIG_INVALID, because a member of an ensemble that served alone would lose its writes.
 */
export async function readMembership(
  values: ConfigValues,
  dataDirectory: string,
  sources: SettingsSources,
  notices: Notice[],
): Promise<Membership> {
  const servers = parseServerLines(await readServerEntries(values, sources))
  checkAlone(servers, values)
  const [own] = servers
  if (own === undefined) return { serverId: STANDALONE_ID, servers, own: null }
  const written = await readMyId(dataDirectory, servers, sources)
  if (written === null) noticeMissingMyId(values, dataDirectory, own, notices)
  return { serverId: own.id, servers, own }
}

async function readServerEntries(values: ConfigValues, sources: SettingsSources): Promise<ConfigEntry[]> {
  const here = values.family('server.')
  const path = values.text('dynamicConfigFile')
  if (path === null) return here
  const [first] = here
  if (first !== undefined) throw invalidEntry(first, 'server lines belong either here or in dynamicConfigFile, not in both')
  const entries = await readEntries(resolve(sources.environment.workingDirectory, path), sources)
  return entries.filter(({ name }) => name.startsWith('server.'))
}

function checkAlone(servers: readonly ServerLine[], values: ConfigValues): void {
  const [first, second] = servers
  if (second !== undefined) {
    const count = `server lines: ${servers.length} servers are named, the second one as ${second.entry.name} (${placeOf(second.entry)})`
    throw new OperatorError('ZK_CONFIG_INVALID', `${count}: ensembles are not served by this version`, { remedy: ALONE })
  }
  if (first?.role === 'observer') throw invalidEntry(first.entry, 'an observer needs an ensemble to observe')
  if (first !== undefined) return
  if (!values.flag('standaloneEnabled')) throw values.invalid('standaloneEnabled', 'needs server lines')
  if (values.choice('peerType') === 'observer') throw values.invalid('peerType', 'an observer needs an ensemble to observe')
}

const ALONE = 'Leave one server line, or none, to run a standalone server.'

/** A single line is a standalone server, which ZooKeeper starts without `myid`; a member of an ensemble must know who it is. */
function noticeMissingMyId(values: ConfigValues, dataDirectory: string, own: ServerLine, notices: Notice[]): void {
  if (!values.flag('standaloneEnabled')) throw missingMyId(dataDirectory)
  const text = `there is no file myid in the data directory: this server is the one of ${own.entry.name} (${placeOf(own.entry)})`
  notices.push({ level: 'info', text })
}
