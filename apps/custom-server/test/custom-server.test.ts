import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Acl, Permission } from '@zabkit/core'
import { body, WireClient } from '@zabkit/test-wire'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '../src/token.ts'

const MAIN = new URL('../src/main.ts', import.meta.url).pathname
const KEY = 'the key of this test'
const OPERATION = { create: 1, getData: 4, auth: 100 } as const
const AUTH_XID = -4
const NO_AUTH = -102
const AUTH_FAILED = -115
const FOR_ALICE: readonly Acl[] = [{ permissions: Permission.All, id: { scheme: 'token', id: 'alice' } }]

let child: ChildProcess
let output = ''
let port = 0

/** Resolves to the match when the server has printed it; rejects when it ends instead. */
async function printed(pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(output)
    if (found !== null) return found
    if (child.exitCode !== null) throw new Error(`the server ended:\n${output}`)
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
  }
}

beforeAll(async () => {
  const options = ['--import', 'tsx', '--conditions=@zabkit/source', MAIN]
  child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PORT: '0', TOKEN_KEY: KEY } })
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  port = Number((await printed(/listening on 127\.0\.0\.1:(\d+)/))[1])
})

afterAll(() => child.kill('SIGKILL'))

async function withClient(user: string | null, work: (client: WireClient) => Promise<void>): Promise<void> {
  const client = await WireClient.connect(port)
  if (user !== null) expect((await authenticate(client, makeToken(user, KEY))).err).toBe(0)
  await work(client)
  await client.close()
}

function authenticate(client: WireClient, credential: string) {
  return client.request(OPERATION.auth, body.auth('token', credential), AUTH_XID)
}

describe('a server that somebody else put together', () => {
  it('serves clients inside the process too', async () => {
    await printed(/from inside the process: Zookeeper version: /)
  })

  it('lets in whom its own scheme lets in, and refuses others', async () => {
    await withClient('alice', async (alice) => {
      expect((await alice.request(OPERATION.create, body.create('/for-alice', 'hers', 0, FOR_ALICE))).err).toBe(0)
      const read = await alice.request(OPERATION.getData, body.pathAndWatch('/for-alice'))
      expect([read.err, read.body.readBuffer()?.toString()]).toEqual([0, 'hers'])
    })
    for (const user of [null, 'bob']) {
      await withClient(user, async (other) => {
        expect((await other.request(OPERATION.getData, body.pathAndWatch('/for-alice'))).err).toBe(NO_AUTH)
      })
    }
  })

  it('believes no token that was made with another key', async () => {
    const client = await WireClient.connect(port)
    expect((await authenticate(client, makeToken('alice', 'another key'))).err).toBe(AUTH_FAILED)
    await client.whenClosed()
  })

  it('stops by itself when it is told to, with nothing left open', async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    expect([child.exitCode, child.signalCode]).toEqual([0, null])
  })
})
