import { connect, type Socket } from 'node:net'
import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'

/** Something a client should not do. Resolves when it has been done and the connection, where that is the answer, has ended. */
export interface Attack {
  readonly name: string
  readonly run: (port: number) => Promise<void>
}

const int = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value | 0, index * 4)
  return bytes
}
const random = (count: number, seed: number): Buffer => {
  const bytes = Buffer.alloc(count)
  let state = seed
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
    bytes[i] = state >>> 16
  }
  return bytes
}
const HUGE = 2 ** 31 - 1

/** Sends raw bytes in place of a handshake and waits for the server to hang up. */
function hangsUpAfter(bytes: Uint8Array): (port: number) => Promise<void> {
  return (port) =>
    new Promise((resolve) => {
      const socket: Socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      socket.resume()
    })
}

/** Sends requests on a session of its own; whatever is answered, the session may or may not survive. */
function requests(list: readonly (readonly [type: number, body: Buffer])[]): (port: number) => Promise<void> {
  return async (port) => {
    const client = await WireClient.connect(port)
    await Promise.allSettled(list.map(([type, bytes]) => client.request(type, bytes)))
    client.drop()
  }
}

/** Sends on one session, in this order, and pauses once the first is answered: what is behind it is made and not read. */
function unreadBehind(first: readonly [type: number, body: Buffer], rest: readonly (readonly [type: number, body: Buffer])[]): (port: number) => Promise<void> {
  return async (port) => {
    const client = await WireClient.connect(port)
    const answered = client.request(...first).catch(() => {})
    for (const request of rest) client.request(...request).catch(() => {})
    await answered
    client.socket.pause()
    // Whoever is answered now asked after all of that.
    await requests([[OpCode.SetData, body.setData('/', 'x')]])(port)
    client.drop()
  }
}

/** Ids that prove who somebody is, about as many as a connection may have and about as long as they may be, before `list`. */
function withLongIds(list: readonly (readonly [type: number, body: Buffer])[]): (port: number) => Promise<void> {
  const ids = times(120, (index) => [OpCode.Auth, body.auth('digest', `${index}${'u'.repeat(4_000)}:x`)] as const)
  return requests([...ids, ...list])
}

