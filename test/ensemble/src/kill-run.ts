import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { until } from './until.ts'
import { PersistentClient } from './persistent-client.ts'
import { ProcessEnsemble, type ProcessEnsembleOptions, type ProcessMember } from './process-ensemble.ts'

export interface KillRunOptions extends ProcessEnsembleOptions {
  readonly seconds: number
  readonly clients: number
  readonly depth: number
  /** Also clients of kazoo, so many: needs Debian's python3-kazoo. */
  readonly kazooClients?: number
  /** Told what happens, a line at a time. */
  readonly say?: (line: string) => void
}

export interface KillRunResult {
  readonly kills: number
  readonly leaderKills: number
  readonly answered: number
  readonly unknown: number
  readonly reconnects: number
  readonly errors: readonly string[]
  /** Clients whose znode was written less often than answered, or more often than asked. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** What the kazoo clients found, as JSON; null without them. */
  readonly kazoo: KazooResult | null
  /** Fingerprints at the end, one a server: all the same. */
  readonly digests: readonly string[]
}

export interface KazooResult {
  readonly answered: number
  readonly unknown: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Sessions that were lost. */
  readonly expired: number
}

/** Kills servers of an ensemble in turn, a leader every second time, under writes of clients that go on with their sessions. */
export async function killRun(options: KillRunOptions): Promise<KillRunResult> {
  await using ensemble = await ProcessEnsemble.start(options)
  const ports = (): number[] => ensemble.members.map(({ process }) => process.port)
  const clients = Array.from({ length: options.clients }, (_, i) => new PersistentClient(`client-${i}`, ports, i))
  await Promise.all(clients.map((client) => client.begin()))
  const runs = clients.map((client) => client.run(options.depth))
  const kazoo = kazooLoad(ports(), options)
  const kills = await killInTurn(ensemble, options, () => clients.reduce((sum, { answered }) => sum + answered, 0))
  for (const client of clients) client.stop()
  await Promise.all(runs)
  // Our own first: kazoo takes its time to read all, and these clients do not ping.
  const judged = await judge(ensemble, clients)
  return { ...kills, ...judged, kazoo: await kazoo }
}

async function kazooLoad(ports: readonly number[], { seconds, kazooClients = 0 }: KillRunOptions): Promise<KazooResult | null> {
  if (kazooClients === 0) return null
  const script = new URL('kazoo_load.py', import.meta.url).pathname
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',')
  const { stdout } = await promisify(execFile)('/usr/bin/python3', [script, hosts, `${seconds}`, `${kazooClients}`], { maxBuffer: 64 << 20 })
  return JSON.parse(stdout) as KazooResult
}

async function killInTurn(ensemble: ProcessEnsemble, { seconds, say }: KillRunOptions, answered: () => number) {
  const end = Date.now() + seconds * 1_000
  let kills = 0
  let leaderKills = 0
  while (Date.now() < end) {
    const leader = await ensemble.leader()
    const victim = kills % 2 === 0 ? leader : other(ensemble, leader, kills)
    await victim.process.kill()
    kills++
    if (victim === leader) leaderKills++
    const before = answered()
    await until('writes after a kill', () => answered() > before + 200)
    await victim.process.start()
    say?.(`${kills} kills, the last of server ${victim.id}${victim === leader ? ', which led' : ''}; ${answered()} writes answered`)
  }
  return { kills, leaderKills }
}

function other({ members }: ProcessEnsemble, leader: ProcessMember, turn: number): ProcessMember {
  const others = members.filter((member) => member !== leader)
  return others[(turn >> 1) % others.length] as ProcessMember
}

async function judge(ensemble: ProcessEnsemble, clients: readonly PersistentClient[]) {
  const lost: string[] = []
  const doubled: string[] = []
  for (const client of clients) {
    const version = await client.version()
    const says = `${client.path}: version ${version}, answered ${client.answered}, unknown ${client.unknown}`
    if (version < client.answered) lost.push(says)
    if (version > client.answered + client.unknown) doubled.push(says)
  }
  const total = (pick: (client: PersistentClient) => number): number => clients.reduce((sum, client) => sum + pick(client), 0)
  const figures = { answered: total((c) => c.answered), unknown: total((c) => c.unknown), reconnects: total((c) => c.reconnects) }
  const errors = clients.flatMap((client) => client.errors)
  for (const client of clients) await client.end()
  const digests = await until('equal trees', async () => {
    const found = await ensemble.digests()
    return new Set(found).size === 1 && found
  })
  return { ...figures, errors, lost, doubled, digests }
}
