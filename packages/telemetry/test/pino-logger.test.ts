import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OperatorError } from '@zabkit/core'
import { describe, expect, it, vi } from 'vitest'
import { fdDestination, type PinoLoggerOptions, pinoLogger } from '../src/index.ts'

function collecting(options: PinoLoggerOptions = {}) {
  const text: string[] = []
  const logger = pinoLogger({ ...options, destination: { write: (line) => void text.push(line) } })
  return { logger, text, lines: () => text.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('pinoLogger', () => {
  it('writes one JSON line a fact: level, ISO time, the fields, the message as it is', () => {
    const { logger, text, lines } = collecting({ fields: { server: 1 } })
    logger.warn('100% of %s', { path: '/a' })
    expect(text[0]?.endsWith('}\n')).toBe(true)
    expect(lines()).toEqual([{ level: 'warn', time: expect.stringMatching(/^\d{4}-.*Z$/), server: 1, path: '/a', msg: '100% of %s' }])
  })

  it('leaves out what is below its level, info unless told otherwise', () => {
    const { logger, lines } = collecting()
    logger.debug('no')
    logger.info('yes')
    const quiet = collecting({ level: 'silent' })
    quiet.logger.error('no')
    expect([lines().length, quiet.lines().length]).toEqual([1, 0])
  })

  it('puts the fields of a child on its lines, redacted too', () => {
    const { logger, lines } = collecting()
    logger.child({ session: '0x1', password: 'hunter2' }).error('gone', { code: -112 })
    expect(lines()[0]).toMatchObject({ level: 'error', session: '0x1', password: '[redacted]', code: -112, msg: 'gone' })
  })

  it('tells code and remedy of an operator error, and its cause', () => {
    const { logger, lines } = collecting()
    const cause = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' })
    logger.error('cannot start', { err: new OperatorError('ZK_PORT_UNUSABLE', 'port 2181 is taken', { cause }) })
    expect(lines()[0]?.err).toEqual({
      type: 'OperatorError',
      message: 'port 2181 is taken',
      code: 'ZK_PORT_UNUSABLE',
      remedy: 'Free the port or configure another one.',
      cause: { type: 'Error', message: 'listen EADDRINUSE', code: 'EADDRINUSE', stack: expect.stringContaining('EADDRINUSE') },
    })
  })

  it('writes text for people on request, at once', () => {
    const { logger, text } = collecting({ pretty: true })
    logger.info('serving', { port: 2181 })
    expect(text).toHaveLength(1)
    expect(text[0]).toContain('serving')
    expect(text[0]).toContain('2181')
    expect(() => JSON.parse(text[0] ?? '')).toThrow()
  })
})

describe('fdDestination', () => {
  it('writes every line, in order', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zabkit-log-'))
    const file = join(directory, 'log')
    const fd = openSync(file, 'w')
    const logger = pinoLogger({ destination: fdDestination(fd) })
    for (let count = 0; count < 100; count++) logger.info('line', { count })
    const counts = () => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => (line === '' ? -1 : JSON.parse(line).count))
    await vi.waitFor(() => expect(counts()).toHaveLength(100))
    expect(counts()).toEqual(Array.from({ length: 100 }, (_, count) => count))
    closeSync(fd)
    rmSync(directory, { recursive: true })
  })

  it('survives a descriptor that cannot be written', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zabkit-log-'))
    writeFileSync(join(directory, 'log'), '')
    const fd = openSync(join(directory, 'log'), 'r')
    const logger = pinoLogger({ destination: fdDestination(fd) })
    for (let count = 0; count < 10; count++) logger.error('lost')
    logger.flush()
    await new Promise((resolve) => setImmediate(resolve))
    logger.error('lost again')
    logger.flush()
    closeSync(fd)
    rmSync(directory, { recursive: true })
  })

  it('survives a reader that has gone', async () => {
    const reader = spawn('true', { stdio: ['pipe', 'ignore', 'ignore'] })
    const { fd } = (reader.stdin as unknown as { _handle: { fd: number } })._handle
    const logger = pinoLogger({ destination: fdDestination(fd) })
    await once(reader, 'exit')
    for (let count = 0; count < 10; count++) logger.info('nobody reads this')
    logger.flush()
    reader.stdin.destroy()
  })
})
