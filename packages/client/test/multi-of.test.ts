import { describe, expect, expectTypeOf, it } from 'vitest'
import { isMultiError, type MultiOperation, type MultiResult } from '../src/index.ts'
import { startRealServer } from './real-server.ts'

describe('a multi of a list', () => {
  it('does what the calls do, and gives their results in order', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const operations: MultiOperation[] = [
      { type: 'create', path: '/a', data: 'x' },
      { type: 'create', path: '/a/n-', mode: 'persistent-sequential' },
      { type: 'setData', path: '/a', data: 'y', version: 0 },
      { type: 'check', path: '/a' },
      { type: 'create', path: '/b' },
      { type: 'delete', path: '/b', version: 0 },
    ]
    const results = await client.multiOf(operations).commit()
    expectTypeOf(results).toEqualTypeOf<MultiResult[]>()
    expect(results).toMatchObject([{ path: '/a' }, { path: '/a/n-0000000000' }, { version: 1 }, null, { path: '/b' }, null])
    expect((await client.getData('/a')).data.toString()).toBe('y')
    expect(await client.multiOf([]).commit()).toEqual([])
  })

  it('that fails says which, to whoever asks isMultiError', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const error: unknown = await client.multiOf([{ type: 'create', path: '/a' }, { type: 'delete', path: '/b' }]).commit().catch((e: unknown) => e)
    expect(isMultiError(error) && [error.code, error.index, error.results]).toEqual(['NoNode', 1, ['Ok', 'NoNode']])
    expect([isMultiError(error, 'NoNode'), isMultiError(error, 'BadVersion'), isMultiError(new Error('x'))]).toEqual([true, false, false])
    expect(isMultiError(await client.delete('/b').catch((e: unknown) => e))).toBe(false)
  })

  it('refuses at once what no server would take', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    expect(() => client.multiOf([{ type: 'delete', path: 'a' }])).toThrow('BadArguments')
    expect(() => client.multiOf([{ type: 'move', path: '/a' } as unknown as MultiOperation])).toThrow('no operation move of a multi')
  })
})
