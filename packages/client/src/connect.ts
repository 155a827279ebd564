import { ErrorCode } from '@zabkit/core'
import { Client } from './client.ts'
import { isZooKeeperError, ZooKeeperError } from './errors.ts'
import type { ClientOptions } from './options.ts'

export interface ConnectOptions extends ClientOptions {
  /** Ends the attempt; `connect` rejects with its reason. It does not concern the client once it is there. */
  readonly signal?: AbortSignal
  /** Longest wait for a session; default 30 000. */
  readonly waitMs?: number
}

/** A client with a session. Rejects with the signal's reason, with code ConnectionLoss after `waitMs`, AuthFailed where credentials are refused. */
export async function connect(connectionString: string, options: ConnectOptions = {}): Promise<Client> {
  const { signal, waitMs = 30_000, ...clientOptions } = options
  signal?.throwIfAborted()
  const client = new Client(connectionString, clientOptions)
  try {
    await client.connected({ timeoutMs: waitMs, ...(signal === undefined ? {} : { signal }) })
    return client
  } catch (error) {
    void client.close().catch(() => {})
    if (!isZooKeeperError(error, 'OperationTimeout')) throw error
    throw new ZooKeeperError(ErrorCode.ConnectionLoss, 'connect', null, { cause: error, detail: `no session with ${connectionString} in ${waitMs} ms` })
  }
}
