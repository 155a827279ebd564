import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askMode, askWord } from '../src/ask-word.ts'
import { EnsembleRun } from '../src/ensemble-run.ts'
import { type LocalServer, planEnsemble, writeEnsemble } from '../src/local-ensemble.ts'
import { freePorts } from './support.ts'

const PRETENDER = fileURLToPath(new URL('fixtures/pretend-server.mjs', import.meta.url))
let directory: string
let servers: LocalServer[]
let lines: string[]
let run: EnsembleRun
let ended: Promise<number> | null
let byHand: ChildProcess | null

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'zabkit-run-'))
  servers = await planEnsemble(directory, await freePorts(4))
  await writeEnsemble(servers)
  lines = []
  ended = null
  byHand = null
  run = new EnsembleRun({ servers, command: [PRETENDER], print: (line) => void lines.push(line) })
})

afterEach(async () => {
  run.stop()
  await ended
  if (byHand?.kill() === true) await once(byHand, 'exit')
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

const printed = (text: string | RegExp) => vi.waitFor(() => expect(lines).toContainEqual(expect.stringMatching(text)), { timeout: 10_000 })
const lastPid = () => Number(/kill -9 (\d+)$/.exec(lines.findLast((line) => line.startsWith('leader:')) ?? '')?.[1])

describe('servers on this machine', () => {
  it('that somebody else has started in the place of a dead one are seen, and left alone at the end', async () => {
    ended = run.run()
    await printed(/^leader: server 3 /)
    process.kill(lastPid(), 'SIGKILL')
    await printed(/^leader: server 2 /)
    byHand = spawn(process.execPath, [PRETENDER, servers[2]?.configPath ?? ''], { stdio: 'ignore' })
    await vi.waitFor(() => expect(lines.at(-1)).toMatch(/^leader: server 3 at 127\.0\.0\.1:\d+$/), { timeout: 10_000 })
    run.stop()
    expect(await ended).toBe(0)
    expect(lines).toContainEqual(expect.stringMatching(/^server 3 at 127\.0\.0\.1:\d+ was started by somebody else and runs on$/))
  })

  it('are named when all serve, and the leader again whenever it changes; the dead stay dead; all stop', async () => {
    ended = run.run()
    await printed(/^leader: server 3 /)
    expect(lines).toContainEqual(expect.stringMatching(/^all servers serve; try: zkCli\.sh -server (127\.0\.0\.1:\d+,?){4}$/))
    expect(lines.filter((line) => /^ {2}server [1-4] /.test(line))).toHaveLength(4)
    expect(lines).toContain('server 1: listening: it was told to')

    process.kill(lastPid(), 'SIGKILL')
    await printed(/^server 3 died by SIGKILL; its log is .*3\/server\.log$/)
    await printed(/^ {2}the others go on; to start it again: node .*pretend-server\.mjs .*3\/zoo\.cfg$/)
    await printed(/^leader: server 2 /)
    expect(await askMode(servers[2]?.clientPort ?? 0)).toBeNull()

    run.stop()
    expect(await ended).toBe(0)
    expect(lines.filter((line) => line.endsWith(' stopped')).sort()).toEqual(['server 1 stopped', 'server 2 stopped', 'server 4 stopped'])
    expect(await Promise.all(servers.map(({ clientPort }) => askWord(clientPort, 'srvr')))).toEqual([null, null, null, null])
    expect(readFileSync(join(directory, '1', 'server.log'), 'utf8')).toMatch(/SIGTERM: stopping/)
  })

  it('are all stopped when one does not come up, with its own words', async () => {
    vi.stubEnv('PRETEND_TO_FAIL', '2')
    ended = run.run()
    expect(await ended).toBe(1)
    expect(lines).toContain('server 2: clientPort is not to its liking')
    expect(lines).toContainEqual(expect.stringMatching(/^server 2 died with code 1/))
    expect(lines).toContain('stopping all: a server did not come up')
    expect(lines.filter((line) => /^server [134] stopped( by SIGTERM)?$/.test(line))).toHaveLength(3)
  })
})
