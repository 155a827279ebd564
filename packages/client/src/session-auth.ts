import { ErrorCode } from '@zabkit/core'
import { ZooKeeperError } from './errors.ts'

/** One thing shown to every server. */
export class AuthEntry {
  readonly scheme: string
  readonly credential: Uint8Array
  isTaken = false
  #whenTaken: Promise<void> | null = null
  #resolve: (() => void) | null = null
  #reject: ((reason: unknown) => void) | null = null

  constructor(scheme: string, credential: string | Uint8Array) {
    this.scheme = scheme
    this.credential = typeof credential === 'string' ? Buffer.from(credential, 'utf8') : Uint8Array.from(credential)
  }

  /** Resolves when the next server has taken it. */
  whenTaken(): Promise<void> {
    this.#whenTaken ??= new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    return this.#whenTaken
  }

  taken(): void {
    this.isTaken = true
    this.#resolve?.()
    this.#resolve = null
    this.#reject = null
  }

  fail(errorCode: number, detail: string): void {
    this.#reject?.(new ZooKeeperError(errorCode, 'addAuth', null, { detail }))
    this.#resolve = null
    this.#reject = null
  }
}

/** What is shown at each connection, in order. */
export class AuthList {
  readonly entries: AuthEntry[] = []

  /** Throws BadArguments for a scheme that is no word. */
  add(scheme: string, credential: string | Uint8Array): AuthEntry {
    if (typeof scheme !== 'string' || scheme === '') throw new ZooKeeperError(ErrorCode.BadArguments, 'addAuth', null, { detail: 'the scheme is missing' })
    const entry = new AuthEntry(scheme, credential)
    this.entries.push(entry)
    return entry
  }

  /** Resolves when some server has taken each of them; null: it has. */
  whenTaken(): Promise<unknown> | null {
    const open = this.entries.filter(({ isTaken }) => !isTaken)
    return open.length === 0 ? null : Promise.all(open.map((entry) => entry.whenTaken()))
  }

  failAll(errorCode: number, detail: string): void {
    for (const entry of this.entries) entry.fail(errorCode, detail)
  }
}
