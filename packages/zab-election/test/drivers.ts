import { Cluster, type Credentials, type Shape } from './cluster.ts'

const PATIENCE_TICKS = 10

/**
 * A cluster whose servers act on what was decided, as a driver does: a follower needs links both ways to a server that leads, a leader needs
 * a quorum of such followers; whoever lacks that for half a second looks again. With a quorum, the next epoch begins.
 */
export class DrivenCluster extends Cluster {
  readonly #own = new Map<number, Credentials>()
  readonly #unhappyTicks = new Map<number, number>()
  readonly #established = new Set<number>()
  #epoch = 0

  constructor(shape: Shape, own: (id: number) => Credentials) {
    super(shape)
    for (const id of this.ids) this.#own.set(id, own(id))
  }

  credentials(id: number): Credentials {
    return this.#own.get(id) ?? { epoch: 0, zxid: 0 }
  }

  startAll(): void {
    for (const id of this.ids) this.start(id, this.credentials(id))
  }

  override look(id: number, own?: Credentials): void {
    this.#forget(id)
    super.look(id, own)
  }

  override kill(id: number, noticed = true): void {
    this.#forget(id)
    super.kill(id, noticed)
  }

  /** The leader that a quorum follows, itself included. */
  serving(): number | null {
    for (const id of this.cores.keys()) if (this.#leads(id) && this.quorum.isQuorum(this.#followersOf(id))) return id
    return null
  }

  override tick(ms = 50): void {
    super.tick(ms)
    for (const id of [...this.cores.keys()]) this.#drive(id)
  }

  /** Runs until a leader serves, and gives the ms that it took; null when none does in `limitMs`. */
  untilServing(limitMs: number): number | null {
    const began = this.nowMs
    for (this.deliverAll(); this.nowMs - began < limitMs; this.run(50)) if (this.serving() !== null) return this.nowMs - began
    return null
  }

  #drive(id: number): void {
    if (this.core(id).state === 'looking') return this.#forget(id)
    const happy = this.#leads(id) ? this.quorum.isQuorum(this.#followersOf(id)) : this.#follows(id, this.core(id).vote.leader)
    this.#unhappyTicks.set(id, happy ? 0 : (this.#unhappyTicks.get(id) ?? 0) + 1)
    if (happy) this.#establish(id)
    else if ((this.#unhappyTicks.get(id) ?? 0) > PATIENCE_TICKS) this.look(id, this.credentials(id))
  }

  #establish(id: number): void {
    const leader = this.core(id).vote.leader
    if (this.#established.has(id) || (id !== leader && !this.#established.has(leader))) return
    const epoch = id === leader ? ++this.#epoch : this.core(leader).vote.epoch
    this.#own.set(id, { ...this.credentials(id), epoch })
    this.#established.add(id)
    this.confirm(id, epoch)
  }

  #forget(id: number): void {
    this.#unhappyTicks.delete(id)
    this.#established.delete(id)
  }

  #leads(id: number): boolean {
    return this.cores.get(id)?.state === 'leading'
  }

  #follows(id: number, leader: number): boolean {
    return this.core(id).state !== 'looking' && this.#leads(leader) && this.linked(id, leader) && this.linked(leader, id)
  }

  #followersOf(leader: number): ReadonlySet<number> {
    return new Set([...this.cores.keys()].filter((id) => this.leaderOf(id) === leader && (id === leader || this.#follows(id, leader))))
  }
}
