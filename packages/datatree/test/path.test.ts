import { describe, expect, it } from 'vitest'
import { isValidPath, parentPath } from '../src/path.ts'

describe('a path', () => {
  it.each(['/', '/a', '/a/b.c', '/...', '/.a', '/a..', '/é', '/ ', '/\ufff0'.replace('\ufff0', '\uffef')])('%j is valid', (path) => {
    expect(isValidPath(path)).toBe(true)
  })

  const bad = ['', 'a', 'a/b', '/a/', '//', '/a//b', '/.', '/..', '/a/./b', '/a/..', '/a\0', '/\u0001', '/\u001f', '/\u007f', '/\u009f']
  it.each([...bad, '/\ud800', '/\u{1f600}', '/\uf8ff', '/\ufff0', '/\uffff'])('%j is not', (path) => {
    expect(isValidPath(path)).toBe(false)
  })

  it('that is null is not valid', () => {
    expect(isValidPath(null)).toBe(false)
  })

  it('has a parent', () => {
    expect(['/a', '/a/b', '/a/b/', 'a/b'].map(parentPath)).toEqual(['/', '/a', '/a/b', 'a'])
  })
})
