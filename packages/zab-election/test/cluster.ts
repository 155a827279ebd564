import { type ElectionOutput, majority, type Notification, type Quorum, type Vote, type Zxid } from '@zabkit/core'
import { type FastLeaderElection, fastLeaderElection } from '../src/index.ts'

export interface Credentials {
  readonly epoch: number
  readonly zxid: number
}

export interface Shape {
  readonly voters: readonly number[]
  readonly observers?: readonly number[]
  readonly quorum?: Quorum
  readonly seed?: number
}

/** Election cores in one process. Links are FIFO, one for each direction; which of them delivers next is drawn from the seed. */
export class Cluster {
  readonly quorum: Quorum
  readonly ids: readonly number[]
  readonly cores = new Map<number, FastLeaderElection>()
  /** Every decision, in order. */
  readonly decisions: { readonly server: number; readonly round: number; readonly vote: Vote }[] = []
  readonly events: { readonly server: number; readonly name: string }[] = []
  nowMs = 1_000_000
  readonly #queues = new Map<string, { readonly from: number; readonly to: number; readonly messages: Notification[] }>()
  readonly #cut = new Set<string>()
  readonly random: () => number

  constructor(shape: Shape) {
    this.ids = [...shape.voters, ...(shape.observers ?? [])]
    this.quorum = shape.quorum ?? majority(shape.voters)
    this.random = seeded(shape.seed ?? 1)
  }

  core(id: number): FastLeaderElection {
    const core = this.cores.get(id)
    if (core === undefined) throw new Error(`server ${id} does not run`)
    return core
  }

  /** A fresh process that finds its peers first and looks then. */
  start(id: number, own: Credentials = { epoch: 0, zxid: 0 }): void {
    const onEvent = (name: string) => this.events.push({ server: id, name })
    this.cores.set(id, fastLeaderElection()({ serverId: id, quorum: this.quorum, peers: this.ids.filter((peer) => peer !== id), onEvent }))
    for (const peer of this.ids) this.#linkUp(id, peer)
    this.look(id, own)
    for (const peer of this.ids) this.#linkUp(peer, id)
  }

  look(id: number, own: Credentials = { epoch: 0, zxid: 0 }): void {
    this.core(id).becomeLooking({ epoch: own.epoch, zxid: own.zxid as Zxid })
    this.collect(id)
  }

  /** The process ends. `noticed`: its peers' links to it close at once; otherwise they stand open, as to a machine without power. */
  kill(id: number, noticed = true): void {
    this.cores.delete(id)
    for (const peer of this.ids) {
      this.#queues.delete(key(id, peer))
      this.#queues.delete(key(peer, id))
      if (noticed) this.step(peer, { type: 'peerDown', peer: id })
    }
  }

  cut(from: number, to: number): void {
    this.#cut.add(key(from, to))
    this.#queues.delete(key(from, to))
    this.step(from, { type: 'peerDown', peer: to })
  }

  heal(from: number, to: number): void {
    if (this.#cut.delete(key(from, to))) this.#linkUp(from, to)
  }

  linked(from: number, to: number): boolean {
    return this.cores.has(from) && this.cores.has(to) && !this.#cut.has(key(from, to))
  }

  step(id: number, input: Parameters<FastLeaderElection['step']>[0]): void {
    this.cores.get(id)?.step(input)
    this.collect(id)
  }

  confirm(id: number, epoch: number): void {
    this.core(id).confirm(epoch)
    this.collect(id)
  }

  tick(ms = 50): void {
    this.nowMs += ms
    for (const id of this.cores.keys()) this.step(id, { type: 'tick', nowMs: this.nowMs })
  }

  /** Delivers one message of a link drawn by chance. False when none is on its way. */
  deliverOne(): boolean {
    const waiting = [...this.#queues.values()].filter((queue) => queue.messages.length > 0)
    const queue = waiting[Math.floor(this.random() * waiting.length)]
    if (queue === undefined) return false
    this.#deliver(queue.from, queue.to, queue.messages.shift())
    return true
  }

  deliverAll(): void {
    for (let count = 0; this.deliverOne(); count++) if (count > 100_000) throw new Error('the servers talk for ever')
  }

  /** One message delay: what is on its way now arrives, the answers are then on theirs. */
  deliverWave(): void {
    const wave = [...this.#queues.values()].map(({ from, to, messages }) => ({ from, to, messages: messages.splice(0) }))
    for (const { from, to, messages } of wave) for (const message of messages) this.#deliver(from, to, message)
  }

  /** The oldest message of one link is lost, without the link being closed. */
  lose(from: number, to: number): boolean {
    return this.#queues.get(key(from, to))?.messages.shift() !== undefined
  }

  run(ms: number): void {
    this.deliverAll()
    for (let past = 0; past < ms; past += 50) {
      this.tick()
      this.deliverAll()
    }
  }

  leaderOf(id: number): number | null {
    const core = this.core(id)
    return core.state === 'looking' ? null : core.vote.leader
  }

  inFlight(from: number, to: number): readonly Notification[] {
    return this.#queues.get(key(from, to))?.messages ?? []
  }

  /** Takes over what a core has ready. */
  collect(id: number): void {
    const core = this.cores.get(id)
    if (core === undefined || !core.hasReady()) return
    const { sends, decided }: ElectionOutput = core.ready()
    for (const { to, message } of sends) this.#send(id, to, message)
    if (decided !== null) this.decisions.push({ server: id, round: core.round, vote: decided })
    core.advance()
  }

  #send(from: number, to: number, message: Notification): void {
    if (!this.linked(from, to)) return
    const queue = this.#queues.get(key(from, to)) ?? { from, to, messages: [] }
    this.#queues.set(key(from, to), queue)
    queue.messages.push(message)
  }

  #deliver(from: number, to: number, message: Notification | undefined): void {
    if (message !== undefined) this.step(to, { type: 'notification', from, notification: message })
  }

  #linkUp(from: number, to: number): void {
    if (from !== to && this.linked(from, to)) this.step(from, { type: 'peerUp', peer: to })
  }
}

/** All servers of `shape`, started in order with the same credentials or with their own, and nothing delivered yet. */
export function started(shape: Shape, own: (id: number) => Credentials = () => ({ epoch: 0, zxid: 0 })): Cluster {
  const cluster = new Cluster(shape)
  for (const id of cluster.ids) cluster.start(id, own(id))
  return cluster
}

function key(from: number, to: number): string {
  return `${from}>${to}`
}

function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
