import { afterAll, beforeAll, expect, it } from 'vitest'
import { runProgram } from '../src/client-program.ts'
import { type Build, compileJava, javaCommand } from '../src/compile.ts'
import { TEST_MS_MAX } from '../src/limits.ts'
import { describeClient, javaClient, javaCompiler, openssl } from '../src/requirements.ts'
import { startServer } from '../src/test-server.ts'
import { makeTlsMaterial, STORE_PASSWORD, tlsConfig } from '../src/tls-material.ts'

const PROGRAMS = ['Operations', 'Watches', 'Sessions', 'Acls', 'Tls']

/** `super:boss`, as ZooKeeper digests it. */
const SUPER_DIGEST = 'super:LVxiMPaAxLDvqJJmnC2tINqpoZU='

describeClient("ZooKeeper's Java client", [javaClient, javaCompiler, openssl], () => {
  let build: Build = { directory: '', remove: async () => {} }
  beforeAll(async () => {
    build = await compileJava(PROGRAMS)
  }, TEST_MS_MAX)
  afterAll(() => build.remove())

  const program = (name: string, ...words: string[]): string[] => [...javaCommand(build), name, ...words]

  it('does every operation, synchronous and asynchronous', async () => {
    const server = await startServer()
    expect(await runProgram(program('Operations', server.host), server)).toHaveLength(9)
  }, TEST_MS_MAX)

  it('gets its watches, also after a restart of the server', async () => {
    const server = await startServer()
    expect(await runProgram(program('Watches', server.host), server)).toHaveLength(6)
  }, TEST_MS_MAX)

  it('keeps its session over a restart and a crash, hands it over, and loses it by silence', async () => {
    const server = await startServer()
    expect(await runProgram(program('Sessions', server.host), server)).toHaveLength(4)
  }, TEST_MS_MAX)

  it('is let in by digest, ip and the super user, and kept out without', async () => {
    const server = await startServer({ 'DigestAuthenticationProvider.superDigest': SUPER_DIGEST })
    expect(await runProgram(program('Acls', server.host), server)).toHaveLength(5)
  }, TEST_MS_MAX)

  it('is known by its certificate over TLS', async () => {
    const tls = await makeTlsMaterial()
    const server = await startServer({}, tlsConfig(tls))
    const words = [`127.0.0.1:${server.securePort}`, tls.directory, STORE_PASSWORD, 'CN=alice,O=interop']
    expect(await runProgram(program('Tls', ...words), server)).toHaveLength(4)
  }, TEST_MS_MAX)
})
