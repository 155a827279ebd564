import type { Timers } from '@zabkit/core'
import type { MemoryClients } from '../src/index.ts'

/** Timers that never fire, and turns that end at once. */
export const timers: Timers = {
  after: () => ({ cancel() {} }),
  every: () => ({ cancel() {} }),
  endOfTurn: (callback) => void setImmediate(callback),
}

/** A client inside the process that notes what comes. */
export function rawClient(clients: MemoryClients) {
  const chunks: Buffer[] = []
  const client = clients.connect({
    data: (chunk) => chunks.push(chunk),
    ended: () => {
      raw.ended = true
    },
    closed: () => {
      raw.closed = true
    },
  })
  const raw = {
    ended: false,
    closed: false,
    send: (bytes: Buffer) => client.write(bytes),
    received: () => Buffer.concat(chunks),
    pause: () => client.pause(),
    resume: () => client.resume(),
    end: () => client.end(),
    destroy: () => client.destroy(),
  }
  return raw
}
