import { describe, expect, it } from 'vitest'
import { answerDigest, isServerProven } from '../src/sasl-digest-md5.ts'
import { SaslExchange } from '../src/sasl-exchange.ts'

const challenge = (text: string) => Buffer.from(text)

describe('DIGEST-MD5', () => {
  // RFC 2831, section 4.
  const identity = { username: 'chris', password: 'secret', uri: 'imap/elwood.innosoft.com', cnonce: 'OA6MHXh6VqTrRk' }
  const given = challenge('realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8')

  it("answers as in the RFC's example, and knows the server by its proof", () => {
    const { token, expected } = answerDigest(given, identity)
    expect(token.toString()).toContain('response=d388dad90d4bbd760a152321f2143af7,')
    expect(token.toString()).toContain('username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",nc=00000001,cnonce="OA6MHXh6VqTrRk"')
    expect(isServerProven(Buffer.from('rspauth=ea40f60335c427b5527b84dbabcdfffd'), expected)).toBe(true)
    expect(isServerProven(Buffer.from('rspauth=00000000000000000000000000000000'), expected)).toBe(false)
  })

  it('quotes what would end a quoted name', () => {
    const { token } = answerDigest(given, { ...identity, username: 'a"b\\c' })
    expect(token.toString()).toContain('username="a\\"b\\\\c"')
  })

  it.each(['realm="r"', 'nonce="n",algorithm=md5', 'nonce="n",qop="auth-conf"'])('refuses the challenge %s', (text) => {
    expect(() => answerDigest(challenge(text), identity)).toThrow()
  })
})

describe('a SASL exchange', () => {
  const options = { mechanism: 'DIGEST-MD5', username: 'u', password: 'p' } as const

  it('begins with an empty token and answers for zookeeper/zk-sasl-md5', () => {
    const exchange = new SaslExchange(options)
    expect(exchange.first()).toHaveLength(0)
    expect(exchange.next(challenge('nonce="n"'))?.toString()).toContain('digest-uri="zookeeper/zk-sasl-md5"')
    expect(exchange.isDone).toBe(false)
  })

  it('fails where the server has no SASL, or does not know the password', () => {
    expect(() => new SaslExchange(options).next(null)).toThrow('offers no SASL')
    const exchange = new SaslExchange(options)
    exchange.next(challenge('nonce="n"'))
    expect(() => exchange.next(challenge('rspauth=abc'))).toThrow('does not know the password')
  })
})
