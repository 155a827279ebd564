import { describe, expect, it } from 'vitest'
import { type LogFields, type Logger, RATE_LIMITED_KINDS_MAX, rateLimited } from '../src/index.ts'

function setUp() {
  const lines: [string, string, LogFields?][] = []
  const write = (level: string) => (message: string, fields?: LogFields) =>
    void lines.push(fields === undefined ? [level, message] : [level, message, fields])
  const inner: Logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error'), child: () => inner }
  const clock = { nowMs: 0, monotonic: () => clock.nowMs }
  return { lines, clock, logger: rateLimited(inner, clock, 1000) }
}

describe('rateLimited', () => {
  it('writes one line a kind and interval, and tells how many it left out', () => {
    const { lines, clock, logger } = setUp()
    for (clock.nowMs = 0; clock.nowMs <= 1000; clock.nowMs += 10) logger.warn('bad frame', { bytes: clock.nowMs })
    expect(lines).toEqual([['warn', 'bad frame', { bytes: 0 }], ['warn', 'bad frame', { bytes: 1000, leftOut: 99 }]])
  })

  it('tells kinds apart by level and message', () => {
    const { lines, logger } = setUp()
    for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level]('one')
    logger.warn('two')
    expect(lines).toHaveLength(5)
  })

  it('counts the lines of children together', () => {
    const { lines, logger } = setUp()
    for (let connection = 0; connection < 100; connection++) logger.child({ connection }).warn('bad frame')
    expect(lines).toHaveLength(1)
  })

  it('is bounded when messages are not', () => {
    const { lines, logger } = setUp()
    for (let index = 0; index < 1000; index++) logger.info(`message ${index}`)
    expect(lines).toHaveLength(RATE_LIMITED_KINDS_MAX + 1)
  })
})
