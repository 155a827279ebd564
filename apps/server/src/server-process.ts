import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CHILD_STOP_TIMEOUT_MS } from './limits.ts'
import type { LocalServer } from './local-ensemble.ts'

export interface ServerProcessParts {
  /** The program of a server, and flags of Node's for it. */
  readonly command: readonly string[]
  /** A warning or an error in its log. */
  readonly onTrouble: (text: string) => void
  /** It is gone; `how` says by what. */
  readonly onExit: (how: string) => void
}

/** A server as a process of its own. Its log goes to `server.log` in its directory. */
export class ServerProcess {
  readonly server: LocalServer
  readonly #child: ChildProcess
  readonly #exited: Promise<void>
  #isGone = false
  /** It has said that it stops: a second signal would make it leave at once. */
  #isStopping = false

  constructor(server: LocalServer, { command, onTrouble, onExit }: ServerProcessParts) {
    this.server = server
    // A group of its own: the interrupt of a terminal is for the parent alone.
    this.#child = spawn(process.execPath, [...command, server.configPath], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    this.#keepLog(onTrouble)
    this.#exited = new Promise((resolve) => {
      const gone = (how: string): void => {
        if (this.#isGone) return
        this.#isGone = true
        resolve()
        onExit(how)
      }
      this.#child.once('error', (error) => gone(error.message))
      this.#child.once('close', (code, signal) => gone(signal === null ? `with code ${code}` : `by ${signal}`))
    })
  }

  /** Null once it is gone. */
  get pid(): number | null {
    return this.#isGone ? null : (this.#child.pid ?? null)
  }

  #keepLog(onTrouble: (text: string) => void): void {
    const log = createWriteStream(join(this.server.directory, 'server.log'), { flags: 'a' })
    log.on('error', (error) => onTrouble(`its log cannot be kept: ${error.message}`))
    const { stdout, stderr } = this.#child
    for (const stream of [stdout, stderr]) stream?.pipe(log, { end: false })
    if (stdout !== null) createInterface({ input: stdout }).on('line', (line) => this.#readLine(line, onTrouble))
    if (stderr !== null) createInterface({ input: stderr }).on('line', onTrouble)
    this.#child.once('close', () => log.end())
  }

  #readLine(line: string, onTrouble: (text: string) => void): void {
    const { level, msg } = parseLine(line)
    if (level === 'warn' || level === 'error') onTrouble(msg)
    if (msg.endsWith(': stopping')) this.#isStopping = true
  }

  /** Resolves when it is gone; by force if it takes too long. */
  async stop(): Promise<void> {
    if (this.#isGone) return
    if (!this.#isStopping) this.#child.kill('SIGTERM')
    const force = setTimeout(() => this.#child.kill('SIGKILL'), CHILD_STOP_TIMEOUT_MS)
    await this.#exited
    clearTimeout(force)
  }
}

/** A line of the log, JSON or not; the error or the reason in it belongs to its message. */
function parseLine(line: string): { level: string; msg: string } {
  try {
    const { level, msg, error, reason }: Record<string, unknown> & { error?: { message?: unknown } } = JSON.parse(line)
    const why = error?.message ?? reason
    return { level: String(level), msg: why === undefined ? String(msg) : `${msg}: ${why}` }
  } catch {
    return { level: '', msg: line }
  }
}
