import { hierarchical, majority, type Quorum } from '@zabkit/core'
import { parseInteger } from './config-values.ts'
import { INT_MAX } from './limits.ts'
import type { Membership } from './membership.ts'
import { type ConfigEntry, invalidEntry, type Notice, placeOf } from './notice.ts'
import type { ServerLine } from './server-line.ts'

/** Who may decide: more than half of the voters, or, with `group.N` lines, ZooKeeper's hierarchical quorum. Throws ZK_CONFIG_INVALID. */
export function readQuorum({ servers, voting }: Membership, notices: Notice[]): Quorum {
  const groups = voting.filter(({ name }) => name.startsWith('group.'))
  const weights = readWeights(voting.filter(({ name }) => name.startsWith('weight.')), servers, notices)
  const [weight] = weights.values()
  if (groups.length > 0) return hierarchy(groups, weights, servers)
  if (weight !== undefined) throw invalidEntry(weight.entry, 'a weight counts within a group: add group.N lines, or remove the weights')
  return plainMajority(servers, notices)
}

function plainMajority(servers: readonly ServerLine[], notices: Notice[]): Quorum {
  const voters = servers.filter(isVoter).map(({ id }) => id)
  const text = adviceOnSize(voters.length)
  if (text !== null) notices.push({ level: 'warn', text })
  return majority(voters)
}

function adviceOnSize(voters: number): string | null {
  if (voters <= 2) return `${voters === 1 ? 'one voter' : 'two voters'}: none may fail, or the ensemble stops; three voters go on without one`
  if (voters % 2 === 1) return null
  return `${voters} voters: as many failures are survived with ${voters - 1}; an odd number of voters is better`
}

interface Weight {
  readonly value: number
  readonly entry: ConfigEntry
}

/** By the number of the voter. */
function readWeights(entries: readonly ConfigEntry[], servers: readonly ServerLine[], notices: Notice[]): Map<number, Weight> {
  const weights = new Map<number, Weight>()
  for (const entry of entries) {
    const server = findServer(entry.name.slice('weight.'.length), entry, servers)
    const value = parseInteger(entry, { kind: 'integer', default: null, min: 0, max: INT_MAX, field: '' })
    if (isVoter(server)) weights.set(server.id, { value, entry })
    else notices.push({ level: 'warn', text: `${entry.name} (${placeOf(entry)}): ignored: ${server.entry.name} is an observer, which has no vote` })
  }
  return weights
}

function hierarchy(groups: readonly ConfigEntry[], weights: ReadonlyMap<number, Weight>, servers: readonly ServerLine[]): Quorum {
  const grouped = new Map<number, ConfigEntry>()
  const members = groups.map((entry) => readGroup(entry, servers, grouped))
  const missing = servers.find((server) => isVoter(server) && !grouped.has(server.id))
  if (missing !== undefined) throw invalidEntry(missing.entry, 'is in no group; add its number to a group.N line')
  const quorum = hierarchical(members.map((ids) => new Map(ids.map((id) => [id, weights.get(id)?.value ?? 1]))))
  const [first] = groups
  if (quorum.voters.size > 0 || first === undefined) return quorum
  throw invalidEntry(first, 'no voter of any group weighs anything; give one a weight above 0')
}

/** The numbers of a group. `grouped`: those that are in one already. */
function readGroup(entry: ConfigEntry, servers: readonly ServerLine[], grouped: Map<number, ConfigEntry>): number[] {
  if (!/^group\.\d+$/.test(entry.name)) throw invalidEntry(entry, 'a group has a number: group.1')
  return entry.value.split(':').map((text) => {
    const server = findServer(text.trim(), entry, servers)
    if (!isVoter(server)) throw invalidEntry(entry, `server.${server.id} is an observer, which votes in no group`)
    const other = grouped.get(server.id)
    if (other !== undefined) throw invalidEntry(entry, `server.${server.id} is also in ${other.name} (${placeOf(other)})`)
    grouped.set(server.id, entry)
    return server.id
  })
}

function findServer(text: string, entry: ConfigEntry, servers: readonly ServerLine[]): ServerLine {
  const found = /^\d{1,3}$/.test(text) ? servers.find(({ id }) => id === Number(text)) : undefined
  if (found !== undefined) return found
  const what = entry.name.startsWith('group.') ? `"${text}"` : 'its number'
  throw invalidEntry(entry, `${what} is not that of a server; there are ${servers.map((server) => server.entry.name).join(', ')}`)
}

function isVoter({ role }: ServerLine): boolean {
  return role === 'participant'
}
