import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('./paused-client-main.ts', import.meta.url))

/** A client in a process that can be stopped. */
export interface PausedClient extends AsyncDisposable {
  /** What it has said. */
  readonly lines: readonly string[]
  /** Makes it ask something, and stop before it can have heard the answer; then it asks again at once, or only hears what there is. */
  stop(then: 'ask' | 'hear'): void
  isStopped(): Promise<boolean>
  resume(): void
}

export function startPausedClient(servers: string, sessionTimeoutMs: number): PausedClient {
  const child = spawn(process.execPath, ['--conditions=@zabkit/source', '--import', 'tsx', MAIN, servers, String(sessionTimeoutMs)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => void lines.push(line))
  return {
    lines,
    stop: (then) => void child.stdin.write(`${then}\n`),
    isStopped: async () => /^State:\s+T/m.test(await readFile(`/proc/${child.pid}/status`, 'utf8')),
    resume: () => void child.kill('SIGCONT'),
    [Symbol.asyncDispose]: () => end(child),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await over
}
