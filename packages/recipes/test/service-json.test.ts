import { describe, expect, it } from 'vitest'
import { buildUri, decodeInstance, encodeInstance, parseUriSpec, type ServiceInstance } from '../src/index.ts'

const instance: ServiceInstance = {
  name: 'billing', id: 'i-1', address: '10.0.0.7', port: 8080, sslPort: null, payload: null, payloadClass: null,
  registrationTimeUTC: 1_610_116_500_446, serviceType: 'DYNAMIC', uriSpec: null, enabled: true,
}

describe('the JSON of a service instance', () => {
  it('has the fields of Curator in its order', () => {
    expect(encodeInstance({ ...instance, uriSpec: parseUriSpec('{scheme}://{address}') })).toBe(
      '{"name":"billing","id":"i-1","address":"10.0.0.7","port":8080,"sslPort":null,"payload":null,"registrationTimeUTC":1610116500446,' +
        '"serviceType":"DYNAMIC","uriSpec":{"parts":[{"value":"scheme","variable":true},{"value":"://","variable":false},' +
        '{"value":"address","variable":true}]},"enabled":true}',
    )
    expect(encodeInstance(instance, { withoutEnabled: true })).not.toContain('enabled')
  })

  it.each([
    ['an object', { a: 1 }, null, '{"a":1}'],
    ['an object of a class', { a: 1 }, 'com.example.Load', '{"@class":"com.example.Load","a":1}'],
    ['text', 'hey', null, '"hey"'],
    ['a small number', 7, null, '7'],
    ['a number beyond 32 bits', 2 ** 40, 'java.lang.Long', '["java.lang.Long",1099511627776]'],
    ['a fraction', 1.5, null, '1.5'],
    ['a boolean', false, null, 'false'],
    ['a list', [1, 2], 'java.util.ArrayList', '["java.util.ArrayList",[1,2]]'],
    ['a small number of a class', 3, 'java.lang.Long', '["java.lang.Long",3]'],
    ['nothing', null, null, 'null'],
  ])('carries %s as Jackson types it, and reads it back', (_, payload, payloadClass, json) => {
    const text = encodeInstance({ ...instance, payload, payloadClass })
    expect(text).toContain(`"payload":${json},`)
    expect(decodeInstance(Buffer.from(text))).toEqual({ ...instance, payload, payloadClass })
  })

  it('gives a list and a large number the class that Jackson asks for', () => {
    expect(encodeInstance({ ...instance, payload: ['x'] })).toContain('"payload":["java.util.ArrayList",["x"]]')
    expect(encodeInstance({ ...instance, payload: 2 ** 31 })).toContain('"payload":["java.lang.Long",2147483648]')
  })

  it('reads what Spring Cloud writes, without `enabled` and with fields of its own', () => {
    const json =
      '{"name":"pay","id":"6d4e","address":"host","port":8005,"sslPort":null,"payload":{"@class":"org.springframework.cloud.zookeeper.discovery.ZookeeperInstance",' +
      '"id":"application-1","name":"pay","metadata":{}},"registrationTimeUTC":1610116500446,"serviceType":"DYNAMIC","uriSpec":{"parts":' +
      '[{"value":"scheme","variable":true},{"value":"://","variable":false},{"value":"address","variable":true},{"value":":","variable":false},' +
      '{"value":"port","variable":true}]},"future":1}'
    const read = decodeInstance<{ id: string }>(Buffer.from(json))
    expect([read.payload, read.payloadClass, read.enabled]).toEqual([
      { id: 'application-1', name: 'pay', metadata: {} }, 'org.springframework.cloud.zookeeper.discovery.ZookeeperInstance', true,
    ])
    expect(buildUri(read)).toBe('http://host:8005')
  })

  it('refuses what is no instance', () => {
    for (const text of ['', '[]', '1', '{"name":1}', '{"port":"x"}']) expect(() => decodeInstance(Buffer.from(text)), text).toThrow(TypeError)
  })
})

describe('the template of a URI', () => {
  it('is filled from the instance, variables before fields', () => {
    const uriSpec = parseUriSpec('{scheme}://{address}:{ssl-port}/{name}/{ id }/{[}{x}{]}/{service-type}{missing}')
    expect(buildUri({ ...instance, sslPort: 8443, uriSpec }, { x: 'why', id: 'mine' })).toBe('https://10.0.0.7:8443/billing/mine/{why}/dynamic')
    expect(buildUri(instance)).toBe('')
  })

  it('refuses braces that do not match', () => {
    for (const text of ['{a', 'a}', '{a{b}}', '{a}}']) expect(() => parseUriSpec(text), text).toThrow(TypeError)
  })
})
