import { acl, digest, digestId, ip } from '@zabkit/acl'
import type { BroadcastOptions, Clock, Durable, LogRecord, Storage, Timers, Zxid } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { sessionTracker } from '@zabkit/session'
import { memoryStorage } from '@zabkit/storage-memory'
import { WireClient, type WireOptions } from '@zabkit/test-wire'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { createServer, type ServerOptions, type ServerSettings, systemClock, systemTimers } from '../src/index.ts'

/** Clocks and repeating timers that move only when a test says so; waiting for the end of a turn is real. */
export class ManualTime implements Clock, Timers {
  #ms = 1_000_000
  readonly #repeating: { readonly everyMs: number; readonly callback: () => void; dueMs: number }[] = []

  now(): number {
    return systemClock.now()
  }

  monotonic(): number {
    return this.#ms
  }

  after(ms: number, callback: () => void) {
    return systemTimers.after(ms, callback)
  }

  every(everyMs: number, callback: () => void) {
    const timer = { everyMs, callback, dueMs: this.#ms + everyMs }
    this.#repeating.push(timer)
    return { cancel: () => void this.#repeating.splice(this.#repeating.indexOf(timer), 1) }
  }

  endOfTurn(callback: () => void): void {
    systemTimers.endOfTurn(callback)
  }

  /** Moves on by `ms` in steps of at most `stepMs`, running what falls due. One step larger than a tick is a process that stood still. */
  advance(ms: number, stepMs = 100): void {
    for (let left = ms; left > 0; left -= stepMs) {
      this.#ms += Math.min(stepMs, left)
      for (const timer of [...this.#repeating]) this.#runDue(timer)
    }
  }

  #runDue(timer: { readonly everyMs: number; readonly callback: () => void; dueMs: number }): void {
    if (this.#ms < timer.dueMs) return
    timer.dueMs = this.#ms + timer.everyMs
    timer.callback()
  }
}

export const SUPER = 'super:secret'

export interface TestServerOptions {
  readonly storage?: ServerOptions['storage']
  readonly settings?: Partial<ServerSettings>
  readonly time?: ManualTime
  readonly maxCounter?: number
  readonly onFailure?: (error: Error) => void
  readonly extra?: Partial<ServerOptions>
}

/** A started server of real plugins on a free port. `await using` stops it, and its clients first. */
export async function startTestServer(options: TestServerOptions = {}) {
  const { time, maxCounter } = options
  const broadcast = zabBroadcast()
  const server = createServer({
    id: 1,
    storage: options.storage ?? memoryStorage(),
    clients: [tcpClients({ host: '127.0.0.1', port: 0, maxConnectionsPerAddress: 0 })],
    broadcast: (given: BroadcastOptions) => broadcast(maxCounter === undefined ? given : { ...given, maxCounter }),
    tree: dataTree({ extendedTypesEnabled: true }),
    acl: acl({ providers: [digest({ superDigest: digestId(SUPER) }), ip()] }),
    sessions: sessionTracker(),
    settings: { commands: ['*'], ...options.settings },
    ...(time === undefined ? {} : { clock: time, timers: time }),
    ...(options.onFailure === undefined ? {} : { onFailure: options.onFailure }),
    ...options.extra,
  })
  await server.start()
  const port = Number(server.addresses[0]?.split(':').at(-1))
  const clients: WireClient[] = []
  return {
    server,
    port,
    async connect(given?: WireOptions): Promise<WireClient> {
      const client = await WireClient.connect(port, given)
      clients.push(client)
      return client
    },
    async [Symbol.asyncDispose](): Promise<void> {
      for (const client of clients) client.drop()
      await server.stop()
    },
  }
}

/** Storage whose log answers only when `release` is called. */
export function held(create: ServerOptions['storage']) {
  const waiting: (() => void)[] = []
  let holding = false
  let failure: Error | null = null
  const plugin: ServerOptions['storage'] = (components) => {
    const storage = create(components)
    const append = storage.log.append.bind(storage.log)
    storage.log.append = (records: readonly LogRecord[], committed: Zxid, done: Durable) => {
      const go = (): void => (failure === null ? append(records, committed, done) : done(failure))
      if (holding) waiting.push(go)
      else go()
    }
    return storage
  }
  return {
    plugin,
    hold: () => {
      holding = true
    },
    release: (error: Error | null = null) => {
      holding = false
      failure = error
      for (const go of waiting.splice(0)) go()
    },
    get waiting() {
      return waiting.length
    },
  }
}

/** A storage plugin that hands out the same storage at each start. */
export function kept(create: ServerOptions['storage']): ServerOptions['storage'] {
  let storage: Storage | null = null
  return (components) => {
    storage ??= create(components)
    return storage
  }
}
