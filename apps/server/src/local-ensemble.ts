import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { OperatorError } from '@zabkit/core'

/** One of the servers that serve-ensemble runs on this machine. */
export interface LocalServer {
  readonly id: number
  readonly role: 'participant' | 'observer'
  readonly clientPort: number
  readonly peerPort: number
  readonly electionPort: number
  /** Holds its configuration, its log for people, and its data. */
  readonly directory: string
  readonly configPath: string
}

/** Three that vote and one that looks on. */
const ROLES = ['participant', 'participant', 'participant', 'observer'] as const
/** ZooKeeper's usual ports. */
const FIRST_PEER_PORT = 2888
const FIRST_ELECTION_PORT = 3888
const HOST = '127.0.0.1'

/**
 * The servers, under `directory`, for clients at `clientPorts`. Their ports among each other are the usual ones where those are free. Throws
 * OperatorError ZK_PORT_UNUSABLE when somebody has one of the clients' ports: a connect string must not change from start to start; and
 * ZK_DIRECTORY_LOCKED when an ensemble on other ports runs there: its configuration must not be written over.
 */
export async function planEnsemble(directory: string, clientPorts: readonly number[]): Promise<LocalServer[]> {
  for (const port of clientPorts) await requireFree(port)
  const servers: LocalServer[] = []
  for (const [i, role] of ROLES.entries()) {
    const id = i + 1
    const own = join(directory, `${id}`)
    await requireIdle(own)
    servers.push({
      id,
      role,
      clientPort: clientPorts[i] ?? 0,
      peerPort: await freePort(FIRST_PEER_PORT + i),
      electionPort: FIRST_ELECTION_PORT + i,
      directory: own,
      configPath: join(own, 'zoo.cfg'),
    })
  }
  return servers
}

async function requireFree(port: number): Promise<void> {
  if ((await listenOnce(port)) !== null) return
  throw new OperatorError('ZK_PORT_UNUSABLE', `port ${port} is for clients of the ensemble, and another program listens there`, {
    remedy: 'Stop that program, or name the first of four free ports: --port 3181.',
  })
}

/** What stands in `directory` was written for a server that does not run. */
async function requireIdle(directory: string): Promise<void> {
  const written = await readFile(join(directory, 'zoo.cfg'), 'utf8').catch(() => '')
  const port = Number(/^clientPort=(\d+)$/m.exec(written)?.[1] ?? 0)
  if (port === 0 || (await listenOnce(port)) !== null) return
  throw new OperatorError('ZK_DIRECTORY_LOCKED', `${directory} is the directory of a server that listens on port ${port}`, {
    remedy: 'Stop that ensemble, or give this one its own directory: --data DIRECTORY.',
  })
}

async function freePort(wanted: number): Promise<number> {
  return (await listenOnce(wanted)) ?? (await listenOnce(0)) ?? wanted
}

/** The port that could be listened on, null when it could not. */
function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, HOST, () => {
      const address = server.address()
      const found = address !== null && typeof address === 'object' ? address.port : null
      server.close(() => resolve(found))
    })
  })
}

/** Writes configuration and `myid` of each server; what is there of its data stays. */
export async function writeEnsemble(servers: readonly LocalServer[]): Promise<void> {
  for (const server of servers) {
    const data = dataOf(server)
    await mkdir(data, { recursive: true })
    await writeFile(server.configPath, zooCfgOf(server, servers))
    await writeFile(join(data, 'myid'), `${server.id}\n`)
  }
}

function dataOf({ directory }: LocalServer): string {
  return join(directory, 'data')
}

function zooCfgOf(server: LocalServer, servers: readonly LocalServer[]): string {
  const lines = servers.map(({ id, role, peerPort, electionPort }) => `server.${id}=${HOST}:${peerPort}:${electionPort}:${role}`)
  return [
    '# Made by serve-ensemble at each start.',
    `dataDir=${escapeValue(dataOf(server))}`,
    `clientPort=${server.clientPort}`,
    `clientPortAddress=${HOST}`,
    'tickTime=2000',
    'initLimit=10',
    'syncLimit=5',
    '4lw.commands.whitelist=*',
    ...lines,
    '',
  ].join('\n')
}

/** A backslash begins an escape in a properties file. */
function escapeValue(text: string): string {
  return text.replaceAll('\\', '\\\\')
}

/** For clients: every server, the observer too. */
export function connectString(servers: readonly LocalServer[]): string {
  return servers.map(({ clientPort }) => `${HOST}:${clientPort}`).join(',')
}
