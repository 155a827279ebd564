import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProgram } from '../src/client-program.ts'
import { folder } from '../src/compile.ts'
import { TEST_MS_MAX } from '../src/limits.ts'
import { describeClient, kazoo, openssl, PYTHON } from '../src/requirements.ts'
import { startServer, type TestServer } from '../src/test-server.ts'
import { makeTlsMaterial, tlsConfig } from '../src/tls-material.ts'

const program = (name: string, ...words: string[]): string[] => [PYTHON, '-B', join(folder('kazoo'), `${name}.py`), ...words]
const run = (name: string, server: TestServer): Promise<string[]> => runProgram(program(name, server.host), server)
/** Named twice, a server gets half of the session's timeout to answer: kazoo survives a connection that a starting server forgot. */
const twice = (host: string): string => `${host},${host}`
const runOver = (name: string, server: TestServer): Promise<string[]> => runProgram(program(name, twice(server.host)), server)

describeClient('kazoo', [kazoo], () => {
  it('does every operation of its client', async () => {
    expect(await run('operations', await startServer())).toHaveLength(10)
  }, TEST_MS_MAX)

  it('gets its watches, also over a restart of the server', async () => {
    expect(await runOver('watches', await startServer())).toHaveLength(5)
  }, TEST_MS_MAX)

  it('runs its recipes between two clients', async () => {
    expect(await run('recipes', await startServer())).toHaveLength(7)
  }, TEST_MS_MAX)

  it('keeps its session over restarts and crashes, hands it over, and loses it by silence alone', async () => {
    expect(await runOver('sessions', await startServer())).toHaveLength(6)
  }, TEST_MS_MAX)

  it('is let in by digest and ip, and kept out without', async () => {
    expect(await runOver('auth', await startServer())).toHaveLength(4)
  }, TEST_MS_MAX)
})

describeClient('kazoo over TLS', [kazoo, openssl], () => {
  it('is known by its certificate', async () => {
    const tls = await makeTlsMaterial()
    const server = await startServer({}, tlsConfig(tls))
    const command = program('tls', twice(`127.0.0.1:${server.securePort}`), tls.directory, tls.ca, 'CN=alice,O=interop')
    expect(await runProgram(command, server)).toHaveLength(4)
  }, TEST_MS_MAX)
})
