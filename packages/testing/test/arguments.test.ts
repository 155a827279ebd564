import { describe, expect, it } from 'vitest'
import { parseArguments } from '../src/arguments.ts'

describe('the arguments of zabkit-testing', () => {
  it('have defaults: one server at a free port', () => {
    expect(parseArguments([])).toEqual({ type: 'serve', servers: 1, observers: 0, port: 0 })
  })

  it('say how many servers, and where', () => {
    const given = ['--servers', '3', '--observers=1', '--port', '2181']
    expect(parseArguments(given)).toEqual({ type: 'serve', servers: 3, observers: 1, port: 2181 })
  })

  it.each([
    [['--servers', '0'], '--servers 0: must be a whole number from 1 to 15'],
    [['--servers', '-1'], '--servers'],
    [['--servers', '1e1'], '--servers 1e1'],
    [['--servers', '10', '--observers', '6'], '--observers 6: must be a whole number from 0 to 5'],
    [['--port', '65535', '--servers', '2'], '--port 65535: must be a whole number from 0 to 65534'],
    [['--colour'], "'--colour'"],
    [['--port'], '--port'],
    [['2181'], "'2181'"],
  ])('are named when they make no sense: %j', (given, text) => {
    expect(parseArguments(given)).toMatchObject({ type: 'usage-error', message: expect.stringContaining(text) })
  })
})
