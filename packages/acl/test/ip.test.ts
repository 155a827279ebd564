import { describe, expect, it } from 'vitest'
import { ip } from '../src/index.ts'

const provider = ip()
const idOf = (remoteAddress: string) => provider.connected?.({ remoteAddress, secure: false, peerCertificates: [] })

describe('ip', () => {
  it.each([
    '10.0.0.1', '0.0.0.0/0', '10.0.0.0/8', '255.255.255.255/32', '::', '::1', '2001:db8::/32', '::/0', 'fe80::1/128', '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::', '::ffff:10.0.0.1', '::ffff:10.0.0.0/104', '64:ff9b::10.0.0.1',
  ])('takes %s for an ACL', (expression) => {
    expect(provider.isValid(expression)).toBe(true)
  })

  it.each([
    '', '/', '10.0.0', '10.0.0.0.0', '10.0.0.256', '10.0.0.-1', '10.0.0.x', '10.0.0.', '10.0.0.1/', '10.0.0.1/33', '10.0.0.1/-1', '10.0.0.1/8/8',
    '10.0.0.1/8x', '10.0.0.1 ', ':', ':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8::', '12345::', 'g::', '::1/129',
    ':1', '1:', '10.0.0.1::', '::10.0.0.1:1', 'fe80::1%eth0', 'localhost', '0x0a.0.0.1',
  ])('refuses "%s"', (expression) => {
    expect(provider.isValid(expression)).toBe(false)
    expect(provider.matches('10.0.0.1', expression)).toBe(false)
  })

  it.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['10.1.2.3', '10.1.2.4/31', false],
    ['10.1.2.3', '10.1.2.2/31', true],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['10.1.2.3', '10.0.0.0/15', true],
    ['10.1.2.3', '10.0.0.0/16', false],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['11.1.2.3', '10.0.0.0/7', true],
    ['10.1.2.3', '0.0.0.0/0', true],
    ['10.1.2.3', '::/0', false],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:db9::1', '2001:db8::/31', true],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
    ['10.1.2.3', '::ffff:10.1.2.3', true],
    ['10.1.2.3', '::ffff:10.1.0.0/112', true],
    ['10.2.2.3', '::ffff:10.1.0.0/112', false],
    ['memory', '10.0.0.0/0', false],
  ])('%s is within %s: %s', (address, expression, within) => {
    expect(provider.matches(address, expression)).toBe(within)
  })

  it.each([
    ['10.1.2.3', '10.1.2.3'], ['::ffff:10.1.2.3', '10.1.2.3'], ['::ffff:a01:203', '10.1.2.3'], ['2001:db8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('a connection from %s has the id %s', (remoteAddress, id) => {
    expect(idOf(remoteAddress)).toEqual([{ scheme: 'ip', id }])
  })

  it('accepts an auth packet and adds nothing, so a client cannot claim an address', () => {
    const connection = { remoteAddress: '10.1.2.3', secure: false, peerCertificates: [] }
    expect(provider.authenticate(new TextEncoder().encode('10.9.9.9'), connection)).toEqual({ ok: true, ids: [] })
  })
})
