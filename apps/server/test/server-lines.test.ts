import { describe, expect, it } from 'vitest'
import { parseServerLines } from '../src/server-lines.ts'

const entry = (id: string, value: string, line = 1) => ({ name: `server.${id}`, value, file: 'zoo.cfg', line })
const parse = (value: string) => parseServerLines([entry('1', value)])[0]

describe('parseServerLines', () => {
  const peer = { host: 'a', quorumPort: 2888, electionPort: 3888 }
  it.each([
    ['a:2888:3888', { addresses: [peer], role: 'participant', client: null, secureClient: null }],
    ['a:2888:3888:OBSERVER', { role: 'observer' }],
    ['a:2888:3888:participant;2181', { role: 'participant', client: { host: null, port: 2181 } }],
    ['a:2888:3888;10.0.0.1:2181', { client: { host: '10.0.0.1', port: 2181 } }],
    ['a:2888:3888;[fe80::1]:2181', { client: { host: 'fe80::1', port: 2181 } }],
    ['a:2888:3888;2181;2281', { client: { host: null, port: 2181 }, secureClient: { host: null, port: 2281 } }],
    ['a:2888:3888;;b:2281', { client: null, secureClient: { host: 'b', port: 2281 } }],
    ['[::1]:2888:3888', { addresses: [{ host: '::1', quorumPort: 2888, electionPort: 3888 }] }],
    ['a:2888:3888|[::1]:2889:3889', { addresses: [peer, { host: '::1', quorumPort: 2889, electionPort: 3889 }] }],
    ['a:2888:3888:observer|b:2888:3888', { role: 'observer' }],
  ])('%s', (value, expected) => {
    expect(parse(value)).toMatchObject(expected)
  })

  it.each([
    ['a', /must be host:quorumPort:electionPort/],
    ['', /^server\.1 \(empty\) \(zoo\.cfg line 1\): must be/],
    ['a:2888', /^server\.1 a:2888 \(zoo\.cfg line 1\): one port is the form of old releases; add the election port.*host:2888:3888$/],
    ['[::1]:2888', /one port is the form of old releases/],
    ['a:2888:3888|b:2888', /one port is the form of old releases/],
    ['[a]:2888:3888', /brackets are for an IPv6 address/],
    ['a b:2888:3888', /a b is neither an address nor a name/],
    ['a:2888:3888|', /must be host/],
    ['a:2888:3888;[10.0.0.1]:2181', /brackets are for an IPv6 address/],
    ['a:2888:3888;0', /port 0 must be/],
    ['a:2888:3888;a:', /port {2}must be between/],
    ['::1:2888:3888', /in \[brackets\]/],
    ['[::1:2888:3888', /must be host/],
    [':2888:3888', /must be host/],
    ['a:0:3888', /port 0 must be between 1 and 65535/],
    ['a:2888:70000', /port 70000 must be/],
    ['a:2888:2888', /must differ/],
    ['a:2888:3888:leader', /role leader must be participant or observer/],
    ['a:2888:3888:observer|b:2888:3888:participant', /same role/],
    ['a:2888:3888;x:y:1', /must be host/],
    ['a:2888:3888;1;2;3', /must be host/],
  ])('refuses %j', (value, message) => {
    expect(() => parse(value)).toThrow(message)
  })

  it.each(['0', '255', '256', 'x', '-1', '', '1.2'])('refuses the number %j', (id) => {
    expect(() => parseServerLines([entry(id, 'a:1:2')])).toThrow(/must be between 1 and 254/)
  })

  it('refuses a number and an address given twice', () => {
    expect(() => parseServerLines([entry('1', 'a:1:2'), entry('01', 'b:1:2', 2)])).toThrow(/line 2\): number 1 is also that of server\.1 \(zoo\.cfg line 1\)/)
    expect(() => parseServerLines([entry('1', 'a:1:2'), entry('2', 'a:3:2', 2)])).toThrow(/address a:2 is also that of server\.1/)
  })

  it('sorts by number', () => {
    expect(parseServerLines([entry('10', 'a:1:2'), entry('9', 'b:1:2')]).map(({ id }) => id)).toEqual([9, 10])
  })
})
