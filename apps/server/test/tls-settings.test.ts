import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { failure, load, MINIMAL, texts } from './support.ts'

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url))
const files = {
  '/tls/server.pem': fixture('server.pem'), '/tls/server.p12': fixture('server.p12'), '/tls/ca.pem': fixture('ca.pem'),
  '/tls/garbage.pem': 'nothing', '/tls/password': 'secret\r\n', '/home/zk/rel.pem': fixture('ca.pem'),
}
const SECURE = `${MINIMAL}secureClientPort=2281\nssl.trustStore.location=/tls/ca.pem\n`
const PEM = `${SECURE}ssl.keyStore.location=/tls/server.pem\n`
const loadTls = (config: string) => load(config, files)
const refused = async (config: string) => {
  const error = await failure(loadTls(config))
  expect(error.code).toBe('ZK_TLS_INVALID')
  return `${error.message} ${error.remedy}`
}

describe('key material', () => {
  it('of one PEM file, with mutual TLS by default', async () => {
    const { tls, secureClient, auth } = await loadTls(PEM)
    expect(secureClient).toEqual({ host: null, port: 2281 })
    expect(tls).toMatchObject({ pfx: null, passphrase: null, clientAuth: 'need', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers: null })
    expect(tls?.key).toEqual(files['/tls/server.pem'])
    expect(tls?.cert).toEqual(files['/tls/server.pem'])
    expect(tls?.ca).toEqual(files['/tls/ca.pem'])
    expect(auth.x509).toMatchObject({ idType: 'SUBJECT' })
  })

  it.each(['password=secret', 'passwordPath=/tls/password', 'passwordPath=/tls/password\nssl.keyStore.password=wrong'])(
    'of PKCS12 with %s', async (password) => {
      const settings = await loadTls(`${SECURE}ssl.keyStore.location=/tls/server.p12\nssl.keyStore.${password}\n`)
      expect(settings.tls).toMatchObject({ key: null, cert: null, passphrase: 'secret' })
      expect(texts(settings, 'warn')).toEqual([expect.stringMatching(/PKCS12 key store are trusted/)])
    },
  )

  it('is not read where no port speaks TLS', async () => {
    expect((await load(`${MINIMAL}ssl.keyStore.location=/nowhere.jks`)).tls).toBeNull()
  })

  it('is read for a plain port that takes TLS too', async () => {
    const config = `${MINIMAL}client.portUnification=true\nssl.clientAuth=none\nssl.keyStore.location=/tls/server.pem`
    expect(await loadTls(config)).toMatchObject({ client: { acceptsTls: true }, tls: { portUnification: true, ca: null, clientAuth: 'none' } })
  })

  it('may have a relative name', async () => {
    expect((await loadTls(`${PEM}ssl.trustStore.location=rel.pem`)).tls?.ca).toEqual(files['/tls/ca.pem'])
  })
})

