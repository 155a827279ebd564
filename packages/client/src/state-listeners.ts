import { ErrorCode } from '@zabkit/core'
import { ZooKeeperError } from './errors.ts'
import type { ClientLogger } from './options.ts'
import type { ClientState, OperationOptions, StateChange } from './types.ts'

type Listener = (change: StateChange) => void

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

  /** `ended`: why there will be no connection any more. */
  connected(now: ClientState, { signal, timeoutMs }: OperationOptions, ended: (operation: string) => ZooKeeperError): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      if (isConnected(now)) return resolve()
      if (now === 'closed') return reject(ended('connected'))
      const end = (error: unknown): void => {
        stop()
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        if (error === null) resolve()
        else reject(error)
      }
      const abort = (): void => end(signal?.reason)
      const timer = timeoutMs ? setTimeout(() => end(new ZooKeeperError(ErrorCode.OperationTimeout, 'connected')), timeoutMs) : undefined
      const stop = this.add(({ state }) => {
        if (isConnected(state)) end(null)
        else if (state === 'closed') end(ended('connected'))
      })
      signal?.addEventListener('abort', abort, { once: true })
    })
  }
}

function isConnected(state: ClientState): boolean {
  return state === 'connected' || state === 'read-only'
}
