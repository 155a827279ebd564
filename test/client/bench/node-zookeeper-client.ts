import { once } from 'node:events'
import { createRequire } from 'node:module'
import type { Contestant } from './contestant.ts'

type Callback = (error: Error | null, result: unknown) => void

/** What the bench uses of npm's node-zookeeper-client, which brings no types. */
interface CallbackClient {
  connect(): void
  close(): void
  create(path: string, data: Buffer, callback: Callback): void
  getData(path: string, callback: Callback): void
  setData(path: string, data: Buffer, version: number, callback: Callback): void
}

/** Its callbacks as promises, as its users have to make them. */
function promised(call: (callback: Callback) => void): Promise<unknown> {
  return new Promise((resolve, reject) => call((error, result) => (error === null ? resolve(result) : reject(error))))
}

export async function nodeZookeeperClient(port: number): Promise<Contestant> {
  const library = createRequire(import.meta.url)('node-zookeeper-client') as { createClient(hosts: string): CallbackClient }
  const client = library.createClient(`127.0.0.1:${port}`)
  const connected = once(client as never, 'connected')
  client.connect()
  await connected
  return {
    name: 'node-zookeeper-client',
    create: (path, data) => promised((done) => client.create(path, data, done)),
    get: (path) => promised((done) => client.getData(path, done)),
    set: (path, data) => promised((done) => client.setData(path, data, -1, done)),
    close: () => client.close(),
  }
}
