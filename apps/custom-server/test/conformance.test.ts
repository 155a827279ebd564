import { authProviderSuite } from '@zabkit/conformance'
import { it } from 'vitest'
import { makeToken, token } from '../src/token.ts'

const samples = {
  connection: { remoteAddress: '127.0.0.1', secure: false, peerCertificates: [] },
  accepted: Buffer.from(makeToken('alice', 'key')),
  refused: Buffer.from(makeToken('alice', 'another key')),
  valid: ['alice', 'bob-2'],
  invalid: ['', 'Alice', 'alice.', '2bob'],
  matching: [['alice', 'alice']],
  foreign: [['alice', 'bob'], ['alice', 'alice2']],
} as const

for (const { name, run } of authProviderSuite(token({ key: 'key' }), samples)) it(name, run)
