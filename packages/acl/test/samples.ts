import { digest, ip, x509 } from '../src/index.ts'
import { CERTIFICATES } from './certificates.ts'

const connection = { remoteAddress: '10.1.2.3', secure: true, peerCertificates: [CERTIFICATES.plain.der] }

/** What the conformance suite tries each provider with. */
export const SAMPLES = [
  {
    provider: digest(),
    samples: {
      connection,
      accepted: new TextEncoder().encode('ben:passwd'),
      valid: ['ben:hash'],
      invalid: ['ben', 'a:b:c', ''],
      matching: [['ben:hash', 'ben:hash']],
      foreign: [['ben:hash', 'ben:other'], ['ben:hash', 'ann:hash'], ['ben:x', 'ben:hash']],
    },
  },
  {
    provider: ip(),
    samples: {
      connection,
      accepted: new Uint8Array(0),
      valid: ['10.1.2.3', '10.0.0.0/8', '::1'],
      invalid: ['', '10.0.0.0/33', 'localhost'],
      matching: [['10.1.2.3', '10.0.0.0/8']],
      foreign: [['11.1.2.3', '10.0.0.0/8']],
    },
  },
  {
    provider: x509(),
    samples: {
      connection,
      accepted: new Uint8Array(0),
      valid: ['CN=a,O=b'],
      invalid: ['', 'ben'],
      matching: [['CN=a,O=b', 'CN=a,O=b']],
      foreign: [['CN=a,O=b', 'CN=a']],
    },
  },
] as const
