import type { ByteReader } from '@zabkit/core'
import { NO_PASSWORD, type Welcome } from './handshake.ts'

const NOT_PROVEN = Number.NEGATIVE_INFINITY

/**
 * What is known of the session. Its time here is counted from the sending of the last request that was answered: the server heard it then or later, so
 * that this side never takes the session for alive longer than the server does. (An answer's arrival would be later by a round trip; a watch
 * event proves nothing, for it comes without the server having heard anything.)
 */
export class SessionLife {
  id = 0n
  password: Uint8Array = NO_PASSWORD
  /** Negotiated; before that, what is asked for. */
  timeoutMs: number
  /** The session is one of a read-only server, which no other server knows. */
  isStandIn = false
  readonly #askedMs: number
  #provenAtMs = NOT_PROVEN
  #zxidHigh = 0
  #zxidLow = 0

  constructor(askedMs: number, known: { readonly id: bigint; readonly password: Uint8Array } | undefined) {
    this.#askedMs = askedMs
    this.timeoutMs = askedMs
    if (known === undefined) return
    this.id = known.id
    this.password = Uint8Array.from(known.password)
  }

  /** The greatest zxid in an answer; what servers that are behind it must refuse. Two halves, so that no bigint is made an answer. */
  get lastZxid(): bigint {
    return (BigInt(this.#zxidHigh) << 32n) | BigInt(this.#zxidLow)
  }

  /** Reads the zxid of a reply's header. Zero and less are no news. */
  readZxid(reader: ByteReader): void {
    const high = reader.readInt32()
    const low = reader.readUint32()
    if (high < this.#zxidHigh || (high === this.#zxidHigh && low <= this.#zxidLow)) return
    this.#zxidHigh = high
    this.#zxidLow = low
  }

  /** A server granted it or goes on with it; asked at `sentAtMs`. */
  begin(welcome: Welcome, sentAtMs: number, isNew: boolean): void {
    this.id = welcome.sessionId
    this.password = welcome.password
    this.timeoutMs = welcome.timeoutMs
    this.isStandIn = welcome.readOnly && isNew
    this.proven(sentAtMs)
  }

  proven(sentAtMs: number): void {
    if (sentAtMs > this.#provenAtMs) this.#provenAtMs = sentAtMs
  }

  /** When the session is over unless a server says otherwise; infinite while no server has said that there is one. */
  get endsAtMs(): number {
    return this.#provenAtMs === NOT_PROVEN ? Number.POSITIVE_INFINITY : this.#provenAtMs + this.timeoutMs
  }

  /** The next session begins with nothing: a wiped ensemble must not refuse it for ever. */
  forget(): void {
    this.id = 0n
    this.password = NO_PASSWORD
    this.timeoutMs = this.#askedMs
    this.isStandIn = false
    this.#provenAtMs = NOT_PROVEN
    this.#zxidHigh = 0
    this.#zxidLow = 0
  }
}
