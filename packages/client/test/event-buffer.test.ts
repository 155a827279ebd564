import { describe, expect, it } from 'vitest'
import { EventBuffer } from '../src/event-buffer.ts'
import type { WatchEvent } from '../src/types.ts'

const event = (n: number): WatchEvent => ({ type: 'created', path: `/${n}`, zxid: null })
const OVERFLOW = { type: 'gap', path: '/w', reason: 'overflow' }

describe('events for an iterator', () => {
  it('come in their order, whether it waits or they do', async () => {
    const buffer = new EventBuffer('/w', 10)
    const early = buffer.next()
    for (let i = 0; i < 5; i++) buffer.push(event(i))
    const read = [await early]
    for (let i = 0; i < 4; i++) read.push(await buffer.next())
    expect(read.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4].map(event))
  })

  it('that are too many become one gap, behind which nothing is missing', async () => {
    const buffer = new EventBuffer('/w', 3)
    for (let i = 0; i < 4; i++) buffer.push(event(i))
    buffer.push(event(4))
    expect([(await buffer.next()).value, (await buffer.next()).value]).toEqual([OVERFLOW, event(4)])
    buffer.push(event(5))
    expect((await buffer.next()).value).toEqual(event(5))
  })

  it('are never more than were asked for, however long nobody reads', async () => {
    const buffer = new EventBuffer('/w', 8)
    for (let i = 0; i < 1000; i++) buffer.push(event(i))
    buffer.end()
    const left: unknown[] = []
    for (let next = await buffer.next(); !next.done; next = await buffer.next()) left.push(next.value)
    expect(left.length).toBeLessThanOrEqual(8)
    expect(left[0]).toEqual(OVERFLOW)
    expect(left.at(-1)).toEqual(event(999))
  })

  it('can be read after the end, and then it ends, or throws once', async () => {
    const [quiet, broken] = [new EventBuffer('/w', 3), new EventBuffer('/w', 3)]
    for (const buffer of [quiet, broken]) buffer.push(event(1))
    quiet.end()
    broken.end(new Error('no more'))
    quiet.push(event(2))
    expect([await quiet.next(), await quiet.next()]).toEqual([{ done: false, value: event(1) }, { done: true, value: undefined }])
    await broken.next()
    await expect(broken.next()).rejects.toThrow('no more')
    expect((await broken.next()).done).toBe(true)
  })

  it('are not taken by who has gone', async () => {
    const buffer = new EventBuffer('/w', 3)
    const [gone, stays] = ['gone', 'stays']
    const waits = [buffer.next(gone), buffer.next(stays), buffer.next(gone)]
    buffer.withdraw(gone)
    buffer.push(event(1))
    expect(await Promise.all(waits)).toMatchObject([{ done: true }, { done: false, value: event(1) }, { done: true }])
  })

  it('end every wait', async () => {
    const buffer = new EventBuffer('/w', 3)
    const waits = [buffer.next(), buffer.next()]
    buffer.end()
    expect((await Promise.all(waits)).map(({ done }) => done)).toEqual([true, true])
  })
})
