import { ErrorCode } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { Caller, type Submitter } from '../src/caller.ts'
import { Chroot } from '../src/chroot.ts'
import { existsCodec, getDataCodec, setDataCodec } from '../src/codecs.ts'
import { createZnode } from '../src/create.ts'
import { ZooKeeperError } from '../src/errors.ts'
import { Client } from '../src/index.ts'
import type { Operation } from '../src/operation.ts'
import { exponentialBackoff, type RetryPolicy } from '../src/retry.ts'
import { setData } from '../src/set-data.ts'
import { ClientTelemetry } from '../src/telemetry.ts'
import type { Stat } from '../src/types.ts'
import { OddServer } from './support/odd-server.ts'

const AT_ONCE: RetryPolicy = { delayMs: (repetition) => (repetition > 3 ? null : 0) }

type Answer = (operation: Operation<unknown>) => unknown

/** A caller over a session that answers as told, one answer a request; an error number is a failure. */
function scripted(answers: (number | Answer)[], policy: RetryPolicy | null = AT_ONCE) {
  const asked: string[] = []
  const session = {
    sessionId: 7n,
    submit: (given: unknown): Promise<unknown> => {
      const operation = given as Operation<unknown>
      asked.push(`${operation.operation} ${operation.path}`)
      const answer = answers.shift()
      if (typeof answer === 'number') return Promise.reject(new ZooKeeperError(answer, operation.operation, operation.path))
      return Promise.resolve(answer?.(operation))
    },
  }
  const caller = new Caller(session as unknown as Submitter, new Chroot(''), policy, new ClientTelemetry({}, () => null), 0)
  return { caller, asked, session }
}

const LOSS = ErrorCode.ConnectionLoss
const stat = (version: number, ephemeralOwner = 0n): Stat => ({
  czxid: 1n, mzxid: 1n, pzxid: 1n, ctime: 0, mtime: 0, version, cversion: 0, aversion: 0, ephemeralOwner, dataLength: 0, numChildren: 0,
})

describe('a lost connection', () => {
  it('is hidden from reads, as long as the policy allows', async () => {
    const { caller, asked } = scripted([LOSS, LOSS, () => 'there'])
    expect(await caller.call(caller.operation(getDataCodec, '/a', undefined))).toBe('there')
    expect(asked).toHaveLength(3)
    const lost = scripted([LOSS, LOSS, LOSS, LOSS, LOSS])
    await expect(lost.caller.call(lost.caller.operation(getDataCodec, '/a', undefined))).rejects.toMatchObject({ code: 'ConnectionLoss' })
    expect(lost.asked).toHaveLength(4)
  })

  it('is the caller\'s to deal with for a write, and for everything where there is no policy', async () => {
    const { caller, asked } = scripted([LOSS])
    await expect(caller.call(caller.operation(setDataCodec, '/a', undefined))).rejects.toMatchObject({ code: 'ConnectionLoss', path: '/a' })
    const none = scripted([LOSS], null)
    await expect(none.caller.call(none.caller.operation(getDataCodec, '/a', undefined))).rejects.toMatchObject({ code: 'ConnectionLoss' })
    expect([asked.length, none.asked.length]).toEqual([1, 1])
  })

  it('is the only failure that is tried again', async () => {
    for (const code of [ErrorCode.SessionExpired, ErrorCode.NoAuth, ErrorCode.OperationTimeout, -116]) {
      const { caller, asked } = scripted([code])
      await expect(caller.call(caller.operation(getDataCodec, '/a', undefined))).rejects.toMatchObject({ errorCode: code })
      expect(asked).toHaveLength(1)
    }
  })

  it('leaves the outcome of what was repeated open, whatever the last answer says', async () => {
    const { caller } = scripted([LOSS, ErrorCode.SessionExpired])
    await expect(caller.call(caller.operation(getDataCodec, '/a', undefined))).rejects.toMatchObject({ code: 'SessionExpired', outcome: 'unknown' })
    const full: Answer = () => Promise.reject(new ZooKeeperError(LOSS, 'getData', '/a', { outcome: 'not-done' }))
    const unsent = scripted([full, ErrorCode.NoAuth])
    await expect(unsent.caller.call(unsent.caller.operation(getDataCodec, '/a', undefined))).rejects.toMatchObject({ code: 'NoAuth', outcome: 'not-done' })
  })

  it('does not hold who says stop, not even during a pause', async () => {
    const { caller } = scripted([LOSS], { delayMs: () => 60_000 })
    const stop = new AbortController()
    const waiting = caller.call(caller.operation(getDataCodec, '/a', { signal: stop.signal }))
    setImmediate(() => stop.abort(new Error('enough')))
    await expect(waiting).rejects.toThrow('enough')
  })

  it('does not lengthen a time limit', async () => {
    const { caller } = scripted([LOSS, LOSS, LOSS], { delayMs: () => 15 })
    await expect(caller.call(caller.operation(getDataCodec, '/a', { timeoutMs: 10 }))).rejects.toMatchObject({ code: 'OperationTimeout' })
  })
})

