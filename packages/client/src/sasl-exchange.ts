import { randomBytes } from 'node:crypto'
import type { SaslOptions } from './options.ts'
import { answerDigest, isServerProven } from './sasl-digest-md5.ts'

const EMPTY = Buffer.alloc(0)

/** One SASL exchange over a connection: an empty token, the server's challenge, our answer, the server's proof. */
export class SaslExchange {
  readonly #options: SaslOptions
  #expected: string | null = null
  isDone = false

  constructor(options: SaslOptions) {
    this.#options = options
  }

  /** The token that makes the server begin. */
  first(): Buffer {
    return EMPTY
  }

  /** The next token to send, or null when the exchange is over. Throws Error when it has failed: the reason is in its message. */
  next(token: Buffer | null): Buffer | null {
    if (token === null) throw new Error('the server offers no SASL mechanism')
    if (this.#expected === null) return this.#answer(token)
    if (!isServerProven(token, this.#expected)) throw new Error('the server does not know the password')
    this.isDone = true
    return null
  }

  #answer(challenge: Buffer): Buffer {
    const { username, password, service = 'zookeeper', host = 'zk-sasl-md5' } = this.#options
    const cnonce = randomBytes(24).toString('base64')
    const { token, expected } = answerDigest(challenge, { username, password, uri: `${service}/${host}`, cnonce })
    this.#expected = expected
    return token
  }
}
