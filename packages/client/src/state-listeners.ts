import { ErrorCode } from '@zabkit/core'
import { ZooKeeperError } from './errors.ts'
import type { ClientLogger } from './options.ts'
import type { ClientSession } from './session.ts'
import { timeLimit } from './time-limit.ts'
import type { ClientState, OperationOptions, StateChange } from './types.ts'

type Listener = (change: StateChange) => void
/** The part of a session whose connection is waited for. */
type Connecting = Pick<ClientSession, 'state' | 'endError' | 'whenShown'>

/** Who is told of changes of a session's state, in the order in which they came. */
export class StateListeners {
  readonly #logger: ClientLogger
  readonly #listeners = new Set<Listener>()

  constructor(logger: ClientLogger) {
    this.#logger = logger
  }

  add(listener: Listener): () => void {
    // The same function given twice is told twice.
    const own: Listener = (change) => listener(change)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  tell(change: StateChange): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(change)
      } catch (error) {
        this.#logger.error('a listener of the state failed', { state: change.state, error })
      }
    }
  }

  /** See `Client.connected`. */
  connected(session: Connecting, { signal, timeoutMs }: OperationOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const now = session.state
      if (now === 'closed') return reject(session.endError('connected'))
      const end = (error: unknown): void => {
        stop()
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        if (error === null) resolve()
        else reject(error)
      }
      const arrived = (): void => {
        const shown = session.whenShown()
        if (shown === null) end(null)
        else void shown.then(() => end(null), end)
      }
      const abort = (): void => end(signal?.reason)
      const limitMs = timeLimit(timeoutMs)
      const timer = limitMs && setTimeout(() => end(new ZooKeeperError(ErrorCode.OperationTimeout, 'connected')), limitMs)
      const stop = this.add(({ state }) => {
        if (isConnected(state)) arrived()
        else if (state === 'closed') end(session.endError('connected'))
      })
      signal?.addEventListener('abort', abort, { once: true })
      if (isConnected(now)) arrived()
    })
  }
}

function isConnected(state: ClientState): boolean {
  return state === 'connected' || state === 'read-only'
}
