import type { ClientConnection, ClientHandler } from '@zabkit/core'
import { ok } from './check.ts'
import {
  type ClientTransportFixture,
  copyOf,
  equal,
  equalLists,
  frame,
  Lab,
  lengthOf,
  numbered,
  pattern,
  type RawClient,
  type Session,
} from './client-transport-lab.ts'

export type { ClientTransportFixture, RawClient } from './client-transport-lab.ts'

export interface ClientTransportSuiteOptions {
  /** The test runner's `it`. */
  readonly test: (name: string, run: () => Promise<void>) => void
  /** Starts a transport for `handler` that takes frames of up to `maxFrameBytes`. */
  readonly create: (handler: ClientHandler, maxFrameBytes: number) => Promise<ClientTransportFixture>
}

const MAX_FRAME_BYTES = 1 << 20

/** What every ClientTransport promises. Call it inside `describe`. */
export function clientTransportSuite({ test, create }: ClientTransportSuiteOptions): void {
  for (const [name, run] of CASES) test(name, () => inLab(create, run))
}

type Case = (lab: Lab) => Promise<void>

const CASES: readonly (readonly [string, Case])[] = [
  ['a frame arrives whole wherever it is cut', cutsAnywhere],
  ['many frames of one chunk arrive in order, then `frames` once', cutsMany],
  ['a frame of the largest size arrives whole, and the next one after it', cutsLargest],
  ['memory of a frame is never used again', keepsFrames],
  ['what is flushed arrives in order, and an empty flush sends nothing', writesInOrder],
  ['bytes for a client that does not read are counted, and `drained` comes when they are gone', pushesBack],
  ['pausing inside `frame` keeps the rest for `resume`, in order', pausesInsideFrame],
  ['pausing and resuming inside `frame` changes nothing', pausesForNothing],
  ['`end` delivers the last bytes to a client that goes on sending, and takes no more frames', endsGently],
  ['`end` delivers a long last reply to a client that reads late', endsLate],
  ['`end` works while paused', endsPaused],
  ['`destroy` inside `frame` stops at once, and `closed` follows once', destroysInsideFrame],
  ['`closed` comes once when the client ends', (lab) => closesOnce(lab, (client) => client.end())],
  ['`closed` comes once when the client drops', (lab) => closesOnce(lab, (client) => client.destroy())],
  ['`closed` comes once for everyone when the transport stops, and calls after it are harmless', closesOnStop],
  ['connections do not disturb each other', independent],
  ['a frame length out of range drops that client only', refusesLengths],
  ['a four-letter word of exactly four bytes is answered, whatever follows it', answersWords],
  ['an unknown word is a length, and so is a word after the first frame', takesWordsForLengths],
  ['a client that the server refuses is closed', refuses],
]

async function inLab(create: ClientTransportSuiteOptions['create'], run: Case): Promise<void> {
  const lab = new Lab()
  lab.fixture = await create(lab, MAX_FRAME_BYTES)
  try {
    await run(lab)
  } finally {
    await lab.fixture.stop()
  }
  for (const session of lab.sessions) equal(session.reasons.length, 1, 'closed is called exactly once for every connection')
}

async function cutsAnywhere(lab: Lab): Promise<void> {
  const payloads = ['\0\0\0\x01q', '', 'second']
  const bytes = Buffer.concat(payloads.map(frame))
  for (let cut = 1; cut < bytes.length; cut++) {
    const { client, session } = await lab.connect()
    client.send(copyOf(bytes.subarray(0, cut)))
    await lab.turn()
    client.send(copyOf(bytes.subarray(cut)))
    await lab.until(`all frames, cut at ${cut}`, () => session.copies.length >= payloads.length)
    equalLists(session.copies, payloads, `frames cut at ${cut}`)
    client.destroy()
  }
}

async function cutsMany(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  const payloads = numbered(200)
  client.send(Buffer.concat(payloads.map(frame)))
  await lab.until('all frames', () => session.copies.length === payloads.length && session.framesSinceCall === 0)
  equalLists(session.copies, payloads, 'frames')
  equal(session.framesCalls, 1, 'calls of `frames` for one chunk')
}

async function cutsLargest(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  const large = pattern(MAX_FRAME_BYTES)
  client.send(Buffer.concat([frame('a'), frame(large), frame('b')]))
  await lab.until('all frames', () => session.copies.length === 3)
  equalLists(session.copies, ['a', large, 'b'], 'frames')
}

