import { createServer, type Socket } from 'node:net'
import { ByteReader, ByteWriter, ErrorCode, type Zxid } from '@zabkit/core'
import { OpCode, writeConnectResponseFrame, writeReply } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { connect } from '../src/index.ts'

/** As ZooKeeper 3.5 does with what it does not know: the code, then the end of the connection. */
async function startOldServer() {
  const asked: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let open = false
    let received = Buffer.alloc(0)
    const take = (frame: Buffer): void => {
      const out = new ByteWriter()
      if (!open) writeConnectResponseFrame(out, 10_000, 5n, Buffer.alloc(16, 1), false)
      else answer(new ByteReader(frame), out)
      open = true
      socket.write(out.copy())
    }
    const answer = (reader: ByteReader, out: ByteWriter): void => {
      const xid = reader.readInt32()
      const opCode = reader.readInt32()
      asked.push(opCode)
      const known = opCode !== OpCode.AddWatch && opCode !== OpCode.SetWatches2
      writeReply(out, xid, 1 as Zxid, known ? ErrorCode.Ok : ErrorCode.Unimplemented)
      if (!known) setImmediate(() => socket.end())
    }
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        const end = 4 + received.readInt32BE(0)
        take(received.subarray(4, end))
        received = received.subarray(end)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    asked,
    address: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose](): Promise<void> {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a server without persistent watches', () => {
  it('is asked once: watch() says Unimplemented, and the client goes on', async () => {
    await using server = await startOldServer()
    await using client = await connect(server.address)
    await expect(client.watch('/a')).rejects.toMatchObject({ code: 'Unimplemented', path: '/a', operation: 'watch' })
    expect(client.supports.persistentWatches).toBe(false)
    await client.sync()
    await expect(client.watch('/b')).rejects.toMatchObject({ code: 'Unimplemented', path: '/b' })
    await client.sync()
    expect(server.asked.filter((opCode) => opCode === OpCode.AddWatch)).toHaveLength(1)
    expect(client.state).toBe('connected')
  })
})
