import { Child } from './child.ts'
import { PROGRAM_MS_MAX } from './limits.ts'
import type { TestServer } from './test-server.ts'
import { waitUntil } from './wait-until.ts'

/** What a client program may ask for on a line of its own; it goes on when it reads `done`. */
const WISHES: Readonly<Record<string, (server: TestServer) => Promise<void>>> = {
  '@restart': (server) => server.restart(),
  '@crash': async (server) => {
    await server.kill()
    await server.start()
  },
  '@stop': (server) => server.stop(),
  '@start': (server) => server.start(),
}

/**
 * Runs a client program to its end and carries out its wishes about the server. A program says `ok <step>` after every step and `finished`
 * as its last word: without it the run has failed, whatever the exit code. Returns the steps.
 */
export async function runProgram(command: readonly string[], server: TestServer, environment: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const child = new Child(command, environment)
  try {
    await converse(child, server)
  } catch (error) {
    throw failure(child, server, error)
  } finally {
    await child.stop('SIGKILL', PROGRAM_MS_MAX)
  }
  const lines = child.output.split('\n')
  if (child.end !== '0' || !lines.includes('finished')) throw failure(child, server, `it ended with ${child.end}`)
  return lines.filter((line) => line.startsWith('ok ')).map((line) => line.slice('ok '.length))
}

async function converse(child: Child, server: TestServer): Promise<void> {
  let read = 0
  for (;;) {
    await waitUntil(() => 'its end', PROGRAM_MS_MAX, () => child.end !== null || child.output.indexOf('\n', read) >= 0)
    const end = child.output.indexOf('\n', read)
    if (end < 0) return
    const wish = WISHES[child.output.slice(read, end).trim()]
    read = end + 1
    if (wish === undefined) continue
    await wish(server)
    child.process.stdin.write('done\n')
  }
}

function failure(child: Child, server: TestServer, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Error(`${child.name}: ${why}\n--- client\n${child.tail()}\n--- server\n${server.log()}`, { cause })
}
