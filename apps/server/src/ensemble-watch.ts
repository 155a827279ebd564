/** What was seen of a server: its mode, or null when it does not serve; its process, null when that is none of ours. */
export interface Sighting {
  readonly id: number
  readonly clientPort: number
  readonly mode: string | null
  readonly pid: number | null
}

/** Turns what is seen again and again into lines about what has changed. */
export class EnsembleWatch {
  /** Ids that serve. Null until all have. */
  #serving: ReadonlySet<number> | null = null
  #leader: number | null = null

  /** True once every server has served. */
  get isReady(): boolean {
    return this.#serving !== null
  }

  /** The lines to print. Nothing before all serve: a start is no news. */
  observe(sightings: readonly Sighting[]): string[] {
    const serving = new Set(sightings.filter(({ mode }) => mode !== null).map(({ id }) => id))
    const leader = sightings.find(({ mode }) => mode === 'leader') ?? null
    if (this.#serving === null && (serving.size < sightings.length || leader === null)) return []
    const lines = this.#serving === null ? sightings.map(serverLine) : backLines(sightings, this.#serving)
    if ((leader?.id ?? null) !== this.#leader) lines.push(leaderLine(leader))
    this.#serving = serving
    this.#leader = leader?.id ?? null
    return lines
  }
}

function serverLine({ id, clientPort, mode, pid }: Sighting): string {
  return `  server ${id}  ${(mode ?? '').padEnd(9)} 127.0.0.1:${clientPort}${pid === null ? '' : `  pid ${pid}`}`
}

/** Those that were started by hand in the place of a dead one. Others only waited for a leader. */
function backLines(sightings: readonly Sighting[], before: ReadonlySet<number>): string[] {
  const back = sightings.filter(({ id, mode, pid }) => mode !== null && pid === null && !before.has(id))
  return back.map(({ id, mode }) => `server ${id} serves again: ${mode}`)
}

function leaderLine(leader: Sighting | null): string {
  if (leader === null) return 'no leader: a new one is elected as soon as two of the three voters run'
  const { id, clientPort, pid } = leader
  const kill = pid === null ? '' : `; to see another one take over: kill -9 ${pid}`
  return `leader: server ${id} at 127.0.0.1:${clientPort}${kill}`
}
