import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'
import { afterEach, describe, expect, it } from 'vitest'
import { USAGE } from '../src/arguments.ts'
import { startServer } from '../src/index.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

class Run {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  stdout = ''
  stderr = ''

  constructor(given: readonly string[]) {
    this.child = spawn(process.execPath, ['--conditions=@zabkit/source', '--import', 'tsx', MAIN, ...given], { stdio: 'pipe' })
    this.child.stdout?.on('data', (chunk) => { this.stdout += chunk })
    this.child.stderr?.on('data', (chunk) => { this.stderr += chunk })
    this.ended = once(this.child, 'close').then(([code]) => code as number | null)
  }

  /** The one line that it prints, when it is whole. */
  async line(): Promise<string> {
    while (!this.stdout.includes('\n')) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.stderr}`)
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.ended])
    }
    return this.stdout.trimEnd()
  }
}

const runs: Run[] = []

function run(...given: string[]): Run {
  const started = new Run(given)
  runs.push(started)
  return started
}

function portOf(address = ''): number {
  return Number(address.split(':')[1])
}

afterEach(async () => {
  for (const { child } of runs) if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all(runs.splice(0).map(({ ended }) => ended))
})

describe('zabkit-testing', () => {
  it('prints the connection string and nothing else, serves, and ends when its standard input closes', async () => {
    const program = run()
    const line = await program.line()
    expect(line).toMatch(/^127\.0\.0\.1:\d+$/)
    const client = await WireClient.connect(portOf(line))
    expect((await client.request(OpCode.Create, body.create('/a', 'x'))).err).toBe(0)
    expect(program.child.exitCode).toBeNull()
    program.child.stdin?.end()
    expect(await program.ended).toBe(0)
    expect(program.stdout).toBe(`${line}\n`)
    expect(program.stderr).toBe('')
    await client.whenClosed()
  })

  it('ends on SIGTERM with an open standard input', async () => {
    const program = run()
    await program.line()
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  })

  it('runs an ensemble, and names every server of it', async () => {
    const program = run('--servers', '3', '--observers', '1')
    const addresses = (await program.line()).split(',')
    expect(addresses).toHaveLength(4)
    const clients = await Promise.all(addresses.map((address) => WireClient.connect(portOf(address))))
    expect((await clients[3]?.request(OpCode.Create, body.create('/a', '')))?.err).toBe(0)
    for (const client of clients) client.drop()
    program.child.stdin?.end()
    expect(await program.ended).toBe(0)
  })

  it('takes the port that it is given, and says so when another has it', async () => {
    const taken = await startServer()
    const port = String(taken.port)
    const refused = run('--port', port)
    expect([await refused.ended, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain(`127.0.0.1:${port}`)
    await taken.stop()
    const program = run('--port', port)
    expect(await program.line()).toBe(`127.0.0.1:${port}`)
  })

  it('names an argument that it does not understand, and exits with 2', async () => {
    const program = run('--servers', 'three')
    expect([await program.ended, program.stdout]).toEqual([2, ''])
    expect(program.stderr).toBe(`--servers three: must be a whole number from 1 to 15\n\n${USAGE}`)
  })
})
