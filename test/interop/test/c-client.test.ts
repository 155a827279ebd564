import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runProgram } from '../src/client-program.ts'
import { type Build, compileC } from '../src/compile.ts'
import { TEST_MS_MAX } from '../src/limits.ts'
import { cClient, cCompiler, describeClient } from '../src/requirements.ts'
import { startServer } from '../src/test-server.ts'

const PROGRAMS = ['synchronous', 'asynchronous', 'watches', 'sessions', 'auth'] as const

/** No TLS: Debian builds this library without OpenSSL. */
describeClient("ZooKeeper's C client", [cClient, cCompiler], () => {
  let build: Build | null = null
  beforeAll(async () => {
    build = await compileC(PROGRAMS)
  }, TEST_MS_MAX)
  afterAll(() => build?.remove())

  const steps = async (program: (typeof PROGRAMS)[number]): Promise<string[]> => {
    const server = await startServer()
    return runProgram([join(build?.directory ?? '', program), server.host], server)
  }

  it('does every synchronous call', async () => {
    expect(await steps('synchronous')).toHaveLength(8)
  }, TEST_MS_MAX)

  it('does every asynchronous call, answered in order', async () => {
    expect(await steps('asynchronous')).toHaveLength(4)
  }, TEST_MS_MAX)

  it('gets its watches, also after a restart of the server', async () => {
    expect(await steps('watches')).toHaveLength(5)
  }, TEST_MS_MAX)

  it('keeps its session over a restart and a crash, hands it over, and loses it by silence', async () => {
    expect(await steps('sessions')).toHaveLength(3)
  }, TEST_MS_MAX)

  it('is let in by digest and ip, and kept out without', async () => {
    expect(await steps('auth')).toHaveLength(3)
  }, TEST_MS_MAX)
})
