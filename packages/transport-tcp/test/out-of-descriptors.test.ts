import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { until } from './lab.ts'
import { type RawSocket, rawSocket } from './raw-socket.ts'

/** Starts `descriptor-server.ts` in a process that may open few files. Gives its address, its log so far, and the way to end it. */
async function spawnServer(descriptors: number) {
  const script = fileURLToPath(new URL('./descriptor-server.ts', import.meta.url))
  const command = `ulimit -n ${descriptors}; exec "${process.execPath}" --conditions=@zabkit/source --import tsx "${script}"`
  const child = spawn('sh', ['-c', command], { stdio: ['pipe', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await until(() => output.includes('\n'))
  return { address: output.trim(), lines: () => output.split('\n'), isAlive: () => child.exitCode === null, end: () => child.stdin.end() }
}

describe('tcpClients out of file descriptors', () => {
  it('goes on serving those who are connected, and accepts again when there is room', async () => {
    const server = await spawnServer(60)
    const clients: RawSocket[] = []
    for (let i = 0; i < 80; i++) clients.push(await rawSocket(server.address))
    await until(() => clients.some(({ closed }) => closed))
    const alive = clients.filter(({ closed }) => !closed)
    expect(await answers(alive[0])).toBe(true)
    for (const client of clients) client.destroy()
    await until(() => clients.every(({ closed }) => closed))
    expect(await answers(await rawSocket(server.address))).toBe(true)
    expect(server.isAlive()).toBe(true)
    server.end()
  })
})

async function answers(client: RawSocket | undefined): Promise<boolean> {
  client?.send(Buffer.from('ruok'))
  await until(() => client?.ended === true || client?.closed === true)
  return client?.received().toString() === 'imok'
}
