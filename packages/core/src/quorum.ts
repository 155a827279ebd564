/** Who votes, and which sets of voters may decide. Any two deciding sets share a voter. */
export interface Quorum {
  /** Those whose vote weighs something. Only they can lead. */
  readonly voters: ReadonlySet<number>
  /** True when the voters among `servers` may decide. */
  isQuorum(servers: ReadonlySet<number>): boolean
}

/** More than half of `voters`. */
export function majority(voters: Iterable<number>): Quorum {
  const all: ReadonlySet<number> = new Set(voters)
  return {
    voters: all,
    isQuorum(servers) {
      let count = 0
      for (const id of servers) if (all.has(id)) count++
      return count * 2 > all.size
    },
  }
}

/** Weights of a group's voters, by id. */
export type WeightedGroup = ReadonlyMap<number, number>

/** ZooKeeper's hierarchical quorum: more than half of the groups that weigh anything, each by more than half of its weight. */
export function hierarchical(groups: Iterable<WeightedGroup>): Quorum {
  const heavy = [...groups].filter((group) => weightOf(group, group.keys()) > 0)
  const voters = new Set<number>()
  for (const group of heavy) for (const [id, weight] of group) if (weight > 0) voters.add(id)
  return {
    voters,
    isQuorum(servers) {
      const agreed = heavy.filter((group) => weightOf(group, servers) * 2 > weightOf(group, group.keys()))
      return agreed.length * 2 > heavy.length
    },
  }
}

function weightOf(group: WeightedGroup, servers: Iterable<number>): number {
  let weight = 0
  for (const id of servers) weight += group.get(id) ?? 0
  return weight
}
