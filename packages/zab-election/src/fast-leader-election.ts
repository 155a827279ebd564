import type { Election, ElectionInput, ElectionOptions, ElectionOutput, Notification, PeerState, Vote, Zxid } from '@zabkit/core'
import { Countdown } from './countdown.ts'
import { FINALIZE_WAIT_MS } from './limits.ts'
import { Patience } from './patience.ts'
import { Repetition } from './repetition.ts'
import { NO_VOTE } from './vote.ts'
import { VoterWords } from './voter-words.ts'
import { isCountable } from './well-formed.ts'

type Inputs = { readonly [Type in ElectionInput['type']]: (input: Extract<ElectionInput, { type: Type }>) => void }
/** Idle: before the first `becomeLooking`. Settled: it has decided. */
type Phase = 'idle' | 'looking' | 'settled'

/** For `ServerComponents.election`. */
export function fastLeaderElection(): (options: ElectionOptions) => FastLeaderElection {
  return (options) => new FastLeaderElection(options)
}

/**
 * ZooKeeper's fast leader election. Every change of this server's vote, round or state is told to every peer, so that the latest word of a
 * peer is what it holds; what is said again by time only makes up for words that were lost.
 */
export class FastLeaderElection implements Election {
  readonly #options: ElectionOptions
  readonly #isVoter: boolean
  readonly #peers: ReadonlySet<number>
  readonly #words: VoterWords
  readonly #patience = new Patience()
  readonly #finalize = new Countdown()
  readonly #repetition = new Repetition()
  #phase: Phase = 'idle'
  #state: PeerState = 'looking'
  #round = 0
  #own = NO_VOTE
  #vote = NO_VOTE
  /** The vote or the round changed, and the others do not know. */
  #untold = false
  #sends: { readonly to: number; readonly message: Notification }[] = []
  #decided: Vote | null = null

