import { resolve } from 'node:path'
import type { ConfigValues } from './config-values.ts'
import { missingMyId, readMyId } from './my-id.ts'
import { type ConfigEntry, invalidEntry, type Notice, placeOf } from './notice.ts'
import type { ServerLine } from './server-line.ts'
import { parseServerLines } from './server-lines.ts'
import type { SettingsSources } from './sources.ts'
import { readEntries } from './zoo-cfg.ts'

/** Who this server is, and among whom. */
export interface Membership {
  readonly serverId: number
  readonly servers: readonly ServerLine[]
  /** This server's own line; null without server lines. */
  readonly own: ServerLine | null
  /** False: it stands alone, whatever the lines say. */
  readonly isEnsemble: boolean
  /** The lines `group.N` and `weight.N`, from where the server lines are. */
  readonly voting: readonly ConfigEntry[]
}

/** The id of a server that has no number: ZooKeeper gives its standalone sessions the same one. */
const STANDALONE_ID = 1

/**
 * Reads the server lines, here or in the dynamic file, and `myid`. One voter, or no line at all, is a standalone server, unless
 * `standaloneEnabled` is false. Throws OperatorError ZK_CONFIG_INVALID, and ZK_CONFIG_MISSING when a member of an ensemble has no `myid`.
 */
export async function readMembership(
  values: ConfigValues,
  dataDirectory: string,
  sources: SettingsSources,
  notices: Notice[],
): Promise<Membership> {
  const entries = await readMemberEntries(values, sources)
  const servers = parseServerLines(entries.filter(({ name }) => name.startsWith('server.')))
  const isEnsemble = decideEnsemble(servers, values)
  const voting = entries.filter(({ name }) => !name.startsWith('server.'))
  const [first] = servers
  if (first === undefined) return { serverId: STANDALONE_ID, servers, own: null, isEnsemble, voting }
  const written = await readMyId(dataDirectory, servers, sources)
  if (written === null && isEnsemble) throw missingMyId(dataDirectory)
  if (written === null) noticeMissingMyId(first, notices)
  const own = servers.find(({ id }) => id === written) ?? first
  return { serverId: own.id, servers, own, isEnsemble, voting }
}

const PREFIXES = ['server.', 'group.', 'weight.']

async function readMemberEntries(values: ConfigValues, sources: SettingsSources): Promise<ConfigEntry[]> {
  const here = PREFIXES.flatMap((prefix) => values.family(prefix))
  const path = values.text('dynamicConfigFile')
  if (path === null) return here
  const [first] = here
  if (first !== undefined) throw invalidEntry(first, 'server, group and weight lines belong either here or in dynamicConfigFile, not in both')
  const entries = await readEntries(resolve(sources.environment.workingDirectory, path), sources)
  return entries.filter(({ name }) => PREFIXES.some((prefix) => name.startsWith(prefix)))
}

/** True for an ensemble. A member of one that served alone would lose its writes: what is neither the one nor the other is refused. */
function decideEnsemble(servers: readonly ServerLine[], values: ConfigValues): boolean {
  const voters = servers.filter(({ role }) => role === 'participant').length
  const standalone = values.flag('standaloneEnabled')
  const observer = servers.find(({ role }) => role === 'observer')
  if (voters > 1 || (voters === 1 && !standalone)) return true
  if (observer !== undefined) throw invalidEntry(observer.entry, voters === 0 ? UNOBSERVED : OBSERVED_ALONE)
  if (voters === 1) return false
  if (!standalone) throw values.invalid('standaloneEnabled', 'needs server lines')
  if (values.choice('peerType') === 'observer') throw values.invalid('peerType', UNOBSERVED)
  return false
}

const UNOBSERVED = 'an observer needs an ensemble to observe'
const OBSERVED_ALONE = `${UNOBSERVED}, and one voter alone is a standalone server; standaloneEnabled=false makes it an ensemble`

/** A single line is a standalone server, which ZooKeeper starts without `myid`; a member of an ensemble must know who it is. */
function noticeMissingMyId(own: ServerLine, notices: Notice[]): void {
  const text = `there is no file myid in the data directory: this server is the one of ${own.entry.name} (${placeOf(own.entry)})`
  notices.push({ level: 'info', text })
}
