import { type Logger, silentLogger } from '@zabkit/core'
import { describe, expect, it, vi } from 'vitest'
import { StopOnSignal } from '../src/stop-on-signal.ts'

/** Signals to a server whose stop does `stop`; `events` are what it did, in order. */
function setUp(stop: () => Promise<void>) {
  const events: string[] = []
  const note = (message: string): void => void events.push(message)
  const logger: Logger = { ...silentLogger, info: note, warn: note }
  const signals = new StopOnSignal({ stop, leave: (code) => void events.push(`exit ${code}`), logger })
  return { events, signals }
}

const never = (): Promise<void> => new Promise(() => {})

describe('a signal', () => {
  it.each([
    ['stops the server in order', () => Promise.resolve(), 0],
    ['gives the code of a failure when the stop failed', () => Promise.reject(new Error('stuck')), 1],
  ])('%s', async (_, stop, code) => {
    const { events, signals } = setUp(stop)
    signals.started()
    signals.signal('SIGTERM')
    await vi.waitFor(() => expect(events).toEqual(['SIGTERM: stopping', `exit ${code}`]))
  })

  it('ends the process at once when it is the second one', () => {
    const { events, signals } = setUp(never)
    signals.started()
    signals.signal('SIGTERM')
    signals.signal('SIGINT')
    expect(events).toEqual(['SIGTERM: stopping', 'SIGINT: leaving at once, before the stop was finished', 'exit 1'])
  })

  it('waits for no recovery', () => {
    const stop = vi.fn(never)
    const { events, signals } = setUp(stop)
    signals.signal('SIGTERM')
    expect(events).toEqual(['SIGTERM: leaving in the middle of the start', 'exit 0'])
    expect(stop).not.toHaveBeenCalled()
  })
})
