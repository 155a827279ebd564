import { once } from 'node:events'
import type { Contestant } from './contestant.ts'

/** What the bench uses of npm's native package `zookeeper`, which is installed on the spot. */
interface NativeClient {
  init(config: Readonly<Record<string, unknown>>): void
  on(event: string, listener: () => void): void
  create(path: string, data: Buffer, flags: number): Promise<string>
  get(path: string, watch: boolean): Promise<unknown>
  set(path: string, data: Buffer, version: number): Promise<unknown>
  close(): void
}

export async function nativeClient(port: number, load: NodeJS.Require): Promise<Contestant> {
  const { Promise: Native } = load('zookeeper') as { Promise: new (config: Readonly<Record<string, unknown>>) => NativeClient }
  const config = { connect: `127.0.0.1:${port}`, timeout: 30_000, debug_level: 1, host_order_deterministic: false }
  const client = new Native(config)
  const connected = once(client as never, 'connect')
  client.init(config)
  await connected
  return {
    name: 'zookeeper (native)',
    create: (path, data) => client.create(path, data, 0),
    get: (path) => client.get(path, false),
    set: (path, data) => client.set(path, data, -1),
    close: () => client.close(),
  }
}