async function keepsFrames(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  for (let round = 0; round < 20; round++) {
    client.send(Buffer.concat(numbered(30).map((text) => frame(text + pattern(round * 97)))))
    await lab.until('the frames of a round', () => session.copies.length === (round + 1) * 30)
  }
  equalLists(session.slices.map((slice) => slice.toString('latin1')), session.copies, 'slices that were kept')
}

async function writesInOrder(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  session.onFrame = (payload) => session.connection.out.writeBuffer(payload)
  session.onFrames = () => session.connection.flush()
  const payloads = numbered(500)
  for (const payload of payloads) client.send(frame(payload))
  const expected = Buffer.concat(payloads.map(frame))
  await lab.until('all replies', () => client.received().length >= expected.length)
  for (let i = 0; i < 3; i++) session.connection.flush()
  ok(session.connection.out.length === 0, '`out` is empty after a flush')
  session.connection.flush()
  await lab.quiet()
  ok(client.received().equals(expected), 'replies arrive in order, and nothing else')
}

async function pushesBack(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  client.pause()
  const sent = await overfill(lab, session)
  await lab.quiet()
  ok(session.connection.queuedBytes > 0, 'bytes wait while the client does not read')
  equal(session.drainedCalls, 0, 'calls of `drained` while bytes wait')
  client.resume()
  await lab.until('all bytes', () => client.received().length === sent.length)
  await lab.until('drained', () => session.drainedCalls > 0)
  ok(client.received().equals(sent), 'bytes that waited arrive in order')
  equal(session.connection.queuedBytes, 0, 'queuedBytes in the end')
}

/** Writes until the network takes no more. Pieces of odd sizes, each flushed. */
async function overfill(lab: Lab, session: Session): Promise<Buffer> {
  const { connection } = session
  const pieces: Buffer[] = []
  for (let i = 0; pieces.length < 4_000 && connection.queuedBytes < 3 << 20; i++) {
    const piece = Buffer.alloc(i % 3 === 0 ? 65_537 : 911, i % 251)
    pieces.push(piece)
    connection.out.writeBytes(piece)
    connection.flush()
    if (i % 50 === 0) await lab.turn()
  }
  ok(connection.queuedBytes > 0, 'queuedBytes rises when the client does not read')
  return Buffer.concat(pieces)
}

async function pausesInsideFrame(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  session.onFrame = () => session.connection.pause()
  const payloads = numbered(8)
  client.send(Buffer.concat(payloads.map(frame)))
  for (let count = 1; count <= payloads.length; count++) {
    await lab.until(`frame ${count}`, () => session.copies.length >= count)
    await lab.quiet()
    equal(session.copies.length, count, 'frames given while paused')
    session.connection.resume()
  }
  equalLists(session.copies, payloads, 'frames')
}

async function pausesForNothing(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  session.onFrame = () => {
    session.connection.pause()
    session.connection.resume()
  }
  const payloads = numbered(8)
  client.send(Buffer.concat(payloads.map(frame)))
  client.send(frame('later'))
  await lab.until('all frames', () => session.copies.length === 9)
  equalLists(session.copies, [...payloads, 'later'], 'frames')
}

async function endsGently(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  session.onFrame = () => {
    session.connection.out.writeBytes(Buffer.from('last words'))
    session.connection.end()
  }
  client.send(Buffer.concat(numbered(8).map(frame)))
  for (let i = 0; i < 5; i++) client.send(Buffer.alloc(50_000, 1))
  await lab.until('the end', () => client.ended)
  equal(client.received().toString(), 'last words', 'bytes before the end')
  equal(session.copies.length, 1, 'frames')
  equal(session.framesCalls, 0, 'calls of `frames` after end()')
  client.end()
  await lab.until('closed', () => client.closed && session.reasons.length === 1)
}

async function endsLate(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  const text = Buffer.from(pattern(2 << 20))
  client.pause()
  session.connection.out.writeBytes(text)
  session.connection.end()
  await lab.quiet()
  client.resume()
  await lab.until('the end', () => client.ended)
  ok(client.received().equals(text), 'the last reply arrives whole')
  await lab.until('closed', () => session.reasons.length === 1)
}

async function endsPaused(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  session.onFrame = () => session.connection.pause()
  client.send(Buffer.concat([frame('a'), frame('b')]))
  await lab.until('the frame', () => session.copies.length === 1)
  session.connection.out.writeBytes(Buffer.from('bye'))
  session.connection.end()
  await lab.until('closed', () => session.reasons.length === 1)
  await lab.until('the end', () => client.ended)
  equal(client.received().toString(), 'bye', 'bytes before the end')
  equal(session.copies.length, 1, 'frames')
}