/** A multi of creates that only their writer may use. */
function multiOfAuth(name: string, count: number): readonly [type: number, body: Buffer] {
  const acl = [{ permissions: 31, id: { scheme: 'auth', id: '' } }]
  return [OpCode.Multi, body.multi(times(count, (index) => [OpCode.Create, body.create(`/${name}${index}`, '', 0, acl)] as const))]
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

const writeTypes = [OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl, OpCode.Delete, OpCode.SetData, OpCode.SetAcl]
const otherTypes = [OpCode.Multi, OpCode.MultiRead, OpCode.SetWatches, OpCode.SetWatches2, OpCode.AddWatch, OpCode.RemoveWatches]
const readTypes = [OpCode.Exists, OpCode.GetData, OpCode.GetAcl, OpCode.GetChildren, OpCode.GetChildren2, OpCode.Sync, OpCode.GetEphemerals]
const allTypes = [...writeTypes, ...otherTypes, ...readTypes, OpCode.Reconfig, OpCode.GetAllChildrenNumber, OpCode.CheckWatches]

/** Lengths that lie: negative, more than the frame, more than memory. */
const lies = [-1, -2, -(2 ** 31), HUGE, 1 << 20, 1000]

export const attacks: readonly Attack[] = [
  { name: 'an HTTP request', run: hangsUpAfter(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')) },
  { name: 'a TLS ClientHello', run: hangsUpAfter(Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), random(500, 1)])) },
  { name: 'an SSH greeting', run: hangsUpAfter(Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')) },
  { name: 'a frame of 2 GiB', run: hangsUpAfter(int(HUGE)) },
  { name: 'a frame of negative length', run: hangsUpAfter(int(-1)) },
  { name: 'an empty first frame', run: hangsUpAfter(int(0)) },
  { name: 'a first frame that is a request', run: hangsUpAfter(Buffer.concat([int(14, 1, OpCode.Exists, 1), Buffer.from('/\0')])) },
  { name: 'a connect request with a password of 2 GiB', run: hangsUpAfter(Buffer.concat([int(28, 0, 0, 0, 30_000, 0, 0, HUGE)])) },
  ...[3, 7, 11, 19].map((seed) => ({ name: `random bytes (seed ${seed})`, run: hangsUpAfter(Buffer.concat([int(600), random(600, seed)])) })),
  { name: 'requests with empty bodies', run: requests(allTypes.map((type) => [type, Buffer.alloc(0)] as const)) },
  { name: 'requests whose strings lie about their length', run: requests(allTypes.flatMap((type) => lies.map((lie) => [type, int(lie)] as const))) },
  { name: 'requests of random bytes', run: requests(allTypes.flatMap((type) => [1, 2, 3, 4].map((seed) => [type, random(64, seed * 31 + type)] as const))) },
  { name: 'lists that lie about their count', run: requests(lies.map((lie) => [OpCode.SetWatches, int(0, 0, lie, lie)] as const)) },
  {
    name: 'paths that are no paths',
    run: requests(
      ['', 'a', '//', '/a//b', '/a/', '/./a', '/../a', '/a/..', '/\0', '/a\u0001', '/a\u007f', '/\ud800', '/\uf8ff', '/\ufff0', `/${'a'.repeat(500_000)}`, '/a'.repeat(10_000)].flatMap(
        (path) => [
          [OpCode.Create, body.create(path)] as const,
          [OpCode.Delete, body.pathAndInt(path, -1)] as const,
          [OpCode.SetData, body.setData(path, '')] as const,
          [OpCode.Exists, body.pathAndWatch(path, true)] as const,
          [OpCode.AddWatch, body.pathAndInt(path, 1)] as const,
        ],
      ),
    ),
  },
  { name: 'flags that do not exist', run: requests([7, 8, -1, HUGE].map((flags) => [OpCode.Create, body.create('/flags', '', flags)] as const)) },
  {
    name: 'a multi of 58,000 operations, as many as a frame holds, and one inside another',
    run: requests([
      [OpCode.Multi, body.multi(times(58_000, () => [OpCode.Check, body.pathAndInt('/', -1)] as const))],
      [OpCode.Multi, body.multi([[OpCode.Multi, body.multi([])]])],
      [OpCode.Multi, body.multi([[99, Buffer.alloc(0)]])],
      [OpCode.Multi, int(OpCode.Create)],
    ]),
  },
  {
    name: 'ten thousand auth packets',
    run: requests(times(10_000, (index) => [OpCode.Auth, body.auth('digest', `user${index}:x`)] as const)),
  },
  {
    name: 'multiReads of 40 and of 30,000 parts, each a megabyte of data',
    run: requests(
      [40, 30_000].map((count) => [OpCode.MultiRead, body.multi(times(count, () => [OpCode.GetData, body.pathAndWatch('/witness')] as const))] as const),
    ),
  },
  ...[
    { name: 'reads of a megabyte each, nineteen hundred of them behind a write', last: [] },
    { name: 'reads of a megabyte each, nineteen hundred of them between two writes', last: [[OpCode.SetData, body.setData('/', 'y')] as const] },
  ].map(({ name, last }) => ({
    name,
    run: unreadBehind(
      [OpCode.SetData, body.setData('/', 'x')],
      [...times(1_900, () => [OpCode.GetData, body.pathAndWatch('/witness')] as const), ...last],
    ),
  })),
  { name: 'a multi that asks for gigabytes of ACLs', run: withLongIds([multiOfAuth('a', 15_000)]) },
  { name: 'multis that each grow as far as a txn may', run: withLongIds(times(40, (index) => multiOfAuth(`b${index}-`, 6))) },
  { name: 'users of a megabyte', run: requests(times(32, (index) => [OpCode.Auth, body.auth('digest', `${index}${'u'.repeat(1_000_000)}:x`)] as const)) },
  {
    name: 'watches on long paths, a hundred megabytes of them',
    run: requests(times(100, (index) => [OpCode.SetWatches2, body.setWatches(0n, [], [`/${index}${'w'.repeat(1_000_000)}`], [], [], [])] as const)),
  },
  {
    name: 'five hundred connect requests of clients that have seen the future',
    run: async (port) => {
      await Promise.allSettled(times(500, () => WireClient.connect(port, { lastZxidSeen: 2n ** 62n })))
    },
  },
  { name: 'an auth packet of a megabyte', run: requests([[OpCode.Auth, body.auth('digest', `u:${'x'.repeat(1_000_000)}`)]]) },
  {
    name: 'a reset in the middle of a multi',
    run: async (port) => {
      const client = await WireClient.connect(port)
      const frame = body.multi([[OpCode.Create, body.create('/half')]])
      client.send(Buffer.concat([int(frame.length + 8, 1, OpCode.Multi), frame.subarray(0, 10)]))
      client.socket.resetAndDestroy()
    },
  },
]

/** Opens `count` connections and says nothing on them. Returns what closes them. */
export async function idleConnections(port: number, count: number): Promise<() => void> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1').on('error', () => {}))
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.on('connect', resolve).on('close', resolve))))
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

/** Asks for `megabytes` of replies and reads none of them. Returns what closes the connection. */
export async function neverReads(port: number, path: string, megabytes: number): Promise<() => void> {
  const client = await WireClient.connect(port)
  client.socket.pause()
  for (let i = 0; i < megabytes; i++) client.request(OpCode.GetData, body.pathAndWatch(path)).catch(() => {})
  return () => client.drop()
}
