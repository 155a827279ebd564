/** A server as its line in the configuration describes it. */
export interface MembershipServer {
  readonly id: number
  /** Where the other servers reach it, at least one. */
  readonly addresses: readonly { readonly host: string; readonly quorumPort: number; readonly electionPort: number }[]
  readonly role: 'participant' | 'observer'
  /** Where clients reach it; host null: at all its addresses. Null: the line does not say. */
  readonly client: { readonly host: string | null; readonly port: number } | null
}

/** Who belongs to an ensemble. */
export interface MembershipLines {
  readonly servers: readonly MembershipServer[]
  /** Lines like `group.1=1:2` and `weight.1=3`. */
  readonly voting: readonly { readonly name: string; readonly value: string }[]
}

/** Nothing changes the membership of a running ensemble. */
const VERSION = 'version=0'

/**
 * What /zookeeper/config shows, in ZooKeeper's notation (QuorumMaj.toString, QuorumHierarchical.toString): clients read who is there from it.
 * For the option `configText` of a tree.
 */
export function membershipText({ servers, voting }: MembershipLines): string {
  const members = [...servers].sort((a, b) => a.id - b.id).map(memberText)
  return [...members, ...voting.map(({ name, value }) => `${name}=${value}`), VERSION].join('\n')
}

function memberText({ id, addresses, role, client }: MembershipServer): string {
  const clients = client === null ? '' : `;${hostText(client.host ?? '0.0.0.0')}:${client.port}`
  return `server.${id}=${addresses.map(addressText).join('|')}:${role}${clients}`
}

function addressText({ host, quorumPort, electionPort }: MembershipServer['addresses'][number]): string {
  return `${hostText(host)}:${quorumPort}:${electionPort}`
}

/** Of all hosts only an IPv6 address has colons. */
function hostText(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
