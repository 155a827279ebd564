import { type Cluster, OBSERVER_ID, VOTERS, WEIGHTLESS_ID } from './cluster.ts'
import type { Server } from './server.ts'

/** What the property generates, and shrinks: what happens, to whom, and a number for whatever else is to be chosen. */
export type Chance = readonly [what: number, who: number, extra: number]

const ALL = [...VOTERS, OBSERVER_ID, WEIGHTLESS_ID]

/** One thing happens. Work goes on in any order, the disk of `slow` hardly ever, and is interrupted often enough that most of it is interrupted somewhere. */
export function happen(cluster: Cluster, [what, who, extra]: Chance, slow: number): void {
  if (what < 72) return pick(work(cluster, extra % 8 === 0 ? 0 : slow), extra)?.()
  if (what < 80) return pick(leading(cluster, 'broadcast'), who)?.propose(1 + (extra % 3))
  if (what < 88) return recover(cluster, who, extra)
  const server = cluster.server(ALL[who % ALL.length] as number)
  if (!server.isUp) return
  if (what < 90) return server.step({ type: 'tick' })
  if (what < 93) return server.isEstablished ? server.askBarrier() : undefined
  if (what < 95) return server.takeSnapshot(extra % 2 === 0)
  if (what < 98) return cluster.cut(server.id)
  if (what === 98) return abdicate(cluster, extra)
  return cluster.crash(server.id, extra % 4)
}

/** Everything that could go on now, but for the disk of `slow`. */
function work(cluster: Cluster, slow: number): (() => void)[] {
  const ways: (() => void)[] = []
  for (const [id, link] of cluster.links) {
    if (link.down.length > 0) ways.push(() => cluster.deliver(id, 'down'))
    if (link.up.length > 0) ways.push(() => cluster.deliver(id, 'up'))
  }
  for (const server of cluster.servers.values()) {
    if (server.id === slow) continue
    for (const i of server.tasks.keys()) ways.push(() => server.complete(i))
    if (server.isUp && server.disk.synced < server.disk.history.length) ways.push(() => server.sync())
  }
  return ways
}

function recover(cluster: Cluster, who: number, extra: number): void {
  const down = ALL.map((id) => cluster.server(id)).filter(({ isUp }) => !isUp)
  if (down.length > 0 && extra % 2 === 0) return pick(down, who)?.restart()
  const leader = pick(leading(cluster), extra)
  const looking = ALL.filter((id) => cluster.server(id).isLooking)
  // All voters, or two of them: also beside a leader that does not know yet that it is alone.
  if (leader === undefined || extra % 3 === 0) return cluster.elect(new Set(VOTERS.filter((id) => id !== who)))
  const learner = pick(looking, who)
  if (learner !== undefined) cluster.follow(learner, leader.id)
}

/** A leader that gives up while its links stand. */
function abdicate(cluster: Cluster, extra: number): void {
  pick(leading(cluster), extra)?.look()
}

function leading(cluster: Cluster, phase?: string): Server[] {
  const servers = VOTERS.map((id) => cluster.server(id)).filter(({ isUp, core }) => isUp && core.role === 'leader')
  return servers.filter(({ core }) => phase === undefined || core.phase === phase)
}

function pick<T>(items: readonly T[], number: number): T | undefined {
  return items[number % items.length]
}

/** No more faults: everybody looks, elects, and works until nothing is left to do. */
export function heal(cluster: Cluster): void {
  for (const id of ALL) {
    const server = cluster.server(id)
    if (!server.isUp) server.restart()
    cluster.cut(id)
    server.look()
  }
  for (let attempt = 0; attempt < 3 && notEstablished(cluster).length > 0; attempt++) {
    cluster.elect(new Set(VOTERS))
    const leader = VOTERS.find((id) => cluster.server(id).core.role === 'leader')
    for (const id of ALL) if (leader !== undefined) cluster.follow(id, leader)
    settle(cluster)
  }
}

/** Those that do not serve, and how far they are. */
export function notEstablished(cluster: Cluster): string[] {
  const servers = ALL.map((id) => cluster.server(id)).filter(({ isEstablished }) => !isEstablished)
  return servers.map(({ id, core, leader, abandoned }) => `${id}: ${core.role} of ${leader} in ${core.phase}; ${abandoned}`)
}

/** Until nothing moves. */
export function settle(cluster: Cluster): void {
  for (let i = 0; i < 2_000; i++) if (!moved(cluster)) return
  throw new Error('the cluster does not come to rest')
}

function moved(cluster: Cluster): boolean {
  let any = false
  for (const id of ALL) {
    const server = cluster.server(id)
    const link = cluster.links.get(id)
    if (link !== undefined && link.down.length + link.up.length > 0) {
      any = true
      if (link.down.length > 0) cluster.deliver(id, 'down')
      if (link.up.length > 0) cluster.deliver(id, 'up')
    }
    if (server.tasks.length > 0) {
      any = true
      server.complete(0)
    }
    if (server.disk.synced < server.disk.history.length) {
      any = true
      server.sync()
    }
  }
  return any
}