describe('a time limit', () => {
  it('of 0 is none, also where something is repeated', async () => {
    const { caller } = scripted([LOSS, () => 'there'])
    expect(await caller.call(caller.operation(getDataCodec, '/a', { timeoutMs: 0 }))).toBe('there')
  })

  it('ends a pause as well', async () => {
    const { caller, asked } = scripted([LOSS, () => 'there'], { delayMs: () => 60_000 })
    await expect(caller.call(caller.operation(getDataCodec, '/a', { timeoutMs: 10 }))).rejects.toMatchObject({ code: 'OperationTimeout' })
    expect(asked).toHaveLength(1)
  })

  it.each([Number.POSITIVE_INFINITY, 2 ** 31, 3e9])('of %d ms is not one of a ms', async (timeoutMs) => {
    await using server = await OddServer.listen({ onHello: () => {} })
    await using client = new Client(`127.0.0.1:${server.port}`)
    const ends: string[] = []
    const note = (error: ZooKeeperError): void => void ends.push(error.code)
    client.getData('/', { timeoutMs }).catch(note)
    client.connected({ timeoutMs }).catch(note)
    await expect(client.exists('/', { timeoutMs: 40 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    expect(ends).toEqual([])
  })
})

describe('an answer', () => {
  it('of NoNode is null for exists, an error for the others', async () => {
    const { caller } = scripted([ErrorCode.NoNode, ErrorCode.NoNode])
    const exists = caller.operation(existsCodec, '/a', undefined)
    exists.mayBeAbsent = true
    expect(await caller.call(exists)).toBeNull()
    await expect(caller.call(caller.operation(getDataCodec, '/a', undefined))).rejects.toMatchObject({ code: 'NoNode' })
  })
})

describe('an idempotent setData', () => {
  it('knows its own first attempt by version and data', async () => {
    const own = scripted([LOSS, ErrorCode.BadVersion, () => ({ data: Buffer.from('x'), stat: stat(5) })])
    expect(await setData(own.caller, '/a', 'x', { version: 4, idempotent: true })).toMatchObject({ version: 5 })
    for (const found of [{ data: Buffer.from('y'), stat: stat(5) }, { data: Buffer.from('x'), stat: stat(6) }]) {
      const other = scripted([LOSS, ErrorCode.BadVersion, () => found])
      await expect(setData(other.caller, '/a', 'x', { version: 4, idempotent: true })).rejects.toMatchObject({ code: 'BadVersion' })
    }
  })

  it('leaves its outcome open when that cannot be found out', async () => {
    const { caller } = scripted([LOSS, ErrorCode.BadVersion, ErrorCode.NoNode])
    await expect(setData(caller, '/a', 'x', { version: 4, idempotent: true })).rejects.toMatchObject({ code: 'NoNode', outcome: 'unknown' })
  })

  it('that was not repeated takes a version that does not fit for what it is', async () => {
    const { caller, asked } = scripted([ErrorCode.BadVersion])
    await expect(setData(caller, '/a', 'x', { version: 4, idempotent: true })).rejects.toMatchObject({ code: 'BadVersion' })
    expect(asked).toHaveLength(1)
  })
})

describe('a protected create', () => {
  const created: Answer = ({ path }) => ({ path: `${path}0000000001`, stat: stat(0) })
  let mark = ''
  /** What a create was asked for under. */
  const lostAfter = (answers: (number | Answer)[], policy?: RetryPolicy | null) => {
    const bench = scripted(answers, policy)
    const { submit } = bench.session
    bench.session.submit = (given) => {
      const { operation, path } = given as Operation<unknown>
      if (operation === 'create') mark = String(path)
      return submit(given)
    }
    return bench
  }
  const listed: Answer = () => ({ children: ['other', `${mark.slice(3)}0000000007`], stat: stat(0) })
  const options = { mode: 'ephemeral-sequential', protected: true } as const

  it('has Curator\'s prefix before its name', async () => {
    const { caller } = scripted([created])
    const { path } = await createZnode(caller, '/q/lock-', null, options)
    expect(path).toMatch(/^\/q\/_c_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-lock-0000000001$/)
  })

  it('finds its own znode when the answer was lost, after a sync', async () => {
    const { caller, asked } = lostAfter([LOSS, () => undefined, listed, () => stat(0, 7n)])
    const { path } = await createZnode(caller, '/q/lock-', null, options)
    expect(path).toBe(`${mark}0000000007`)
    expect(asked.map((text) => text.split(' ')[0])).toEqual(['create', 'sync', 'getChildren', 'exists'])
  })

  it('is made when the request was lost', async () => {
    const { caller, asked } = lostAfter([LOSS, () => undefined, () => ({ children: ['other'], stat: stat(0) }), created])
    await createZnode(caller, '/q/lock-', null, options)
    expect(asked.map((text) => text.split(' ')[0])).toEqual(['create', 'sync', 'getChildren', 'create'])
    expect(new Set(asked.filter((text) => text.startsWith('create'))).size).toBe(1)
  })

  it('of an ephemeral does not take a znode of the session before for its own', async () => {
    const { caller, session } = lostAfter([LOSS, () => { session.sessionId = 8n }, listed, () => stat(0)])
    await expect(createZnode(caller, '/q/lock-', null, options)).rejects.toMatchObject({ code: 'SessionExpired' })
    const late = lostAfter([LOSS, () => undefined, listed, () => stat(0, 6n), () => undefined, () => ({ children: [] })])
    await expect(createZnode(late.caller, '/q/lock-', null, options)).rejects.toMatchObject({ code: 'SessionExpired' })
  })

  it('that nobody waits for any more is removed', async () => {
    const { caller, asked } = lostAfter([LOSS, () => undefined, listed, () => stat(0), () => undefined], { delayMs: () => null })
    await expect(createZnode(caller, '/q/lock-', null, options)).rejects.toMatchObject({ code: 'ConnectionLoss' })
    await expect.poll(() => asked.at(-1)).toBe(`delete ${mark}0000000007`)
  })

  it('that may have been made when its session ended is removed, unless it went with it', async () => {
    const expired: Answer = ({ path }) => Promise.reject(new ZooKeeperError(ErrorCode.SessionExpired, 'create', path, { outcome: 'unknown' }))
    const kept = lostAfter([expired, () => undefined, listed, () => stat(0), () => undefined])
    await expect(createZnode(kept.caller, '/q/lock-', null, { ...options, mode: 'persistent' })).rejects.toMatchObject({ code: 'SessionExpired' })
    await expect.poll(() => kept.asked.at(-1)).toBe(`delete ${mark}0000000007`)
    const gone = lostAfter([(operation) => { gone.session.sessionId = 8n; return expired(operation) }])
    await expect(createZnode(gone.caller, '/q/lock-', null, options)).rejects.toMatchObject({ code: 'SessionExpired' })
    expect(gone.asked).toHaveLength(1)
  })

  it('is removed however long no server answers', async () => {
    const { caller, asked } = lostAfter([LOSS, LOSS, LOSS, () => undefined, listed, () => stat(0), LOSS, () => undefined, listed, () => stat(0), () => undefined], { delayMs: () => null })
    await expect(createZnode(caller, '/q/lock-', null, options)).rejects.toMatchObject({ code: 'ConnectionLoss' })
    await expect.poll(() => asked.filter((text) => text.startsWith('delete'))).toHaveLength(2)
  })
})

describe('the default policy', () => {
  it('waits longer each time up to a limit, never less than half, and ends', () => {
    for (const random of [() => 0, () => 0.999]) {
      const delays = Array.from({ length: 9 }, (_, i) => exponentialBackoff({ random }).delayMs(i + 1))
      expect(delays.at(-1)).toBeNull()
      for (const [i, spanMs] of [50, 100, 200, 400, 800, 1600, 2000, 2000].entries()) {
        expect(delays[i]).toBeGreaterThanOrEqual(spanMs / 2)
        expect(delays[i]).toBeLessThanOrEqual(spanMs)
      }
    }
  })
})
