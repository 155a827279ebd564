import { majority, type Notification, type PeerState, type Quorum, type Vote, type Zxid } from '@zabkit/core'
import { type FastLeaderElection, fastLeaderElection } from '../src/index.ts'

export function vote(leader: number, zxid = 0, epoch = 0): Vote {
  return { leader, zxid: zxid as Zxid, epoch }
}

export function word(state: PeerState, round: number, of: Vote): Notification {
  return { type: 'notification', state, round, vote: of }
}

export interface ServerOptions {
  readonly id: number
  readonly voters: readonly number[]
  readonly observers?: readonly number[]
  readonly quorum?: Quorum
}

/** One core, its peers played by the test. */
export class Server {
  readonly core: FastLeaderElection
  readonly events: string[] = []
  readonly #peers: readonly number[]
  nowMs = 5_000

  constructor(options: ServerOptions) {
    const quorum = options.quorum ?? majority(options.voters)
    this.#peers = [...options.voters, ...(options.observers ?? [])].filter((peer) => peer !== options.id)
    this.core = fastLeaderElection()({ serverId: options.id, quorum, peers: this.#peers, onEvent: (name) => this.events.push(name) })
  }

  /** Looks for the first time, with every peer reached. What it says first is taken away. */
  looking(own: { readonly epoch: number; readonly zxid: number } = { epoch: 0, zxid: 0 }): this {
    for (const peer of this.#peers) this.up(peer)
    this.core.becomeLooking({ epoch: own.epoch, zxid: own.zxid as Zxid })
    this.take()
    return this
  }

  up(peer: number): void {
    this.core.step({ type: 'peerUp', peer })
  }

  down(peer: number): void {
    this.core.step({ type: 'peerDown', peer })
  }

  hears(from: number, state: PeerState, round: number, of: Vote): void {
    this.core.step({ type: 'notification', from, notification: word(state, round, of) })
  }

  /** Time goes on in the ticks of a driver. */
  pass(ms: number): void {
    for (let past = 0; past < ms; past += 50) {
      this.nowMs += 50
      this.core.step({ type: 'tick', nowMs: this.nowMs })
    }
  }

  /** What it said since the last time, as `to: state round leader`, and what it decided. */
  take(): { readonly said: readonly string[]; readonly decided: Vote | null } {
    const { sends, decided } = this.core.ready()
    const said = sends.map(({ to, message }) => `${to}: ${message.state} ${message.round} ${message.vote.leader}`)
    this.core.advance()
    return { said, decided }
  }
}
