import { onTestFinished } from 'vitest'
import { Child } from './child.ts'
import { COMMAND_MS_MAX } from './limits.ts'
import { ZKCLI } from './requirements.ts'
import { waitUntil } from './wait-until.ts'

/** What the command `version` answers: sent after every command, it tells that the command is done. */
const MARK = /^ZooKeeper CLI version:.*\n/m

/** One zkCli.sh that gets its commands by its input, one after the other. Ends with the running test. */
export class ZkCli {
  readonly #child: Child
  #read = 0

  /** `jvmFlags` go to the Java virtual machine of the client, blank between. */
  constructor(host: string, jvmFlags = '') {
    const flags = `-Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${jvmFlags}`
    // By one pipe: what a command says on stderr stands before the mark too.
    this.#child = new Child(['/bin/sh', '-c', `exec ${ZKCLI} -server ${host} 2>&1`], { CLIENT_JVMFLAGS: flags })
    onTestFinished(() => this.#child.stop('SIGKILL', COMMAND_MS_MAX))
  }

  /** Everything that came with the command, up to its end: its answer, its error, watch events. */
  async run(command: string): Promise<string> {
    this.#child.process.stdin.write(`${command}\nversion\n`)
    await this.#until(() => `the end of: ${command}`, () => MARK.test(this.#unread()) || this.#child.end !== null)
    const text = this.#unread()
    const mark = MARK.exec(text)
    if (mark === null) throw new Error(`zkCli.sh ended (${this.#child.end}) in: ${command}\n${this.#child.tail()}`)
    this.#read += mark.index + mark[0].length
    return text.slice(0, mark.index)
  }

  /** Waits until `text` has come, now or later than the answers read so far. */
  async saw(text: string, since = 0): Promise<void> {
    await this.#until(() => `zkCli.sh to say ${text}`, () => this.#child.output.indexOf(text, since) >= 0)
  }

  /** How much it has said so far; for `saw`. */
  get position(): number {
    return this.#child.output.length
  }

  /** Says `quit` and waits for the end; the exit code. */
  async quit(): Promise<string | null> {
    this.#child.process.stdin.end('quit\n')
    await this.#until(() => 'the end of zkCli.sh', () => this.#child.end !== null)
    return this.#child.end
  }

  async #until(what: () => string, condition: () => boolean): Promise<void> {
    await waitUntil(() => `${what()}; it said:\n${this.#child.tail()}`, COMMAND_MS_MAX, condition)
  }

  #unread(): string {
    return this.#child.output.slice(this.#read)
  }
}

/** Runs zkCli.sh with one command as arguments, to its end. */
export async function zkCliOnce(host: string, ...words: string[]): Promise<{ readonly code: string | null; readonly output: string }> {
  const child = new Child([ZKCLI, '-server', host, ...words], { CLIENT_JVMFLAGS: '-Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC' })
  onTestFinished(() => child.stop('SIGKILL', COMMAND_MS_MAX))
  await waitUntil(() => `the end of ${child.name}:\n${child.tail()}`, COMMAND_MS_MAX, () => child.end !== null)
  return { code: child.end, output: child.output }
}
