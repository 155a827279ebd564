import { describe, expect, it } from 'vitest'
import { DelayQueue } from '../src/index.ts'
import { decodeItems, delayedName, encodeItem } from '../src/queue-layout.ts'
import { servers } from './support/server.ts'

describe('a delay queue', () => {
  const start = servers()

  it('stands in the layout of Curator: the time as hexadecimal in the name, the item in its framing', async () => {
    const server = await start()
    const client = await server.client()
    expect(await new DelayQueue(client, '/d').putAt('hi', 0x18c_1234_5678)).toBe('queue-|18C12345678|0000000000')
    expect((await client.getData('/d/queue-|18C12345678|0000000000')).data.toString('hex')).toBe('00010001' + '01' + '00000002' + '6869' + '02')
    expect(delayedName(255)).toBe('queue-|000000FF|')
  })

  it('reads several items of one entry, and takes other bytes as they are', () => {
    expect(decodeItems(Buffer.from('0001000101000000016101000000016202', 'hex')).map(String)).toEqual(['a', 'b'])
    for (const text of ['', 'x', 'not framed at all']) expect(decodeItems(Buffer.from(text)).map(String)).toEqual([text])
    const whole = encodeItem(Buffer.from('abc'))
    expect(decodeItems(whole).map(String)).toEqual(['abc'])
    for (let length = 0; length < whole.length; length++) expect(decodeItems(whole.subarray(0, length))).toEqual([whole.subarray(0, length)])
  })

  it('gives an entry when its time has come, the earliest first', async () => {
    const server = await start()
    let nowMs = 1_000_000
    const queue = new DelayQueue(await server.client(), '/d', { now: () => nowMs })
    await queue.put('second', 200)
    await queue.put('first', 100)
    expect(await queue.tryTake()).toBe(null)
    nowMs += 250
    const first = await queue.take()
    const second = await queue.take()
    expect([first.data.toString(), second.data.toString()]).toEqual(['first', 'second'])
    await Promise.all([first.ack(), second.ack()])
    expect(await queue.size()).toBe(0)
  })

  it('wakes by time alone, and for one that is put later and due sooner', async () => {
    const server = await start()
    const queue = new DelayQueue(await server.client(), '/d')
    await queue.put('in an hour', 3_600_000)
    const taking = queue.take()
    await queue.put('soon', 60)
    const entry = await taking
    expect(entry.data.toString()).toBe('soon')
  })
})
