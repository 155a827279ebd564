import { createConnection, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** SetWatches2 and AddWatch, which servers before ZooKeeper 3.6 do not know. */
const LATER_REQUESTS: readonly number[] = [105, 106]
const UNIMPLEMENTED = -6

/** A way to a server whose links can be cut, and which can be made to look like an old server. Ended with the test. */
export async function startProxy(address: string) {
  const [host, port] = address.split(':')
  const links = new Set<Socket>()
  let open = true
  let old = false
  const dropAll = () => {
    for (const link of links) link.destroy()
  }
  const proxy = createServer((near) => {
    if (!open) return void near.destroy()
    const far = createConnection(Number(port), host)
    for (const link of [near, far]) {
      links.add(link)
      link.on('error', () => {}).on('close', () => {
        links.delete(link)
        near.destroy()
        far.destroy()
      })
    }
    far.pipe(near)
    near.on('data', frames((frame, first) => (old && !first && LATER_REQUESTS.includes(frame.readInt32BE(8)) ? refuse(near, frame) : far.write(frame))))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const bound = proxy.address()
  onTestFinished(() => {
    dropAll()
    proxy.close()
  })
  return {
    address: `127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`,
    cut() {
      open = false
      dropAll()
    },
    mend() {
      open = true
    },
    /** From the next connection on. All that there are are dropped. */
    becomeOld() {
      old = true
      dropAll()
    },
  }
}

/** Cuts what arrives into frames, whatever the pieces. */
function frames(each: (frame: Buffer, first: boolean) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let first = true
  return (piece) => {
    rest = Buffer.concat([rest, piece])
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0)
      each(rest.subarray(0, end), first)
      rest = rest.subarray(end)
      first = false
    }
  }
}

/** As an old server does: it answers, and hangs up. */
function refuse(near: Socket, request: Buffer): void {
  const answer = Buffer.alloc(20)
  answer.writeInt32BE(16, 0)
  request.copy(answer, 4, 4, 8)
  answer.writeInt32BE(UNIMPLEMENTED, 16)
  near.end(answer)
}
