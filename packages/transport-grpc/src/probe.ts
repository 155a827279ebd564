import { connect } from 'node:net'
import type { HostPort } from './address.ts'

/** A connection attempt that can be given up. */
export interface Probe {
  cancel(): void
}

/**
 * Finds out by a connection of its own whether someone listens at `target`, and at which of its IP addresses. gRPC can neither be told to give up
 * a connection that gets no answer, which then holds the process for minutes, nor to skip its waits after one that was refused.
 */
export function probe(target: HostPort, found: (ipAddress: string) => void, failed: (reason: string) => void): Probe {
  const socket = connect({ ...target, noDelay: true })
  let settled = false
  const settle = (tell: () => void): void => {
    if (settled) return
    settled = true
    socket.destroy()
    tell()
  }
  socket.once('connect', () => {
    const { remoteAddress } = socket
    settle(() => (remoteAddress === undefined ? failed('the connection was closed at once') : found(remoteAddress)))
  })
  socket.on('error', (error) => settle(() => failed(error.message)))
  return {
    cancel: () => settle(() => {}),
  }
}
