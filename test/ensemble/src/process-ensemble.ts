import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fourLetterWord, freePort, ServerProcess, WireClient, type WireOptions } from '@zabkit/test-wire'
import { until } from './until.ts'

export interface ProcessEnsembleOptions {
  readonly voters: number
  readonly observers?: number
  /** More lines of every zoo.cfg. */
  readonly lines?: readonly string[]
  /** Variables of every process. */
  readonly environment?: Readonly<Record<string, string>>
  /** Another server's command, called with the path of a zoo.cfg. */
  readonly command?: readonly string[]
}

/** A server of an ensemble of processes. */
export interface ProcessMember {
  readonly id: number
  readonly process: ServerProcess
}

/** The server app, once a member: real processes on this machine, to be killed. Nothing is left behind. */
export class ProcessEnsemble {
  readonly members: readonly ProcessMember[]

  private constructor(members: readonly ProcessMember[]) {
    this.members = members
  }

  static async create(options: ProcessEnsembleOptions): Promise<ProcessEnsemble> {
    const lines = await serverLines(options)
    // One server alone is standalone, and says nothing of others.
    const members = lines.length > 1 ? lines : []
    const common = ['tickTime=500', 'initLimit=20', 'syncLimit=6', '4lw.commands.whitelist=*', ...members, ...(options.lines ?? [])]
    const created: ProcessMember[] = []
    for (let id = 1; id <= lines.length; id++) {
      const process = await ServerProcess.create(common, options.command)
      process.environment = options.environment ?? {}
      await mkdir(join(process.directory, 'data'), { recursive: true })
      await writeFile(join(process.directory, 'data', 'myid'), `${id}\n`)
      created.push({ id, process })
    }
    return new ProcessEnsemble(created)
  }

  static async start(options: ProcessEnsembleOptions): Promise<ProcessEnsemble> {
    const ensemble = await ProcessEnsemble.create(options)
    try {
      await Promise.all(ensemble.members.map(({ process }) => process.start()))
      return ensemble
    } catch (error) {
      await ensemble[Symbol.asyncDispose]()
      throw error
    }
  }

  member(id: number): ProcessMember {
    const member = this.members.find((each) => each.id === id)
    if (member === undefined) throw new Error(`no server ${id}`)
    return member
  }

  /** `leader`, `follower`, `observer`, or null while it does not serve. */
  async mode(id: number): Promise<string | null> {
    try {
      return /Mode: (\S+)/.exec(await fourLetterWord(this.member(id).process.port, 'srvr'))?.[1] ?? null
    } catch {
      return null
    }
  }

  async leader(): Promise<ProcessMember> {
    return until('a leader', async () => {
      for (const member of this.members) if ((await this.mode(member.id)) === 'leader') return member
      return null
    })
  }

  /** Zxid and digest of each running server's state, as `zxid digest`. */
  async digests(): Promise<string[]> {
    const running = this.members.filter(({ process }) => process.running)
    return Promise.all(running.map(async ({ process }) => (await fourLetterWord(process.port, 'hash')).trim().split('\n').at(-1) ?? ''))
  }

  connect(id: number, options?: WireOptions): Promise<WireClient> {
    return WireClient.connect(this.member(id).process.port, options)
  }

  get output(): string {
    return this.members.map(({ id, process }) => `--- server ${id}\n${process.output}`).join('\n')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.members.map(({ process }) => process[Symbol.asyncDispose]()))
  }
}

async function serverLines({ voters, observers = 0 }: ProcessEnsembleOptions): Promise<string[]> {
  const lines: string[] = []
  for (let id = 1; id <= voters + observers; id++) {
    lines.push(`server.${id}=127.0.0.1:${await freePort()}:${await freePort()}:${id <= voters ? 'participant' : 'observer'}`)
  }
  return lines
}
