import { createRequire } from 'node:module'
import { onTestFinished } from 'vitest'
import { START_MS_MAX } from './limits.ts'
import { waitUntil } from './wait-until.ts'

/** What this suite uses of npm's node-zookeeper-client, which brings no types. 64-bit values are buffers of 8 bytes. */
export interface ZooKeeperStat {
  readonly czxid: Buffer
  readonly mzxid: Buffer
  readonly version: number
  readonly cversion: number
  readonly aversion: number
  readonly ephemeralOwner: Buffer
  readonly dataLength: number
  readonly numChildren: number
}

export interface ZooKeeperAcl {
  readonly permission: number
  readonly id: { readonly scheme: string; readonly id: string }
}

export interface ZooKeeperEvent {
  getName(): string
  getPath(): string
}

type Callback<Results extends readonly unknown[]> = (error: Error | null, ...results: Results) => void
type Watcher = (event: ZooKeeperEvent) => unknown

export interface ZooKeeperTransaction {
  create(path: string, data?: Buffer, acls?: readonly ZooKeeperAcl[], mode?: number): this
  check(path: string, version?: number): this
  setData(path: string, data: Buffer | null, version?: number): this
  remove(path: string, version?: number): this
  commit(callback: Callback<[results: readonly { readonly type: number; readonly err?: number; readonly path?: string }[]]>): void
}

export interface ZooKeeperClient {
  connect(): void
  close(): void
  getState(): { getName(): string }
  getSessionId(): Buffer
  getSessionPassword(): Buffer
  getSessionTimeout(): number
  addAuthInfo(scheme: string, auth: Buffer): void
  on(event: string, listener: () => void): void
  create(path: string, data: Buffer | null, acls: readonly ZooKeeperAcl[] | null, mode: number, callback: Callback<[string]>): void
  remove(path: string, version: number, callback: Callback<[]>): void
  removeRecursive(path: string, version: number, callback: Callback<[]>): void
  setData(path: string, data: Buffer | null, version: number, callback: Callback<[ZooKeeperStat]>): void
  getData(path: string, watcher: Watcher | null, callback: Callback<[Buffer | undefined, ZooKeeperStat]>): void
  setACL(path: string, acls: readonly ZooKeeperAcl[], version: number, callback: Callback<[ZooKeeperStat]>): void
  getACL(path: string, callback: Callback<[ZooKeeperAcl[], ZooKeeperStat]>): void
  exists(path: string, watcher: Watcher | null, callback: Callback<[ZooKeeperStat | null]>): void
  getChildren(path: string, watcher: Watcher | null, callback: Callback<[string[], ZooKeeperStat]>): void
  listSubTreeBFS(path: string, callback: Callback<[string[]]>): void
  mkdirp(path: string, data: Buffer | null, acls: readonly ZooKeeperAcl[] | null, mode: number, callback: Callback<[string]>): void
  transaction(): ZooKeeperTransaction
}

interface Library {
  createClient(host: string, options: { readonly sessionTimeout: number; readonly spinDelay: number }): ZooKeeperClient
  readonly CreateMode: Readonly<Record<'PERSISTENT' | 'EPHEMERAL' | 'PERSISTENT_SEQUENTIAL' | 'EPHEMERAL_SEQUENTIAL', number>>
  readonly Permission: Readonly<Record<'READ' | 'WRITE' | 'CREATE' | 'DELETE' | 'ADMIN' | 'ALL', number>>
  readonly Exception: Readonly<Record<string, number>>
  readonly ACL: {
    new (permission: number, id: unknown): ZooKeeperAcl
    readonly OPEN_ACL_UNSAFE: readonly ZooKeeperAcl[]
    readonly CREATOR_ALL_ACL: readonly ZooKeeperAcl[]
    readonly READ_ACL_UNSAFE: readonly ZooKeeperAcl[]
  }
  readonly Id: new (scheme: string, id: string) => unknown
}

/** CommonJS without types: this is the one place that says what it is. */
export const library: Library = createRequire(import.meta.url)('node-zookeeper-client')

/** A client whose session stands; it is closed when the running test ends. */
export async function openClient(host: string, sessionTimeout = 10_000): Promise<ZooKeeperClient> {
  const client = library.createClient(host, { sessionTimeout, spinDelay: 100 })
  onTestFinished(() => client.close())
  client.connect()
  await waitConnected(client)
  return client
}

export async function waitConnected(client: ZooKeeperClient): Promise<void> {
  await waitUntil(() => `a session, not ${client.getState().getName()}`, START_MS_MAX, () =>
    client.getState().getName() === 'SYNC_CONNECTED')
}

/** The outcome of one call; an error of the client is thrown. */
export function outcome<Results extends readonly unknown[]>(call: (callback: Callback<Results>) => void): Promise<Results> {
  return new Promise((resolve, reject) => {
    call((error, ...results) => {
      if (error === null || error === undefined) resolve(results)
      else reject(error)
    })
  })
}
