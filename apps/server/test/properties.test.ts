import { describe, expect, it } from 'vitest'
import { decodeText, parseProperties } from '../src/properties.ts'

const parse = (text: string) => parseProperties(text, 'zoo.cfg').map(({ key, value, line }) => [key, value, line])

describe('parseProperties', () => {
  const cases: [string, string, unknown[]][] = [
    ['separators', 'a=1\nb:2\nc 3\nd = 4\ne\t:\t5\nf', [['a', '1', 1], ['b', '2', 2], ['c', '3', 3], ['d', '4', 4], ['e', '5', 5], ['f', '', 6]]],
    ['a second separator is of the value', 'a==1\nb= :2', [['a', '=1', 1], ['b', ':2', 2]]],
    ['comments and empty lines', '# x\n  ! y\n\n \t\na=1 # not a comment', [['a', '1 # not a comment', 5]]],
    ['every line end', 'a=1\r\nb=2\rc=3\n', [['a', '1', 1], ['b', '2', 2], ['c', '3', 3]]],
    ['continuation, named by its first line', 'a=1,\\\n   2,\\\r\n\t3\nb=4', [['a', '1,2,3', 1], ['b', '4', 4]]],
    ['an even number of backslashes ends the line', 'a=x\\\\\nb=1', [['a', 'x\\', 1], ['b', '1', 2]]],
    ['a backslash at the end of the file', 'a=1\\', [['a', '1', 1]]],
    ['a comment does not continue', '# x\\\na=1', [['a', '1', 2]]],
    ['a comment sign in a continuation is text', 'a=1\\\n#2', [['a', '1#2', 1]]],
    ['escapes', 'a\\=b\\ c=\\u0041\\t\\q\\\\', [['a=b c', 'A\tq\\', 1]]],
    ['an escaped letter beyond 16 bits', 'a=\\😀', [['a', '😀', 1]]],
    ['white space at the end goes', 'a=1 \t \n', [['a', '1', 1]]],
    ['duplicates stay', 'a=1\na=2', [['a', '1', 1], ['a', '2', 2]]],
    ['the equals signs of base64', 'superDigest=super:abc=', [['superDigest', 'super:abc=', 1]]],
    ['nothing', '', []],
  ]
  it.each(cases)('%s', (_, text, expected) => {
    expect(parse(text)).toEqual(expected)
  })

  it('a broken \\u names its line and not its text', () => {
    expect(() => parse('a=1\npassword=sec\\u00zz')).toThrow(/^zoo\.cfg line 2: \\u must be followed by four hex digits$/)
  })
})

describe('decodeText', () => {
  it('drops the mark of UTF-8', () => {
    expect(decodeText(Buffer.from('\ufeffa=ü'), 'zoo.cfg')).toBe('a=ü')
  })
  it('falls back to Latin-1', () => {
    expect(decodeText(Buffer.from('a=ü', 'latin1'), 'zoo.cfg')).toBe('a=ü')
  })
  it.each([
    ['little endian', Buffer.from('\ufeffa=1', 'utf16le')],
    ['big endian', Buffer.from('\ufeffa=1', 'utf16le').swap16()],
    ['without a mark', Buffer.from('a=1', 'utf16le')],
  ])('refuses UTF-16 %s', (_, bytes) => {
    expect(() => decodeText(bytes, 'zoo.cfg')).toThrow(/zoo\.cfg .*UTF-16.*UTF-8/)
  })
})
