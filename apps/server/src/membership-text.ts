import { isIPv6 } from 'node:net'
import type { Membership } from './membership.ts'
import type { PeerAddress, ServerLine } from './server-line.ts'

/** Nothing changes the membership of a running ensemble. */
const VERSION = 'version=0'

/** What /zookeeper/config shows, in ZooKeeper's notation (QuorumMaj.toString, QuorumHierarchical.toString): clients read who is there from it. */
export function membershipText({ servers, voting }: Membership): string {
  const members = [...servers].sort((a, b) => a.id - b.id).map(memberText)
  return [...members, ...voting.map(({ name, value }) => `${name}=${value}`), VERSION].join('\n')
}

function memberText({ id, addresses, role, client }: ServerLine): string {
  const clients = client === null ? '' : `;${hostText(client.host ?? '0.0.0.0')}:${client.port}`
  return `server.${id}=${addresses.map(addressText).join('|')}:${role}${clients}`
}

function addressText({ host, quorumPort, electionPort }: PeerAddress): string {
  return `${hostText(host)}:${quorumPort}:${electionPort}`
}

function hostText(host: string): string {
  return isIPv6(host) ? `[${host}]` : host
}
