import type { Server } from 'node:net'
import { OperatorError } from '@zabkit/core'
import { formatAddress } from './address.ts'
import type { TcpClientsSettings } from './options.ts'

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
}

/** Begins to listen. Rejects with ZK_PORT_UNUSABLE, which names the address. */
export function listen(server: Server, settings: TcpClientsSettings): Promise<void> {
  const { host, port, backlog } = settings
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => reject(unusable(settings, error))
    server.once('error', failed)
    try {
      server.listen({ port, backlog, ...(host === undefined ? {} : { host }) }, () => {
        server.off('error', failed)
        resolve()
      })
    } catch (error) {
      failed(error as NodeJS.ErrnoException)
    }
  })
}

function unusable({ host, port }: TcpClientsSettings, error: NodeJS.ErrnoException): OperatorError {
  const reason = REASONS[error.code ?? ''] ?? error.message
  return new OperatorError('ZK_PORT_UNUSABLE', `client address ${formatAddress(host ?? '*', port)}: ${reason}`, { cause: error })
}
