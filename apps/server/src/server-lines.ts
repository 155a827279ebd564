import { invalidEntry, placeOf, type ConfigEntry } from './notice.ts'
import { type PeerAddress, parseServerLine, type ServerLine } from './server-line.ts'

/** Reads the `server.N` lines. Throws OperatorError ZK_CONFIG_INVALID for a bad one, and for an id or an address given twice. */
export function parseServerLines(entries: readonly ConfigEntry[]): ServerLine[] {
  const servers = entries.map(parseServerLine)
  refuseDuplicates(servers)
  return servers.sort((a, b) => a.id - b.id)
}

function refuseDuplicates(servers: readonly ServerLine[]): void {
  const seen = new Map<string, ServerLine>()
  for (const server of servers) {
    const names = [`number ${server.id}`, ...server.addresses.flatMap(namesOfAddress)]
    for (const name of names) {
      const other = seen.get(name)
      if (other !== undefined) throw invalidEntry(server.entry, `${name} is also that of ${other.entry.name} (${placeOf(other.entry)})`)
    }
    for (const name of names) seen.set(name, server)
  }
}

function namesOfAddress({ host, quorumPort, electionPort }: PeerAddress): string[] {
  return [`address ${host}:${quorumPort}`, `address ${host}:${electionPort}`]
}
