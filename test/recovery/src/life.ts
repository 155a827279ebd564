import { acl } from '@zabkit/acl'
import type { Components, Storage } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { OpCode } from '@zabkit/jute'
import { createServer, type Server } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { type SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { body } from '@zabkit/test-wire'
import { memoryClients } from '@zabkit/transport-memory'
import { wal } from '@zabkit/wal'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import type { History } from './history.ts'
import { MemoryWireClient } from './memory-wire-client.ts'
import { MortalTimers } from './mortal-timers.ts'

export interface LifeOptions {
  readonly disk: SimulatedFileSystem
  readonly history: History
}

/** One process of a server with one client. */
export interface Life {
  readonly server: Server
  readonly client: MemoryWireClient
  /** Rejects when the server can go on no more, or its process has died in a call of the disk. */
  readonly over: Promise<never>
  /** As `kill -9`: nothing of it runs any more. */
  die(): void
}

/** The plugin, with every record that is appended told to `history`. */
function watched(history: History) {
  return (components: Components): Storage => {
    const storage = wal({ directory: '/data', logDirectory: '/log', segmentBytes: 700, preallocateBytes: 500 })(components)
    const append = storage.log.append.bind(storage.log)
    storage.log.append = (records, committedZxid, done) => {
      for (const record of records) history.appended(record)
      append(records, committedZxid, done)
    }
    return storage
  }
}

/** Rejects when the start does. */
export async function startLife({ disk, history }: LifeOptions): Promise<Life> {
  const timers = new MortalTimers()
  const clients = memoryClients()
  let fail = (_error: Error): void => {}
  const over = new Promise<never>((_, reject) => {
    fail = reject
  })
  over.catch(() => {})
  void disk.crashed.then(() => fail(new Error('crashed')))
  const server = createServer({
    id: 1, timers, random: seededRandom(3), clients: [clients], broadcast: zabBroadcast(), tree: dataTree(), acl: acl(),
    sessions: sessionTracker(),
    storage: (components) => watched(history)({ ...components, fileSystem: disk } as Components),
    settings: { snapshotTxns: 10, snapshotsKept: 2 },
    onFailure: (error) => fail(error),
  })
  try {
    await Promise.race([server.start(), over])
  } catch (error) {
    timers.die()
    throw error
  }
  return { server, client: new MemoryWireClient(clients), over, die: () => timers.die() }
}

/** Creates `/<name>0` and so on, alone and three at a time, and notes what is answered. */
export async function live({ client }: Life, history: History, name: string, steps: number): Promise<void> {
  await client.open()
  for (let step = 0; step < steps; step++) {
    const some = step % 3 === 2 ? [0, 1, 2] : [0]
    await Promise.all(some.map((part) => create(client, history, `/${name}${step}-${part}`)))
  }
}

async function create(client: MemoryWireClient, history: History, path: string): Promise<void> {
  const data = path.repeat(8)
  const { err, zxid } = await client.request(OpCode.Create, body.create(path, data))
  if (err !== 0) throw new Error(`create ${path}: ${err}`)
  history.answered(zxid, path, data)
}
