import type { ServerSettings } from './settings.ts'

/** What only the running server knows. Ports are those that were bound; null where there is none. */
export interface RunningFigures {
  readonly clientPort: number | null
  readonly secureClientPort: number | null
  readonly dataDirectoryBytes: number
  readonly logDirectoryBytes: number
}

/** The answer to the four-letter word `conf`: `key=value` lines under ZooKeeper's names. No secret is among them. */
export function describeSettings(settings: ServerSettings, running: RunningFigures): string {
  const lines: (readonly [string, string | number | null])[] = [
    ['clientPort', running.clientPort],
    ['secureClientPort', running.secureClientPort],
    ['dataDir', settings.dataDirectory],
    ['dataDirSize', running.dataDirectoryBytes],
    ['dataLogDir', settings.logDirectory],
    ['dataLogSize', running.logDirectoryBytes],
    ['tickTime', settings.tickMs],
    ['maxClientCnxns', settings.maxConnectionsPerAddress],
    ['minSessionTimeout', settings.minSessionTimeoutMs],
    ['maxSessionTimeout', settings.maxSessionTimeoutMs],
    ['clientPortListenBacklog', settings.listenBacklog ?? -1],
    ['serverId', settings.serverId],
  ]
  const shown = lines.filter(([, value]) => value !== null)
  return shown.map(([name, value]) => `${name}=${value}\n`).join('')
}
