import { describe, expect, it } from 'vitest'
import { parseConnectionString } from '../src/connection-string.ts'

describe('a connection string', () => {
  it.each([
    ['localhost', [['localhost', 2181]], '/'],
    ['a:1,b:65535', [['a', 1], ['b', 65535]], '/'],
    [' a:2181 , b ', [['a', 2181], ['b', 2181]], '/'],
    ['[::1]:2182', [['::1', 2182]], '/'],
    ['[fe80::1%eth0]', [['fe80::1%eth0', 2181]], '/'],
    ['::1,127.0.0.1:9', [['::1', 2181], ['127.0.0.1', 9]], '/'],
    ['a:1,b:2/app/x', [['a', 1], ['b', 2]], '/app/x'],
    ['a/', [['a', 2181]], '/'],
    ['a,,b,', [['a', 2181], ['b', 2181]], '/'],
  ] as const)('%s names its servers and its chroot', (text, servers, chroot) => {
    expect(parseConnectionString(text)).toEqual({ servers: servers.map(([host, port]) => ({ host, port })), service: null, chroot })
  })

  it.each([
    ['dns-srv://_zookeeper._tcp.example.com', '_zookeeper._tcp.example.com', '/'],
    [' dns-srv://zk.service.consul/app/x ', 'zk.service.consul', '/app/x'],
  ])('%s names a service, whose records name the servers, and its chroot', (text, service, chroot) => {
    expect(parseConnectionString(text)).toEqual({ servers: [], service, chroot })
  })

  it.each([
    ['', /names no server/],
    [',', /names no server/],
    ['/app', /names no server/],
    ['a:', /server "a:": the port must be between 1 and 65535/],
    ['a:0', /port/],
    ['a:65536', /port/],
    ['a:12x', /port/],
    [':2181', /the host is missing/],
    ['[::1', /\[address\]:port/],
    ['[::1]2181', /\[address\]:port/],
    ['[a]:2181', /must be an IPv6 address/],
    ['zk://a:2181', /write host:port,host:port\/chroot, or dns-srv:\/\/name/],
    ['dns-srv://', /"" is no DNS name/],
    ['dns-srv://a:2181', /"a:2181" is no DNS name/],
    ['dns-srv://a,b', /no DNS name/],
    ['dns-srv://a/b/', /chroot/],
    ['user@a', /a host is a name/],
    ['a/b//c', /chroot \/b\/\/c: a name is empty/],
    ['a/b/', /chroot/],
  ])('%j is refused, and the message names what is wrong', (text, message) => {
    expect(() => parseConnectionString(text)).toThrow(message)
    expect(() => parseConnectionString(text)).toThrow(TypeError)
  })
})
