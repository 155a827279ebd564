import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OpCode } from '@zabkit/jute'
import { body, ServerProcess, WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'

/** Starts a server that must refuse; returns the one line that says why. */
async function refusal(server: ServerProcess): Promise<string> {
  server.output = ''
  server.spawn()
  const code = await server.ended()
  expect(code).toBe(1)
  expect(server.output).not.toMatch(/ {4}at /)
  const lines = server.output.trim().split('\n').filter((line) => line.includes('"level":"error"'))
  expect(lines.length).toBe(1)
  return lines[0] ?? ''
}

async function filled(lines: readonly string[] = []): Promise<ServerProcess> {
  const server = await ServerProcess.create(lines)
  await server.start()
  const client = await WireClient.connect(server.port)
  for (let i = 0; i < 50; i++) await client.request(OpCode.Create, body.create(`/n${i}`, 'x'.repeat(100)))
  await client.close()
  await server.stop()
  return server
}

describe('a server that cannot start says why in one line and leaves with code 1:', () => {
  it('a bad port, with its line', async () => {
    await using server = await ServerProcess.create(['clientPort=70000'])
    expect(await refusal(server)).toMatch(/clientPort 70000 \(zoo\.cfg line \d+\): must be between 1 and 65535/)
  })

  it('a port that is taken', async () => {
    await using first = await ServerProcess.create()
    await first.start()
    await using second = await ServerProcess.create([`clientPort=${first.port}`])
    expect(await refusal(second)).toMatch(new RegExp(`ZK_PORT_UNUSABLE|${first.port}`))
  })

  it('a directory that another server uses', async () => {
    await using first = await ServerProcess.create()
    await first.start()
    await using second = await ServerProcess.create([`dataDir=${first.directory}/data`])
    expect(await refusal(second)).toMatch(/ZK_DIRECTORY_LOCKED/)
  })

  it('a directory of Apache ZooKeeper', async () => {
    await using server = await ServerProcess.create()
    await mkdir(join(server.directory, 'data', 'version-2'), { recursive: true })
    expect(await refusal(server)).toMatch(/ZK_DIRECTORY_FOREIGN/)
  })

  it('a log that is damaged in its middle', { timeout: 30_000 }, async () => {
    await using server = await filled()
    const directory = join(server.directory, 'data', 'log')
    const [segment = ''] = (await readdir(directory)).sort()
    const bytes = await readFile(join(directory, segment))
    const at = bytes.indexOf('/n10')
    bytes[at + 2] = (bytes[at + 2] as number) ^ 1
    await writeFile(join(directory, segment), bytes)
    expect(await refusal(server)).toMatch(/ZK_LOG_DAMAGED/)
  })
})

describe('a server starts all the same', () => {
  it('after a write was torn behind the last one that was acknowledged; the torn bytes are kept aside and told of once', async () => {
    await using server = await filled()
    await server.start()
    const client = await WireClient.connect(server.port)
    await client.request(OpCode.Create, body.create('/last', ''))
    await server.kill('SIGKILL')
    const directory = join(server.directory, 'data', 'log')
    const segment = join(directory, (await readdir(directory)).filter((name) => name.endsWith('.log')).sort().at(-1) ?? '')
    const bytes = await readFile(segment)
    const end = bytes.findLastIndex((byte) => byte !== 0) + 1
    // As much of a frame as a power cut may leave: a plausible beginning and nothing behind it.
    bytes.copy(bytes, end, 40, 70)
    await writeFile(segment, bytes)
    server.output = ''
    await server.start()
    expect(server.output.match(/"level":"warn"/g)?.length).toBe(1)
    const again = await WireClient.connect(server.port)
    for (const path of ['/n49', '/last']) expect((await again.request(OpCode.Exists, body.pathAndWatch(path))).err).toBe(0)
    again.drop()
    expect((await readdir(join(server.directory, 'data', 'detached'))).length).toBe(1)
  })
})
