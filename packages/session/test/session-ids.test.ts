import { describe, expect, it } from 'vitest'
import { SessionIds } from '../src/session-ids.ts'

const LONG_MIN = -(1n << 63n)

describe('session ids', () => {
  it('start with the server id, then the 40 low bits of the clock, then 16 zero bits', () => {
    expect(new SessionIds(1, 0x18b_cfe5_6800).next()).toBe(0x018b_cfe5_6800_0000n)
    expect(new SessionIds(2, 0x18b_cfe5_6800).next()).toBe(0x028b_cfe5_6800_0000n)
  })

  it('go up by one', () => {
    const ids = new SessionIds(3, 1_700_000_000_000)
    const first = ids.next()
    expect([ids.next(), ids.next()]).toEqual([first + 1n, first + 2n])
  })

  it('are signed: a server id of 128 or more makes them negative', () => {
    expect(new SessionIds(200, 1_700_000_000_000).next()).toBeLessThan(0n)
  })

  it('are never 0, which means no session', () => {
    expect(new SessionIds(0, 0).next()).toBe(1n)
  })

  it('are never Long.MIN, which marks a container', () => {
    expect(new SessionIds(128, 0).next()).toBe(LONG_MIN + 1n)
  })

  it('wrap inside their 56 bits and leave the server id alone', () => {
    const ids = new SessionIds(7, 2 ** 40 - 1)
    for (let count = 0; count < 65_536; count++) ids.next()
    expect(BigInt.asUintN(64, ids.next())).toBe(7n << 56n)
  })

  it.each([-1, 255, 256, 1.5, Number.NaN])('refuse server id %s, whose top byte would mean something else', (serverId) => {
    expect(() => new SessionIds(serverId, 0)).toThrow(/server id .*must be between 0 and 254/)
  })
})
