import { ErrorCode } from '@zabkit/core'
import { checkWaitMs } from './check-options.ts'
import { Client } from './client.ts'
import { type ConnectFailure, describeFailure } from './connect-failure.ts'
import { isZooKeeperError, ZooKeeperError } from './errors.ts'
import type { ClientOptions } from './options.ts'

export interface ConnectOptions extends ClientOptions {
  /** Ends the attempt; `connect` rejects with its reason. It does not concern the client once it is there. */
  readonly signal?: AbortSignal
  /** Longest wait for a session; default 30 000; 0 or Infinity: no limit. */
  readonly waitMs?: number
}

/**
 * A client with a session, all of `auth` taken by the server. Rejects with the signal's reason, with code ConnectionLoss after `waitMs` (`cause`: what the
 * last attempt failed of), AuthFailed where credentials are refused, TypeError for arguments that make no sense.
 */
export async function connect(connectionString: string, options: ConnectOptions = {}): Promise<Client> {
  const { signal, waitMs = 30_000, ...clientOptions } = options
  checkWaitMs(waitMs)
  signal?.throwIfAborted()
  const client = new Client(connectionString, clientOptions)
  try {
    await client.connected({ timeoutMs: waitMs, ...(signal === undefined ? {} : { signal }) })
    return client
  } catch (error) {
    void client.close().catch(() => {})
    if (!isZooKeeperError(error, 'OperationTimeout')) throw error
    throw noSession(client.lastFailure, error, `no session with ${connectionString} in ${waitMs} ms`)
  }
}

function noSession(failure: ConnectFailure | null, timeout: ZooKeeperError, detail: string): ZooKeeperError {
  const cause = failure?.error ?? timeout
  return new ZooKeeperError(ErrorCode.ConnectionLoss, 'connect', null, { cause, detail: failure === null ? detail : `${detail}; ${describeFailure(failure)}` })
}
