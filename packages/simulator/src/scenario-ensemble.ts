import { hierarchical, majority, type PeerMessage, type Quorum } from '@zabkit/core'
import { ScenarioDisk } from './scenario-disk.ts'
import { ScenarioInvariants } from './scenario-invariants.ts'
import { type LinkMove, type ScenarioLink, ScenarioLinks } from './scenario-links.ts'
import type { ScenarioCores } from './scenario-parts.ts'
import { ScenarioServer } from './scenario-server.ts'
import { ScenarioOrder, ScenarioTrace } from './scenario-trace.ts'
import { messageText } from './scenario-words.ts'

export interface ScenarioShape {
  readonly voters: number
  /** Their ids come after those of the voters. */
  readonly observers: number
  /** By id; null: all weigh the same. */
  readonly weights: ReadonlyMap<number, number> | null
  readonly initLimitTicks: number
  readonly syncLimitTicks: number
  readonly maxCounter: number
  /** Records in one `history` message from a disk. */
  readonly chunkRecords: number
}

interface Move {
  readonly sequence: number
  readonly run: () => void
}

/** More moves than any scenario needs: something goes in circles. */
const MOVES_MAX = 20_000
/** Virtual time goes on in such steps. */
const STEP_MS = 50

/** Servers, their disks and the links between them. Everything that happens is one move after the other, oldest first unless it is held. */
export class ScenarioEnsemble {
  readonly trace = new ScenarioTrace()
  readonly links: ScenarioLinks
  readonly servers = new Map<number, ScenarioServer>()
  readonly invariants: ScenarioInvariants
  readonly #order = new ScenarioOrder()
  /** Before, disks are still being laid out. */
  hasBegun = false
  #nowMs = 0

  constructor(shape: ScenarioShape, cores: ScenarioCores) {
    this.links = new ScenarioLinks(this.#order)
    const quorum = quorumOf(shape)
    const ids = Array.from({ length: shape.voters + shape.observers }, (_, index) => index + 1)
    const disks = new Map(ids.map((id) => [id, new ScenarioDisk()]))
    this.invariants = new ScenarioInvariants(quorum, this.servers, disks)
    const { trace, links } = this
    const common = { ...shape, quorum, cores, order: this.#order, trace, links, watch: this.invariants }
    for (const [id, disk] of disks) {
      const peers = ids.filter((other) => other !== id)
      this.servers.set(id, new ScenarioServer({ ...common, id, disk, peers, isObserver: id > shape.voters }))
    }
  }

  get ids(): readonly number[] {
    return [...this.servers.keys()]
  }

  server(id: number): ScenarioServer {
    const server = this.servers.get(id)
    if (server === undefined) throw new Error(`there is no server ${id}`)
    return server
  }

  // ---- faults ----

  start(id: number): void {
    const server = this.server(id)
    if (server.isUp) throw new Error(`server ${id} is up`)
    this.hasBegun = true
    this.trace.within(`${id} starts`, () => server.start())
    this.dialAll()
  }

  crash(id: number, keepsUnsynced: boolean): void {
    for (const link of this.links.of(id)) this.#break(link, `server ${id} died`)
    this.server(id).crash(keepsUnsynced)
  }

  cut(from: number, to: number): void {
    for (const link of this.links.cut(from, to)) this.#break(link, 'cut')
  }

  heal(): void {
    this.links.heal()
    this.dialAll()
  }

  #break(link: ScenarioLink, reason: string): void {
    for (const { from, to, message } of link.break(reason)) {
      if (!isPing(message)) this.trace.line(`${from}->${to} ${messageText(message)} is lost`)
    }
  }

  dialAll(): void {
    for (const server of this.servers.values()) {
      if (server.isUp) server.dialPeers((peer) => this.server(peer).isUp && !this.links.isCut(server.id, peer))
    }
  }

  // ---- moves ----

  /** Until nothing moves, or `limit` moves were made. */
  settle(limit = Number.POSITIVE_INFINITY): void {
    for (let moves = 0; moves < limit && this.#move(); moves++) {
      if (moves > MOVES_MAX) throw new Error('the scenario does not settle')
    }
  }

  #move(): boolean {
    const link = this.links.next()
    let first: Move | null = link === null ? null : { sequence: link.sequence, run: () => this.#moveLink(link) }
    for (const server of this.servers.values()) {
      const work = server.work.next()
      if (work === null || (first !== null && first.sequence < work.sequence)) continue
      first = { sequence: work.sequence, run: () => this.#moveWork(server, work.name, work.run) }
    }
    const { size } = this.trace
    first?.run()
    if (this.trace.size !== size) this.invariants.check()
    return first !== null
  }

  #moveWork(server: ScenarioServer, name: string, run: () => void): void {
    const work = (): void => {
      run()
      server.beginElection()
    }
    this.trace.within(`${server.id} ${name}`, work, true)
  }

  #moveLink({ link, lane, item }: LinkMove): void {
    lane.items.shift()
    const to = this.server(lane.to)
    if (item.type === 'dial') return this.#dialled(link)
    if (!to.isUp) return
    if (item.type === 'message') {
      const text = `${lane.from}->${lane.to} ${messageText(item.message)}`
      return this.trace.within(text, () => to.message(link, item.message), isPing(item.message))
    }
    this.trace.within(`${lane.to} loses ${lane.from}: ${item.reason}`, () => to.closed(link, item.reason), true)
    this.dialAll()
  }

  #dialled(link: ScenarioLink): void {
    const from = this.server(link.dialer)
    const to = this.server(link.acceptor)
    if (!from.isUp || !link.open) return
    if (!to.isUp || this.links.isCut(link.dialer, link.acceptor)) {
      link.close(link.dialer, 'cannot be reached')
      return this.trace.within(`${from.id} cannot reach ${to.id}`, () => {}, link.channel === 'election')
    }
    to.accepted(link)
    this.trace.within(`${from.id} reaches ${to.id}`, () => from.opened(link), true)
  }

  // ---- time ----

  wait(ms: number): void {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.#nowMs += STEP_MS
      for (const server of this.servers.values()) {
        this.trace.within(`${server.id} at ${this.#nowMs} ms`, () => server.elapsed(this.#nowMs), true)
      }
      this.settle()
    }
  }

  tick(count: number, ids: readonly number[]): void {
    for (let i = 0; i < count; i++) {
      for (const id of ids) this.trace.within(`${id} tick`, () => this.server(id).tick(), true)
      this.settle()
    }
  }
}

function isPing({ type }: PeerMessage): boolean {
  return type === 'ping' || type === 'pong'
}

function quorumOf({ voters, weights }: ScenarioShape): Quorum {
  const ids = Array.from({ length: voters }, (_, index) => index + 1)
  return weights === null ? majority(ids) : hierarchical([new Map(ids.map((id) => [id, weights.get(id) ?? 1]))])
}
