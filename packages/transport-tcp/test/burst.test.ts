import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BurstJobs } from '../src/burst-jobs.ts'
import { HelperThread } from '../src/helper-thread.ts'
import { BURST_ALONE, BURST_JOBS, BURST_SEND_BYTES, BURST_SENDS } from '../src/limits.ts'
import { sendJobs } from '../src/send-jobs.ts'
import { frame, type TcpLab, until, withLab } from './lab.ts'
import type { RawSocket } from './raw-socket.ts'

const CROWD = BURST_SENDS + BURST_ALONE + 40

async function crowd(lab: TcpLab): Promise<RawSocket[]> {
  const clients: RawSocket[] = []
  for (let i = 0; i < CROWD; i++) clients.push(await lab.connect())
  await until(() => lab.sessions.length === CROWD)
  return clients
}

/** What session `index` is told in `round`, in one turn with all others. */
function tell(lab: TcpLab, text: (index: number) => string): void {
  lab.sessions.forEach(({ connection }, index) => {
    connection.out.writeBytes(frame(text(index)))
    connection.flush()
  })
}

const received = (client: RawSocket): string => client.received().toString('latin1')

describe('a burst of sends', () => {
  it('gives everyone in the crowd its own bytes, once and in order', () =>
    withLab({ maxConnectionsPerAddress: 0 }, async (lab) => {
      const clients = await crowd(lab)
      const expected = clients.map(() => '')
      for (let round = 0; round < 30; round++) {
        const text = (index: number): string => `${round}:${index}`
        tell(lab, text)
        if (round % 3 === 0) tell(lab, text)
        expected.forEach((before, index) => {
          expected[index] = before + frame(text(index)).toString('latin1').repeat(round % 3 === 0 ? 2 : 1)
        })
        await new Promise(setImmediate)
      }
      await until(() => clients.every((client, index) => client.receivedBytes >= (expected[index] as string).length))
      expect(clients.map(received)).toEqual(expected)
    }))

  it('leaves nothing out when a connection ends, or is gone, before the turn is over', () =>
    withLab({ maxConnectionsPerAddress: 0 }, async (lab) => {
      const clients = await crowd(lab)
      tell(lab, (index) => `last ${index}`)
      lab.sessions[CROWD - 1]?.connection.end()
      lab.sessions[CROWD - 2]?.connection.destroy()
      await until(() => clients[CROWD - 1]?.ended === true && clients[CROWD - 2]?.closed === true)
      await until(() => clients.slice(0, -2).every((client) => client.receivedBytes > 0))
      expect(received(clients[CROWD - 1] as RawSocket)).toBe(frame(`last ${CROWD - 1}`).toString('latin1'))
      expect(received(clients[CROWD - 3] as RawSocket)).toBe(frame(`last ${CROWD - 3}`).toString('latin1'))
    }))

  it('hands what a slow client does not take to its socket, whole and in order', () =>
    withLab({ maxConnectionsPerAddress: 0 }, async (lab) => {
      const clients = await crowd(lab)
      const slow = clients[CROWD - 1] as RawSocket
      const { connection } = lab.sessions[CROWD - 1] as TcpLab['sessions'][number]
      const chunks: Buffer[] = []
      const say = (bytes: number): void => {
        const chunk = Buffer.alloc(bytes, `${chunks.length};`)
        chunks.push(chunk)
        connection.out.writeBytes(chunk)
      }
      // Until the kernel has taken all it takes, so that the bursts soon meet its refusal.
      slow.pause()
      for (; connection.queuedBytes === 0; connection.flush()) say(1 << 20)
      slow.resume()
      await until(() => connection.queuedBytes === 0)
      slow.pause()
      while (connection.queuedBytes < 50_000 && chunks.length < 4_000) {
        say(BURST_SEND_BYTES - 4)
        tell(lab, () => '')
        chunks.push(frame(''))
        await new Promise(setImmediate)
      }
      slow.resume()
      const expected = Buffer.concat(chunks)
      await until(() => slow.receivedBytes >= expected.length)
      expect(slow.received().equals(expected)).toBe(true)
      await until(() => connection.queuedBytes === 0)
    }))
})

describe('sendJobs', () => {
  it('does every job once, whoever takes it, and whatever fails', () => {
    const jobs = new BurstJobs()
    for (let i = 0; i < 100; i++) jobs.add(i, Buffer.from(`${i}`))
    const sent: string[] = []
    let depth = 0
    const write = (fd: number, bytes: Uint8Array, offset: number, length: number): number => {
      // The second taker comes in the middle of the first one's part.
      if (depth++ === 0) sendJobs(jobs.slots, jobs.bytes, write)
      if (fd % 10 === 0) throw new Error('EAGAIN')
      sent.push(`${fd}=${Buffer.from(bytes.subarray(offset, offset + length))}`)
      return length
    }
    Atomics.store(jobs.slots, 1, 100)
    Atomics.store(jobs.slots, 0, 100)
    sendJobs(jobs.slots, jobs.bytes, write)
    const all = Array.from({ length: 100 }, (_, i) => i)
    expect(sent.sort()).toEqual(all.filter((i) => i % 10 !== 0).map((i) => `${i}=${i}`).sort())
    expect(all.map((i) => jobs.sent(i))).toEqual(all.map((i) => (i % 10 === 0 ? 0 : `${i}`.length)))
    expect(Atomics.load(jobs.slots, 1)).toBe(0)
    sendJobs(jobs.slots, jobs.bytes, () => expect.unreachable('a late taker finds nothing'))
  })

  it('is done by the second thread too, from its text alone', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'burst-'))
    const descriptor = openSync(join(directory, 'sent'), 'w')
    const jobs = new BurstJobs()
    const helper = new HelperThread(jobs, (error) => expect.unreachable(error.message))
    jobs.add(descriptor, Buffer.from('by the other'))
    helper.start()
    Atomics.store(jobs.slots, 1, 1)
    Atomics.store(jobs.slots, 0, 1)
    Atomics.notify(jobs.slots, 0)
    await until(() => Atomics.load(jobs.slots, 1) === 0)
    expect(readFileSync(join(directory, 'sent'), 'utf8')).toBe('by the other')
    await helper.stop()
    closeSync(descriptor)
    rmSync(directory, { recursive: true })
  })

  it('has room for a bounded number of jobs and bytes', () => {
    const jobs = new BurstJobs()
    for (let i = 0; i < BURST_JOBS; i++) jobs.add(i, Buffer.alloc(1))
    expect(jobs.hasRoom(1)).toBe(false)
    jobs.clear()
    expect(jobs.hasRoom(1 << 20)).toBe(true)
    expect(jobs.hasRoom((1 << 20) + 1)).toBe(false)
  })
})