  readonly #inputs: Inputs = {
    notification: ({ from, notification }) => this.#notified(from, notification),
    peerUp: ({ peer }) => this.#peerUp(peer),
    peerDown: ({ peer }) => this.#peerDown(peer),
    tick: ({ nowMs }) => this.#tick(nowMs),
  }
  /** What a voter's word leads to, once it is noted. */
  readonly #heard: Readonly<Record<Phase, (from: number, word: Notification) => void>> = {
    idle: () => {},
    looking: (from, word) => this.#heardLooking(from, word),
    settled: (from, word) => this.#answer(from, word),
  }

  constructor(options: ElectionOptions) {
    this.#options = options
    this.#isVoter = options.quorum.voters.has(options.serverId)
    this.#peers = new Set(options.peers.filter((peer) => peer !== options.serverId))
    this.#words = new VoterWords(options.serverId, options.quorum)
  }

  get state(): PeerState {
    return this.#state
  }

  /** Leader 0: none, before the first election and on an observer that has heard of no candidate. */
  get vote(): Vote {
    return this.#vote
  }

  get round(): number {
    return this.#round
  }

  /** An observer begins below every round, to count in whatever round the voters are. */
  becomeLooking(own: { readonly epoch: number; readonly zxid: Zxid }): void {
    this.#phase = 'looking'
    this.#state = 'looking'
    this.#decided = null
    this.#own = this.#isVoter ? { leader: this.#options.serverId, zxid: own.zxid, epoch: own.epoch } : NO_VOTE
    this.#words.forgetSettled()
    this.#enterRound(Math.max(this.#isVoter ? this.#round + 1 : 0, this.#words.latestRound()))
    this.#untold = true
    this.#options.onEvent?.('Looking', { round: this.#round, vote: this.#own })
    this.#reconsider()
  }

  confirm(epoch: number): void {
    if (this.#phase !== 'settled') return
    this.#vote = { ...this.#vote, epoch }
    this.#options.onEvent?.('Confirmed', { epoch })
    this.#tellAll()
  }

  step(input: ElectionInput): void {
    const handle = this.#inputs[input.type] as (input: ElectionInput) => void
    handle(input)
  }

  hasReady(): boolean {
    return this.#sends.length > 0 || this.#decided !== null
  }

  ready(): ElectionOutput {
    return { sends: this.#sends, decided: this.#decided }
  }

  advance(): void {
    this.#sends = []
    this.#decided = null
  }

  // ---- inputs ----

  #notified(from: number, word: Notification): void {
    if (!this.#peers.has(from)) return this.#malformed(from, word)
    // Whoever does not vote only asks.
    if (!this.#options.quorum.voters.has(from)) return this.#answer(from, word)
    if (!isCountable(from, word, this.#options.quorum.voters)) return this.#malformed(from, word)
    this.#words.note(from, word)
    this.#heard[this.#phase](from, word)
  }

  #malformed(from: number, word: unknown): void {
    this.#options.onEvent?.('MalformedNotification', { from, notification: word })
  }

  #heardLooking(from: number, word: Notification): void {
    if (word.state === 'looking' && word.round > this.#round) this.#adoptRound(from, word.round)
    else if (word.round < this.#round) this.#answer(from, word)
    this.#reconsider()
  }

  /** Those who look are told what this server holds. A non-voter's word helps nobody, and two of them would answer each other for ever. */
  #answer(to: number, word: Notification): void {
    if (this.#isVoter && this.#phase !== 'idle' && word?.state === 'looking') this.#tell(to)
  }

  /** It may have started anew, or missed what was sent before. */
  #peerUp(peer: number): void {
    if (!this.#peers.has(peer)) return
    if (this.#options.quorum.voters.has(peer)) this.#words.up(peer)
    if (this.#phase !== 'idle') this.#tell(peer)
    if (this.#phase === 'looking') this.#reconsider()
  }

  /** Without its candidate this server begins again: the others may know nothing yet, and within a round votes only get better. */
  #peerDown(peer: number): void {
    if (!this.#peers.has(peer)) return
    this.#words.down(peer)
    if (this.#phase !== 'looking') return
    if (this.#vote.leader === peer) {
      this.#options.onEvent?.('CandidateLost', { candidate: peer, round: this.#round })
      this.#enterNextRound()
    }
    this.#reconsider()
  }

  #tick(nowMs: number): void {
    if (this.#phase !== 'looking') return
    if (this.#finalize.ends(nowMs)) return this.#decide(this.#vote, this.#round, 'waited')
    if (this.#patience.ends(this.#isRefused() ? this.#vote.leader : null, nowMs)) this.#setAside()
    if (this.#repetition.isDue(nowMs)) this.#sayAgain()
  }

  // ---- the election ----

  #enterRound(round: number): void {
    this.#round = round
    this.#changeVote(this.#own)
  }

  #adoptRound(from: number, round: number): void {
    this.#options.onEvent?.('RoundAdopted', { from, round })
    this.#enterRound(round)
  }

  #enterNextRound(): void {
    this.#enterRound(this.#isVoter ? this.#round + 1 : this.#round)
  }

  #changeVote(vote: Vote): void {
    this.#vote = vote
    this.#untold = this.#isVoter
    this.#finalize.stop()
    this.#repetition.restart()
  }

  /** After whatever changed: the best vote, then whether it is decided. */
  #reconsider(): void {
    const better = this.#words.better(this, this.#patience.aside)
    if (better !== null) {
      this.#changeVote(better)
      this.#options.onEvent?.('UpdateProposal', { round: this.#round, vote: better })
    }
    if (this.#untold) this.#tellAll()
    const leading = this.#words.established(this)
    if (leading !== null) this.#decide(leading.vote, leading.round, 'joined')
    else this.#judge()
  }

  #judge(): void {
    const backed = this.#words.backed(this)
    if (backed && this.#words.unanimous(this)) return this.#decide(this.#vote, this.#round, 'unanimous')
    if (backed && this.#words.followed(this)) return this.#decide(this.#vote, this.#round, 'followed')
    if (backed && !this.#finalize.running) this.#options.onEvent?.('WaitNewNotmsg', { round: this.#round, vote: this.#vote })
    this.#finalize.keep(backed, FINALIZE_WAIT_MS)
  }

  #isRefused(): boolean {
    return this.#isVoter && this.#words.refused(this, this.#patience.aside)
  }

  /** The own candidacy stays; when even that one is refused, those that were set aside get another chance. */
  #setAside(): void {
    const candidate = this.#vote.leader
    this.#options.onEvent?.('CandidateRefused', { candidate, round: this.#round })
    if (!this.#patience.setAside(candidate, this.#options.serverId)) return
    this.#enterNextRound()
    this.#reconsider()
  }

  /** To all, also those who have answered: what they heard of this server may have been lost. */
  #sayAgain(): void {
    this.#options.onEvent?.('NotmsgTimeout', { round: this.#round })
    for (const peer of this.#peers) if (this.#options.quorum.voters.has(peer)) this.#tell(peer)
  }

  /** Rounds never go back: a later round of this server makes those who look with it come along. */
  #decide(vote: Vote, round: number, how: string): void {
    this.#phase = 'settled'
    this.#state = vote.leader === this.#options.serverId ? 'leading' : this.#isVoter ? 'following' : 'observing'
    this.#vote = vote
    this.#round = Math.max(this.#round, round)
    this.#decided = vote
    this.#patience.reset()
    this.#options.onEvent?.('Decided', { round: this.#round, state: this.#state, vote, how })
    this.#tellAll()
  }

  // ---- outputs ----

  #tellAll(): void {
    this.#untold = false
    const message = this.#word()
    if (this.#isHeeded()) for (const to of this.#peers) this.#sends.push({ to, message })
  }

  #tell(to: number): void {
    if (this.#isHeeded()) this.#sends.push({ to, message: this.#word() })
  }

  /** A non-voter speaks only to ask. */
  #isHeeded(): boolean {
    return this.#isVoter || this.#phase === 'looking'
  }

  #word(): Notification {
    return { type: 'notification', state: this.#state, round: this.#round, vote: this.#vote }
  }
}
