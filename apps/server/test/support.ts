import { createServer, type Server } from 'node:net'
import { isOperatorError, type OperatorError } from '@zabkit/core'
import { loadSettings, type ServerSettings } from '../src/settings.ts'
import type { SettingsSources } from '../src/sources.ts'

/** A machine of a few files, by absolute path. A file that is an Error fails with it. */
export function machine(files: Readonly<Record<string, string | Buffer | Error>>, mode = 0o600): SettingsSources {
  return {
    readFile: async (path) => {
      const content = files[path]
      if (content === undefined) throw withCode('ENOENT')
      if (content instanceof Error) throw content
      return Buffer.from(content)
    },
    environment: { workingDirectory: '/home/zk', fileMode: async () => mode },
  }
}

export function withCode(code: string): Error {
  return Object.assign(new Error(`${code}: what Node says`), { code })
}

/** What every file below needs. */
export const MINIMAL = 'dataDir=/data\nclientPort=2181\n'

/** Server 2 of an ensemble of three voters and an observer: a configuration and the files it needs. */
export const ENSEMBLE = [
  `${MINIMAL}initLimit=10\nsyncLimit=5\nserver.1=a:2888:3888\nserver.2=b:2888:3888\nserver.3=c:2888:3888\nserver.4=d:2888:3888:observer\n`,
  { '/data/myid': '2\n' },
] as const

export function load(config: string, files: Readonly<Record<string, string | Buffer | Error>> = {}, mode?: number) {
  return loadSettings('/etc/zoo.cfg', machine({ '/etc/zoo.cfg': config, ...files }, mode))
}

/** The error that a configuration gives. */
export async function failure(loading: Promise<ServerSettings>): Promise<OperatorError> {
  const error = await loading.then(() => new Error('no error was thrown'), (thrown: unknown) => thrown)
  if (isOperatorError(error)) return error
  throw error
}

export function texts(settings: ServerSettings, level: 'warn' | 'info'): string[] {
  return settings.notices.filter((notice) => notice.level === level).map((notice) => notice.text)
}

/** Listens on this machine. */
export function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
}

/** Ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(servers.map((server) => listening(server, 0)))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
