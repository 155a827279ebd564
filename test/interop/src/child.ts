import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { SHOWN_LINES } from './limits.ts'
import { waitUntil } from './wait-until.ts'

/** A process of this suite with everything it said. Ends with the test worker at the latest. */
export class Child {
  readonly process: ChildProcessWithoutNullStreams
  readonly name: string
  /** stdout and stderr, as they came. */
  output = ''
  /** Exit code, signal or why it could not start; null while it runs. */
  end: string | null = null

  constructor(command: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const [file = '', ...words] = command
    this.name = command.join(' ')
    this.process = spawn(file, words, { stdio: 'pipe', env: { ...process.env, ...environment } })
    const killAtExit = (): void => void this.process.kill('SIGKILL')
    process.once('exit', killAtExit)
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
      })
    }
    this.process.on('error', (error) => this.#ended(error.message, killAtExit))
    this.process.on('close', (code, signal) => this.#ended(String(code ?? signal), killAtExit))
    // A program that ends early closes its input: how it ended is what counts.
    this.process.stdin.on('error', () => {})
  }

  /** Sends `signal` and waits for the end; kills it after `msMax`. */
  async stop(signal: NodeJS.Signals, msMax: number): Promise<void> {
    if (this.end !== null) return
    this.process.kill(signal)
    try {
      await waitUntil(() => `the end of ${this.name}`, msMax, () => this.end !== null)
    } catch (error) {
      this.process.kill('SIGKILL')
      await waitUntil(() => `the end of ${this.name}`, msMax, () => this.end !== null)
      throw error
    }
  }

  /** The end of its output, for messages of errors. */
  tail(): string {
    return this.output.split('\n').slice(-SHOWN_LINES).join('\n')
  }

  #ended(how: string, killAtExit: () => void): void {
    this.end ??= how
    process.removeListener('exit', killAtExit)
  }
}
