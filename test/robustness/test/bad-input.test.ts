import { readFileSync } from 'node:fs'
import { OpCode } from '@zabkit/jute'
import { body, fourLetterWord, ServerProcess, WireClient } from '@zabkit/test-wire'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attacks, idleConnections, neverReads } from '../src/attacks.ts'

/** What the server may have grown by when all attackers are gone. */
const GROWTH_MIB_MAX = 200
/** What it may have grown by while one of them attacks. */
const PEAK_MIB_MAX = 1_024
/** A burst of bad clients is worth a few lines, not a line each. */
const LINES_PER_ATTACK_MAX = 20

function residentMiB(pid: number): number {
  return statusMiB(pid, /VmRSS:\s+(\d+)/)
}

/** The most that it ever was. */
function peakMiB(pid: number): number {
  return statusMiB(pid, /VmHWM:\s+(\d+)/)
}

function statusMiB(pid: number, line: RegExp): number {
  return Number(line.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024
}

describe('bad input', () => {
  let server: ServerProcess
  let witness: WireClient
  let before = 0

  beforeAll(async () => {
    server = await ServerProcess.create(['nio.sessionlessCnxnTimeout=3000', '4lw.commands.whitelist=*'])
    await server.start()
    witness = await WireClient.connect(server.port)
    await witness.request(OpCode.Create, body.create('/witness', Buffer.alloc(900_000)))
    before = residentMiB(server.pid)
  }, 60_000)

  afterAll(async () => {
    witness.drop()
    await server[Symbol.asyncDispose]()
  })

  /** Another client reads and writes as if nothing were the matter. */
  async function serves(): Promise<void> {
    const started = performance.now()
    expect((await witness.request(OpCode.Exists, body.pathAndWatch('/witness'))).err).toBe(0)
    expect((await witness.request(OpCode.SetData, body.setData('/', 'x'))).err).toBe(0)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(server.running).toBe(true)
  }

  for (const { name, run } of attacks) {
    it(`harms nobody else: ${name}`, { timeout: 30_000 }, async () => {
      const lines = server.output.split('\n').length
      await run(server.port)
      await serves()
      expect(peakMiB(server.pid) - before).toBeLessThan(PEAK_MIB_MAX)
      expect(server.output.split('\n').length - lines).toBeLessThan(LINES_PER_ATTACK_MAX)
      expect(server.output).not.toMatch(/TypeError|RangeError|ReferenceError/)
    })
  }

  it('harms nobody else: two thousand connections that say nothing; they are dropped when their time is over', { timeout: 30_000 }, async () => {
    const close = await idleConnections(server.port, 2_000)
    await serves()
    await expect.poll(() => aliveConnections(server.port), { timeout: 15_000 }).toBeLessThan(10)
    close()
  })

  it('harms nobody else: clients that ask for gigabytes and read nothing', { timeout: 60_000 }, async () => {
    const closes = await Promise.all(Array.from({ length: 10 }, () => neverReads(server.port, '/witness', 300)))
    for (let i = 0; i < 5; i++) await serves()
    expect(residentMiB(server.pid) - before).toBeLessThan(GROWTH_MIB_MAX * 2)
    for (const close of closes) close()
  })

  it('leaves memory where it was', { timeout: 60_000 }, async () => {
    await expect.poll(() => residentMiB(server.pid) - before, { timeout: 50_000, interval: 500 }).toBeLessThan(GROWTH_MIB_MAX)
  })
})

async function aliveConnections(port: number): Promise<number> {
  return Number(/zk_num_alive_connections\t(\d+)/.exec(await fourLetterWord(port, 'mntr'))?.[1])
}
