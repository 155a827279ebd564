import type { Server } from 'node:net'
import { OperatorError, type Timers } from '@zabkit/core'
import { formatAddress } from './address.ts'
import { BIND_RETRY_MS } from './limits.ts'
import type { ListenOptions } from './options.ts'

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
}

/** How a port that is taken is waited for. */
export interface Patience {
  /** Null: for ever. */
  readonly retries: number | null
  readonly timers: Timers
  /** The transport was stopped meanwhile. */
  isOver(): boolean
}

/** Begins to listen. Rejects with ZK_PORT_UNUSABLE, which names the address. */
export async function openPort(server: Server, place: ListenOptions, patience: Patience): Promise<void> {
  for (let tries = 0; ; tries++) {
    const error = await listen(server, place)
    if (error === null) return
    const isLast = patience.isOver() || (patience.retries !== null && tries >= patience.retries)
    if (isLast || error.code !== 'EADDRINUSE') throw unusable(place, error)
    await new Promise<void>((resolve) => patience.timers.after(BIND_RETRY_MS, resolve))
  }
}

function listen(server: Server, { host, port }: ListenOptions): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error)
    server.once('error', failed)
    try {
      server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
        server.off('error', failed)
        resolve(null)
      })
    } catch (error) {
      server.off('error', failed)
      resolve(error as NodeJS.ErrnoException)
    }
  })
}

function unusable({ host, port }: ListenOptions, error: NodeJS.ErrnoException): OperatorError {
  const reason = REASONS[error.code ?? ''] ?? error.message
  return new OperatorError('ZK_PORT_UNUSABLE', `peer address ${formatAddress(host ?? '*', port)}: ${reason}`, { cause: error })
}
