import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { ENSEMBLE, failure, load, texts } from './support.ts'

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url))
const server = fixture('server.pem')
const certificates = Buffer.from(server.toString().replace(/-----BEGIN[A-Z ]* PRIVATE KEY-----[\s\S]*?-----END[A-Z ]* PRIVATE KEY-----\n/, ''))
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
const encrypted = Buffer.concat([
  certificates,
  Buffer.from(createPrivateKey(server).export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'sesame' })),
])
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const files = {
  ...ENSEMBLE[1], '/tls/server.pem': server, '/tls/encrypted.pem': encrypted,
  '/tls/other-key.pem': `${certificates}${privateKey.export(pkcs8)}`, '/tls/server.p12': fixture('server.p12'),
  '/tls/ca.pem': fixture('ca.pem'), '/tls/garbage.pem': 'nothing', '/tls/password': 'sesame\n',
}
const TRUST = `${ENSEMBLE[0]}sslQuorum=true\nssl.quorum.trustStore.location=/tls/ca.pem\n`
const PEM = `${TRUST}ssl.quorum.keyStore.location=/tls/server.pem\n`
const loadTls = (config: string) => load(config, files)

describe('the links between servers', () => {
  it('are plain unless sslQuorum is true: no store is read then', async () => {
    expect((await loadTls(`${ENSEMBLE[0]}ssl.quorum.keyStore.location=/nowhere.jks\n`)).ensemble?.tls).toBeNull()
  })

  it('have one PEM file with key and certificate, and one with authorities', async () => {
    const { ensemble, tls } = await loadTls(PEM)
    expect(ensemble?.tls).toMatchObject({ cert: server, ca: files['/tls/ca.pem'], verifyHostname: true })
    expect(createPrivateKey(ensemble?.tls?.key ?? '').equals(createPrivateKey(server))).toBe(true)
    // Nothing of it concerns the clients' ports.
    expect(tls).toBeNull()
    expect((await loadTls(`${PEM}ssl.quorum.hostnameVerification=false`)).ensemble?.tls?.verifyHostname).toBe(false)
  })

  it.each(['password=sesame', 'passwordPath=/tls/password'])('an encrypted key is opened with %s', async (password) => {
    const { ensemble } = await loadTls(`${TRUST}ssl.quorum.keyStore.location=/tls/encrypted.pem\nssl.quorum.keyStore.${password}\n`)
    const { key, cert } = ensemble?.tls ?? {}
    expect(() => createSecureContext({ key, cert })).not.toThrow()
  })

  it('without TLS are not possible for others either: a softer switch is a warning', async () => {
    expect(texts(await loadTls(`${PEM}portUnification=true`), 'warn')).toEqual([expect.stringMatching(/portUnification true .*servers without TLS are refused/)])
  })
})

describe('what cannot be used is refused with the way out', () => {
  const LIMIT = `${ENSEMBLE[0]}sslQuorum=true\n`
  it.each([
    ['no key store', TRUST, /ssl\.quorum\.keyStore\.location is missing: .*Add ssl\.quorum\.keyStore\.location\.$/],
    ['no trust store', `${LIMIT}ssl.quorum.keyStore.location=/tls/server.pem`, /ssl\.quorum\.trustStore\.location is missing/],
    ['a missing file', `${TRUST}ssl.quorum.keyStore.location=/tls/no.pem`, /location \/tls\/no\.pem \(zoo\.cfg line 11\): there is no such file/],
    ['a PKCS12 key store', `${TRUST}ssl.quorum.keyStore.location=/tls/server.p12`, /a PKCS12 file cannot be read here .*openssl pkcs12 -in \/tls\/server\.p12 -out \/tls\/server\.pem$/],
    ['a JKS key store', `${TRUST}ssl.quorum.keyStore.location=/tls/a.jks`, /keytool .* && openssl pkcs12 -in \/tls\/a\.p12 -out \/tls\/a\.pem$/],
    ['a JKS trust store', `${PEM}ssl.quorum.trustStore.location=/tls/t.jks`, /keytool .* && openssl pkcs12 -in \/tls\/t\.p12 -nokeys -out \/tls\/t\.pem$/],
    ['a trust store without certificates', `${PEM}ssl.quorum.trustStore.location=/tls/garbage.pem`, /holds no certificate in PEM/],
    ['a key store without a key', `${TRUST}ssl.quorum.keyStore.location=/tls/ca.pem`, /ca\.pem \(zoo\.cfg line 11\): OpenSSL refuses it/],
    ['a key of another certificate', `${TRUST}ssl.quorum.keyStore.location=/tls/other-key.pem`, /OpenSSL refuses it/],
    ['an encrypted key without a password', `${TRUST}ssl.quorum.keyStore.location=/tls/encrypted.pem`, /OpenSSL refuses it/],
    ['a file of unknown kind', `${TRUST}ssl.quorum.keyStore.location=/tls/a.store`, /ssl\.quorum\.keyStore\.type=PEM/],
  ])('%s', async (_, config, message) => {
    const error = await failure(loadTls(config))
    expect(error.code).toBe('ZK_TLS_INVALID')
    expect(`${error.message} ${error.remedy}`).toMatch(message)
  })

  it('a wrong password, which is not shown', async () => {
    const error = await failure(loadTls(`${TRUST}ssl.quorum.keyStore.location=/tls/encrypted.pem\nssl.quorum.keyStore.password=guess-me\n`))
    expect(error).toMatchObject({ code: 'ZK_TLS_INVALID', message: expect.stringMatching(/OpenSSL refuses it/) })
    expect(`${error.message} ${error.remedy}`).not.toContain('guess-me')
  })

  it.each(['ssl.quorum.crl', 'ssl.quorum.ocsp'])('%s, which would be missed in silence', async (name) => {
    expect(await failure(loadTls(`${PEM}${name}=true\n`))).toMatchObject({
      code: 'ZK_CONFIG_INVALID', message: expect.stringMatching(/revoked certificates are not looked up/),
    })
    expect((await loadTls(`${ENSEMBLE[0]}${name}=true\n`)).ensemble?.tls).toBeNull()
  })
})
