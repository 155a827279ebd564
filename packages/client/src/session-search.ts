import { Backoff } from './backoff.ts'
import { SEARCH_BASE_MS, SEARCH_MAX_MS, SEARCH_TIMEOUT_MS } from './limits.ts'
import { openSocket, type SocketSettings } from './open-socket.ts'
import type { Endpoint, ServerList } from './server-list.ts'

/** While the client is connected to a read-only server: asks the others, by the command `isro`, whether one is a full server. */
export class FullServerSearch {
  readonly #servers: ServerList
  readonly #settings: SocketSettings
  readonly #backoff: Backoff
  #stopped = false
  #wake: () => void = ignore
  #timer: NodeJS.Timeout | undefined

  constructor(servers: ServerList, settings: SocketSettings, random: () => number) {
    this.#servers = servers
    this.#settings = settings
    this.#backoff = new Backoff(SEARCH_BASE_MS, SEARCH_MAX_MS, random)
  }

  /** The first full server that answers; null when stopped before. */
  async run(): Promise<Endpoint | null> {
    while (!this.#stopped) {
      await this.#pause(this.#backoff.next())
      for await (const endpoint of this.#servers.all()) {
        if (this.#stopped) return null
        if (await isFullServer(endpoint, this.#settings)) return this.#stopped ? null : endpoint
      }
    }
    return null
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#timer = setTimeout(resolve, ms)
    })
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#wake()
  }
}

/** False also for a server that does not answer, or that does not let this be asked. */
function isFullServer(endpoint: Endpoint, settings: SocketSettings): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openSocket(endpoint, settings, ignore)
    let answer = ''
    const timer = setTimeout(() => socket.destroy(), SEARCH_TIMEOUT_MS)
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      if (answer.length >= 2) socket.destroy()
    })
    socket.on('error', ignore)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer.startsWith('rw'))
    })
    socket.write('isro')
  })
}

function ignore(): void {}
