import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { normaliseAddress } from '../src/address.ts'
import { announce, frame, TcpLab, until, withLab } from './lab.ts'
import { rawSocket } from './raw-socket.ts'

describe('tcpClients accepting', () => {
  it('refuses what is over the limit of one address, and has room again after every kind of close', () =>
    withLab({ maxConnectionsPerAddress: 2 }, async (lab) => {
      const leave: readonly ((index: number) => Promise<void>)[] = [
        async (index) => lab.sessions[index]?.connection.destroy(),
        async (index) => lab.sessions[index]?.connection.end(),
      ]
      for (let round = 0; round < 4; round++) {
        const before = lab.sessions.length
        const [one, two] = [await lab.connect(), await lab.connect()]
        await until(() => lab.sessions.length === before + 2)
        const third = await lab.connect()
        await until(() => third.closed)
        expect(lab.count('connection_rejected')).toBe(round + 1)
        if (round === 0) one.socket.resetAndDestroy()
        else if (round === 1) one.end()
        else if (round === 2) one.send(announce(-1))
        else await leave[0]?.(before)
        await leave[round % 2]?.(before + 1)
        await until(() => one.closed && two.closed && lab.sessions.every(({ reasons }) => reasons.length === 1))
      }
      expect(await lab.isWell()).toBe(true)
      expect(lab.system.lines.filter(({ message }) => message.includes('maxConnectionsPerAddress'))).toHaveLength(1)
    }))

  it('refuses what is over the limit of all', () =>
    withLab({ maxConnections: 1 }, async (lab) => {
      const first = await lab.connect()
      await until(() => lab.sessions.length === 1)
      const second = await lab.connect()
      await until(() => second.closed)
      first.destroy()
      await until(() => lab.sessions[0]?.reasons.length === 1)
      expect(await lab.isWell()).toBe(true)
    }))

  it('names IPv4 clients of a dual-stack port by their IPv4 address', async () => {
    expect(normaliseAddress('::ffff:10.0.0.1')).toBe('10.0.0.1')
    expect(normaliseAddress('::1')).toBe('::1')
    await withLab({ host: '::ffff:127.0.0.1' }, async (lab) => {
      const client = await rawSocket(`127.0.0.1:${lab.port}`)
      await until(() => lab.sessions.length === 1)
      expect(lab.sessions[0]?.connection.remoteAddress).toBe('127.0.0.1')
      expect(lab.sessions[0]?.connection.remotePort).toBe(client.socket.localPort)
    })
  })

  it('serves IPv6', () =>
    withLab({ host: '::1' }, async (lab) => {
      expect(lab.transport.address).toMatch(/^\[::1\]:\d+$/)
      expect(await lab.isWell()).toBe(true)
      expect(lab.sessions[0]?.connection.remoteAddress).toBe('::1')
    }))

  it('can start again after it was stopped', () =>
    withLab({}, async (lab) => {
      const client = await lab.connect()
      client.send(frame('x'))
      await until(() => lab.sessions.length === 1)
      await lab.transport.stop()
      await lab.transport.stop()
      await lab.transport.start(lab)
      expect(await lab.isWell()).toBe(true)
    }))
})

describe('tcpClients refusing to start', () => {
  it('names the address that is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    await expectUnusable({ port }, `127.0.0.1:${port}`)
    other.close()
  })

  it('names an address that this machine has not', () => expectUnusable({ host: '192.0.2.1' }, '192.0.2.1:0'))

  it('names a port that is none', () => expectUnusable({ port: 70_000 }, '127.0.0.1:70000'))
})

async function expectUnusable(options: { host?: string; port?: number }, address: string): Promise<void> {
  const lab = new TcpLab(options)
  const error = await lab.transport.start(lab).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'OperatorError', code: 'ZK_PORT_UNUSABLE' })
  expect((error as Error).message).toContain(address)
}