describe('what cannot be used is refused with the way out', () => {
  it.each([
    ['no key store', SECURE, /ssl\.keyStore\.location is missing/],
    ['no trust store', `${MINIMAL}secureClientPort=1\nssl.keyStore.location=/tls/server.pem`, /ssl\.trustStore\.location is missing: ssl\.clientAuth need .*ssl\.clientAuth=none/],
    ['a missing file', `${SECURE}ssl.keyStore.location=/tls/no.pem`, /location \/tls\/no\.pem \(zoo\.cfg line 5\): there is no such file/],
    ['a JKS key store', `${SECURE}ssl.keyStore.location=/tls/a.jks`, /keytool -importkeystore -srckeystore \/tls\/a\.jks -srcstoretype JKS -destkeystore \/tls\/a\.p12 -deststoretype PKCS12$/],
    ['a BCFKS key store by its type', `${SECURE}ssl.keyStore.location=/tls/a\nssl.keyStore.type=bcfks`, /a BCFKS file cannot be read here .*keytool/],
    ['a JKS trust store', `${PEM}ssl.trustStore.location=/tls/t.jks`, /keytool .* && openssl pkcs12 -in \/tls\/t\.p12 -nokeys -out \/tls\/t\.pem$/],
    ['a PKCS12 trust store', `${PEM}ssl.trustStore.location=/tls/t.p12`, /openssl pkcs12 -in \/tls\/t\.p12 -nokeys -out \/tls\/t\.pem$/],
    ['a file of unknown kind', `${SECURE}ssl.keyStore.location=/tls/a.store`, /its ending does not say .*ssl\.keyStore\.type=PEM/],
    ['a trust store without certificates', `${PEM}ssl.trustStore.location=/tls/garbage.pem`, /holds no certificate in PEM/],
    ['a key store without a key', `${SECURE}ssl.keyStore.location=/tls/ca.pem`, /OpenSSL refuses it/],
    ['a missing password file', `${PEM}ssl.keyStore.passwordPath=/tls/none`, /passwordPath \/tls\/none \(zoo\.cfg line 6\): there is no such file/],
  ])('%s', async (_, config, message) => {
    expect(await refused(config)).toMatch(message)
  })

  it('a wrong password, which is not shown', async () => {
    const text = await refused(`${SECURE}ssl.keyStore.location=/tls/server.p12\nssl.keyStore.password=guess-me`)
    expect(text).toMatch(/server\.p12 \(zoo\.cfg line 5\): OpenSSL refuses it: mac verify failure/)
    expect(text).not.toContain('guess-me')
  })
})

describe('versions and ciphers', () => {
  it.each([
    ['ssl.protocol=TLSv1.2', 'TLSv1.2', 'TLSv1.2'],
    ['ssl.protocol=TLS', 'TLSv1.2', 'TLSv1.3'],
    ['ssl.enabledProtocols=TLSv1.3', 'TLSv1.3', 'TLSv1.3'],
    ['ssl.enabledProtocols=TLSv1.3,tlsv1.2', 'TLSv1.2', 'TLSv1.3'],
  ])('%s', async (line, minVersion, maxVersion) => {
    expect((await loadTls(PEM + line)).tls).toMatchObject({ minVersion, maxVersion })
  })

  it('old versions beside new ones are left out with a warning, alone refused', async () => {
    const settings = await loadTls(`${PEM}ssl.enabledProtocols=TLSv1.1,TLSv1.2`)
    expect(settings.tls).toMatchObject({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })
    expect(texts(settings, 'warn')).toEqual([expect.stringMatching(/only TLSv1\.2 served/)])
    expect((await failure(loadTls(`${PEM}ssl.protocol=TLSv1.1`))).message).toMatch(/must be of TLSv1\.2/)
  })

  it("Java's names of ciphers become OpenSSL's", async () => {
    const java = [
      'TLS_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_256_CBC_SHA256', 'ECDHE-RSA-AES256-GCM-SHA384',
      'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
    ]
    expect((await loadTls(`${PEM}ssl.ciphersuites=${java.join(',')}`)).tls?.ciphers?.split(':')).toEqual([
      'TLS_AES_256_GCM_SHA384', 'ECDHE-RSA-AES128-GCM-SHA256', 'AES256-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384',
      'ECDHE-ECDSA-CHACHA20-POLY1305', 'DHE-RSA-AES128-SHA',
    ])
  })

  it.each([
    ['ssl.protocol=SSLv3', /ssl\.protocol SSLv3 \(zoo\.cfg line 6\): must be of TLSv1\.2, TLSv1\.3$/],
    ['ssl.enabledProtocols=TLSv1.2,x', /must be of TLSv1/],
    ['ssl.ciphersuites=TLS_NULL', /TLS_NULL is not known here/],
    ['ssl.clientAuth=maybe', /must be one of need, want, none/],
  ])('refuses %s', async (line, message) => {
    expect((await failure(loadTls(PEM + line))).message).toMatch(message)
  })
})
