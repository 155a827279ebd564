import { expect, test } from 'vitest'
import { equal, ok, rejects } from '../src/check.ts'

test('equal compares plain values, arrays, buffers and objects of these, and says what it expected', () => {
  equal([1, { a: Buffer.from('x'), b: null }, 5n], [1, { a: Uint8Array.from([120]), b: null }, 5n], 'the same')
  for (const [a, b] of [[1, 2], [[1], [1, 2]], [Buffer.from('a'), Buffer.from('b')], [{ a: 1 }, { a: undefined }], [null, 0]]) {
    expect(() => equal(a, b, 'two values')).toThrow('two values: expected')
  }
})

test('ok throws its promise', () => {
  ok(1, 'holds')
  expect(() => ok('', 'it must hold')).toThrow('it must hold')
})

test('rejects gives the error, and fails where none or another came', async () => {
  const error = Object.assign(new Error('no'), { code: 'ZK_DISK_FAILED' })
  const failing = async () => {
    throw error
  }
  expect(await rejects(failing, 'the call', 'ZK_DISK_FAILED')).toBe(error)
  await expect(rejects(failing, 'the call', 'ZK_LOG_GAP')).rejects.toThrow('the call: expected')
  await expect(rejects(() => 1, 'the call')).rejects.toThrow('none came')
})
