/** Who votes, and which sets of voters may decide. Any two deciding sets share a voter. */
export interface Quorum {
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
