import type { MemorySocket } from './memory-socket.ts'

/** What a client needs beside the connection string; empty for servers on TCP. Spread it into the client's options. */
export interface ClientHooks {
  /** In place of a TCP connection to `address`, which is one of the connection string. */
  readonly connect?: (address: string) => MemorySocket
}

/** Hooks that find a server by its address. */
export function memoryHooks(connect: (address: string) => MemorySocket): ClientHooks {
  return { connect }
}
