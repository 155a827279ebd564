import type {
  Ensemble,
  PeerChannel,
  PeerDialHandler,
  PeerHandler,
  PeerLink,
  PeerLinkHandler,
  PeerMessage,
  PeerTransport,
  Quorum,
} from '@zabkit/core'
import { equal, ok } from './check.ts'

/** A place where transports reach each other. */
export interface PeerTransportFixture {
  /**
   * A transport for server `serverId`, not started. Once started it is reached by every other one of this fixture that dials `serverId`; after a stop
   * its old address is dialled, until another one of that id was started.
   */
  create(serverId: number, ensemble: Ensemble): PeerTransport
  /** Lets what is under way go on a little: a ms of real time, or a turn of virtual time. */
  turn(): Promise<void>
  /** A transport whose port somebody else listens on. Absent: it has no ports. */
  readonly createOnTakenPort?: (serverId: number, ensemble: Ensemble) => Promise<PeerTransport>
  remove(): Promise<void>
}

/** Turns after which a condition is given up. */
const TURNS_MAX = 5_000
/** Turns after which nothing more is expected to happen. */
const QUIET_TURNS = 20

/** One end of a link: notes what it is told, and that it is told by the rules. */
export class End implements PeerDialHandler {
  link: PeerLink | null = null
  readonly messagesSeen: PeerMessage[] = []
  readonly reasons: string[] = []
  drainedCalls = 0
  onMessages: (messages: readonly PeerMessage[]) => void = () => {}
  /** A call to the link or the transport is under way: nothing may be told. */
  #busy = false

  opened(link: PeerLink): void {
    this.#rules()
    ok(this.link === null, '`opened` comes once')
    this.link = link
  }

  messages(messages: readonly PeerMessage[]): void {
    this.#rules()
    ok(this.link !== null, '`messages` comes after the link stands')
    ok(messages.length > 0, '`messages` brings some')
    this.messagesSeen.push(...messages)
    this.onMessages(messages)
  }

  drained(): void {
    this.#rules()
    this.drainedCalls++
  }

  closed(reason: string): void {
    this.#rules()
    this.reasons.push(reason)
    ok(reason !== '', '`closed` gives a reason')
  }

  get open(): PeerLink {
    ok(this.link !== null, 'the link stands')
    return this.link
  }

  /** Runs a call to the link, inside which this end may not be told anything. */
  call<T>(work: () => T): T {
    this.#busy = true
    try {
      return work()
    } finally {
      this.#busy = false
    }
  }

  send(...messages: PeerMessage[]): void {
    this.call(() => this.open.send(messages))
  }

  #rules(): void {
    ok(!this.#busy, 'nothing is told inside a call')
    equal(this.reasons.length, 0, 'calls of `closed` before any other call')
  }
}

/** A server's seat: accepts links into ends. */
export class Seat implements PeerHandler {
  readonly serverId: number
  readonly transport: PeerTransport
  readonly ends: End[] = []
  refusing = false
  onAccepted: (link: PeerLink) => void = () => {}

  constructor(serverId: number, transport: PeerTransport) {
    this.serverId = serverId
    this.transport = transport
  }

  accepted(link: PeerLink): PeerLinkHandler | null {
    if (this.refusing) return null
    const end = new End()
    end.link = link
    this.ends.push(end)
    this.onAccepted(link)
    return end
  }
}

/** One fixture, its servers, and how to wait. */
export class PeerLab {
  readonly fixture: PeerTransportFixture
  readonly #seats: Seat[] = []
  readonly #dialled: End[] = []

  constructor(fixture: PeerTransportFixture) {
    this.fixture = fixture
  }

  /** A started server of the ensemble `ids`. */
  async seat(serverId: number, ids: readonly number[] = [1, 2, 3], clusterId = 'lab'): Promise<Seat> {
    const seat = new Seat(serverId, this.fixture.create(serverId, ensembleOf(ids, clusterId)))
    this.#seats.push(seat)
    await seat.transport.start(seat)
    return seat
  }

  /** Begins to dial. */
  dial(from: Seat, to: number, channel: PeerChannel = 'learner'): End {
    const end = new End()
    this.#dialled.push(end)
    end.call(() => from.transport.connect(to, channel, end))
    return end
  }

  /** Both ends of a link that stands. */
  async link(from: Seat, to: Seat, channel: PeerChannel = 'learner'): Promise<{ dialled: End; accepted: End }> {
    const before = to.ends.length
    const dialled = this.dial(from, to.serverId, channel)
    await this.until('the link stands', () => dialled.link !== null && to.ends.length > before)
    return { dialled, accepted: to.ends[before] as End }
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    for (let turn = 0; !holds(); turn++) {
      ok(turn < TURNS_MAX, `waited in vain: ${what}`)
      await this.fixture.turn()
    }
  }

  async quiet(): Promise<void> {
    for (let turn = 0; turn < QUIET_TURNS; turn++) await this.fixture.turn()
  }

  async stop(): Promise<void> {
    for (const seat of this.#seats) await seat.transport.stop()
  }

  /** Every end must have been told `closed` once when everything has stopped. */
  async end(): Promise<void> {
    await this.stop()
    await this.quiet()
    for (const end of [...this.#dialled, ...this.#seats.flatMap(({ ends }) => ends)]) {
      equal(end.reasons.length, 1, 'calls of `closed` for every link')
    }
  }
}

/** Everyone may decide: the transport asks for nothing of it. */
function quorumOf(ids: readonly number[]): Quorum {
  return { voters: new Set(ids), isQuorum: () => true }
}

export function ensembleOf(ids: readonly number[], clusterId: string): Ensemble {
  return { clusterId, members: ids.map((id) => ({ id, role: 'voter', addresses: [] })), quorum: quorumOf(ids) }
}
