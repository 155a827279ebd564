import type { PeerChannel, PeerMessage } from '@zabkit/core'
import type { ScenarioOrder } from './scenario-trace.ts'

/** What a server is told of its links. */
export interface LinkEnd {
  readonly isUp: boolean
  /** A link that it dialled stands. */
  opened(link: ScenarioLink): void
  accepted(link: ScenarioLink): void
  message(link: ScenarioLink, message: PeerMessage): void
  closed(link: ScenarioLink, reason: string): void
}

type Item =
  | { readonly type: 'dial'; readonly sequence: number }
  | { readonly type: 'message'; readonly sequence: number; readonly message: PeerMessage }
  | { readonly type: 'closed'; readonly sequence: number; readonly reason: string }

/** What is on its way to one end of a link, in order. */
interface Lane {
  readonly from: number
  readonly to: number
  items: Item[]
}

/** A message that was on its way. */
export interface Lost {
  readonly from: number
  readonly to: number
  readonly message: PeerMessage
}

/** A FIFO connection; it is lost only by closing. */
export class ScenarioLink {
  readonly dialer: number
  readonly acceptor: number
  readonly channel: PeerChannel
  readonly lanes: readonly [Lane, Lane]
  open = true
  readonly #order: ScenarioOrder

  constructor(order: ScenarioOrder, dialer: number, acceptor: number, channel: PeerChannel) {
    this.#order = order
    this.dialer = dialer
    this.acceptor = acceptor
    this.channel = channel
    this.lanes = [
      { from: dialer, to: acceptor, items: [{ type: 'dial', sequence: order.next() }] },
      { from: acceptor, to: dialer, items: [] },
    ]
  }

  other(server: number): number {
    return server === this.dialer ? this.acceptor : this.dialer
  }

  laneTo(server: number): Lane {
    return server === this.acceptor ? this.lanes[0] : this.lanes[1]
  }

  send(from: number, message: PeerMessage): void {
    if (this.open) this.laneTo(this.other(from)).items.push({ type: 'message', sequence: this.#order.next(), message })
  }

  /** `by` hears no more of it; the other end gets what is on its way, then the end. */
  close(by: number, reason: string): void {
    if (!this.open) return
    this.open = false
    this.laneTo(by).items = []
    this.#end(by, reason)
    this.#end(this.other(by), reason)
  }

  /** What is on its way is lost; returned for the trace. */
  break(reason: string): Lost[] {
    if (!this.open) return []
    this.open = false
    const lost: Lost[] = []
    for (const lane of this.lanes) {
      for (const item of lane.items) if (item.type === 'message') lost.push({ from: lane.from, to: lane.to, message: item.message })
      lane.items = []
      this.#end(lane.to, reason)
    }
    return lost
  }

  #end(server: number, reason: string): void {
    this.laneTo(server).items.push({ type: 'closed', sequence: this.#order.next(), reason })
  }
}

/** Something that a link can do now. */
export interface LinkMove {
  readonly sequence: number
  readonly link: ScenarioLink
  readonly lane: Lane
  readonly item: Item
}

/** All links of a scenario; what is cut cannot stand, what is held waits. */
export class ScenarioLinks {
  readonly #order: ScenarioOrder
  #links: ScenarioLink[] = []
  readonly #cuts = new Set<string>()
  readonly #holds = new Set<string>()

  constructor(order: ScenarioOrder) {
    this.#order = order
  }

  dial(from: number, to: number, channel: PeerChannel): ScenarioLink {
    const link = new ScenarioLink(this.#order, from, to, channel)
    this.#links.push(link)
    return link
  }

  of(server: number): ScenarioLink[] {
    return this.#links.filter(({ open, dialer, acceptor }) => open && (dialer === server || acceptor === server))
  }

  /** From now on no link stands that `from` dials to `to`. */
  cut(from: number, to: number): ScenarioLink[] {
    this.#cuts.add(`${from}->${to}`)
    return this.#links.filter(({ open, dialer, acceptor }) => open && dialer === from && acceptor === to)
  }

  heal(): void {
    this.#cuts.clear()
  }

  isCut(from: number, to: number): boolean {
    return this.#cuts.has(`${from}->${to}`)
  }

  /** Messages of `type` from one to the other wait, and all that come after them; without a type everything does, ends of links included. */
  hold(from: number, to: number, type = '*'): void {
    this.#holds.add(`${from}->${to} ${type}`)
  }

  /** False when there was nothing to release. */
  release(from: number, to: number, type = '*'): boolean {
    return this.#holds.delete(`${from}->${to} ${type}`)
  }

  /** What comes first of all that does not wait. */
  next(): LinkMove | null {
    this.#links = this.#links.filter(({ open, lanes }) => open || lanes.some(({ items }) => items.length > 0))
    let first: LinkMove | null = null
    for (const link of this.#links) {
      for (const lane of link.lanes) {
        const [item] = lane.items
        if (item === undefined || this.#isHeld(lane, item)) continue
        if (first === null || item.sequence < first.sequence) first = { sequence: item.sequence, link, lane, item }
      }
    }
    return first
  }

  #isHeld({ from, to }: Lane, item: Item): boolean {
    if (this.#holds.has(`${from}->${to} *`)) return true
    return item.type === 'message' && this.#holds.has(`${from}->${to} ${item.message.type}`)
  }
}