async function destroysInsideFrame(lab: Lab): Promise<void> {
  const { client, session } = await lab.connect()
  session.onFrame = () => session.connection.destroy()
  client.send(Buffer.concat(numbered(8).map(frame)))
  await lab.until('closed', () => session.reasons.length === 1)
  equal(session.copies.length, 1, 'frames')
  equal(session.framesCalls, 0, 'calls of `frames` after destroy()')
  await lab.until('the client is closed', () => client.closed)
}

async function closesOnce(lab: Lab, leave: (client: RawClient) => void): Promise<void> {
  const { client, session } = await lab.connect()
  client.send(frame('a'))
  await lab.until('the frame', () => session.copies.length === 1)
  leave(client)
  await lab.until('closed', () => session.reasons.length === 1)
  useAfterClose(session.connection)
  await lab.quiet()
  equal(session.reasons.length, 1, 'calls of `closed`')
}

async function closesOnStop(lab: Lab): Promise<void> {
  const some = [await lab.connect(), await lab.connect(), await lab.connect()]
  some[1]?.session.connection.end()
  await lab.fixture?.stop()
  for (const { session } of some) {
    equal(session.reasons.length, 1, 'calls of `closed` when stop() is done')
    useAfterClose(session.connection)
  }
  await lab.until('the clients are closed', () => some.every(({ client }) => client.closed))
}

function useAfterClose(connection: ClientConnection): void {
  connection.out.writeBytes(Buffer.from('too late'))
  connection.flush()
  connection.pause()
  connection.resume()
  connection.end()
  connection.destroy()
}

async function independent(lab: Lab): Promise<void> {
  const [one, two] = [await lab.connect(), await lab.connect()]
  ok(two.session.connection.id > one.session.connection.id, 'ids rise')
  one.client.pause()
  await overfill(lab, one.session)
  one.session.connection.pause()
  two.session.onFrame = (payload) => two.session.connection.out.writeBuffer(payload)
  two.session.onFrames = () => two.session.connection.flush()
  one.client.send(frame('held'))
  two.client.send(frame('hello'))
  await lab.until('the reply', () => two.client.received().length === 9)
  equal(one.session.copies.length, 0, 'frames of the paused connection')
  one.client.destroy()
  one.session.connection.destroy()
  await lab.until('closed', () => one.session.reasons.length === 1)
  two.client.send(frame('still'))
  await lab.until('the reply', () => two.client.received().length === 18)
}

async function refusesLengths(lab: Lab): Promise<void> {
  const witness = await lab.connect()
  for (const length of [-1, -0x80000000, MAX_FRAME_BYTES + 1, 0x7fffffff]) {
    const { client, session } = await lab.connect()
    client.send(Buffer.concat([frame('good'), lengthOf(length), Buffer.alloc(100)]))
    await lab.until(`the client is closed for length ${length}`, () => client.closed && session.reasons.length === 1)
    equalLists(session.copies, ['good'], 'frames')
  }
  witness.client.send(frame('here'))
  await lab.until('the frame of the witness', () => witness.session.copies.length === 1)
}

async function answersWords(lab: Lab): Promise<void> {
  for (const bytes of ['ruok', 'ruok\n', 'stmk12345678', `ruok${pattern(70_000)}`]) {
    const { client, session } = await lab.connect()
    client.send(Buffer.from(bytes, 'latin1'))
    await lab.until('the end', () => client.ended)
    equal(client.received().toString(), 'imok', 'the answer')
    await lab.until('closed', () => session.reasons.length === 1)
    equal(session.copies.length, 0, 'frames')
  }
  equalLists(lab.commands.slice(0, 3), ['ruok', 'ruok\n', 'stmk12345678'], 'commands')
}

async function takesWordsForLengths(lab: Lab): Promise<void> {
  for (const bytes of [Buffer.from('zzzz'), Buffer.concat([frame('a'), Buffer.from('ruok')]), Buffer.from('GET / HTTP/1.1\r\n\r\n')]) {
    const { client, session } = await lab.connect()
    client.send(bytes)
    await lab.until('the client is closed', () => client.closed && session.reasons.length === 1)
    equal(client.received().length, 0, 'bytes for the client')
  }
  equal(lab.commands.length, 0, 'commands')
}

async function refuses(lab: Lab): Promise<void> {
  lab.refusing = true
  const client = await lab.raw()
  await lab.until('the client is closed', () => client.closed)
  equal(client.received().length, 0, 'bytes for the client')
}
