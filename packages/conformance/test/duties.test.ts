import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { AuthProvider } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { authProviderSuite, clientTransportSuite, peerTransportSuite, sessionTrackerSuite, storageSuite } from '../src/index.ts'

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const HEADING = /^## (.+)$/
const DUTY = /^(\d+)\. \*\*/
const CHECK = /^ {3}- (.+)$/

interface Duty {
  readonly number: number
  readonly checks: string[]
}

/** The numbered duties of each part of the guide, with the checks that it names below each. */
function dutiesOf(heading: string): Duty[] {
  const duties: Duty[] = []
  let part = ''
  for (const line of README.split('\n')) {
    part = HEADING.exec(line)?.[1] ?? part
    if (part !== heading) continue
    const number = DUTY.exec(line)?.[1]
    if (number !== undefined) duties.push({ number: Number(number), checks: [] })
    const check = CHECK.exec(line)?.[1]
    if (check !== undefined) duties.at(-1)?.checks.push(check)
  }
  return duties
}

/** The names under which a suite registers its checks; none is run. */
function namesOf(register: (test: (name: string) => void) => void): string[] {
  const names: string[] = []
  register((name) => names.push(name))
  return names
}

const never = () => Promise.reject(new Error('nothing is run'))
const provider = { scheme: 'none' } as unknown as AuthProvider
const samples = { connection: { remoteAddress: '', secure: false, peerCertificates: [] }, accepted: Buffer.alloc(0), valid: [], invalid: [], matching: [], foreign: [] }

const GUIDE = {
  'Duties of a storage': namesOf((test) => storageSuite({ test, create: never })),
  'Duties of a client transport': namesOf((test) => clientTransportSuite({ test, create: never })),
  'Duties of a peer transport': namesOf((test) => peerTransportSuite({ test, create: never })),
  'Duties of an auth provider': authProviderSuite(provider, samples).map(({ name }) => name),
  'Duties of a session tracker': sessionTrackerSuite(() => {
    throw new Error('nothing is run')
  }).map(({ name }) => name),
} as const

describe.each(Object.entries(GUIDE))('the guide’s part "%s"', (heading, names) => {
  const duties = dutiesOf(heading)

  it('names every check of the suite once, and no other', () => {
    expect(names.length).toBeGreaterThan(0)
    expect(duties.flatMap(({ checks }) => checks).sort()).toEqual([...names].sort())
  })

  it('numbers its duties from 1 on, and each has a check', () => {
    expect(duties.map(({ number }) => number)).toEqual(duties.map((_, i) => i + 1))
    expect(duties.filter(({ checks }) => checks.length === 0)).toEqual([])
  })
})

it('the guide shows a conformance test as it stands', () => {
  const shown = readFileSync(new URL('../../storage-level/test/conformance.test.ts', import.meta.url), 'utf8').trim()
  const support = readFileSync(new URL('../../storage-level/test/support.ts', import.meta.url), 'utf8').trim()
  expect(README).toContain(shown)
  expect(README).toContain(support)
})

it('every conformance test, of a package or of an app, has less than 20 lines', () => {
  const lines = conformanceTests().map((path) => [path.pathname, readFileSync(path, 'utf8').trimEnd().split('\n').length] as const)
  expect(lines.length).toBeGreaterThanOrEqual(9)
  expect(lines.filter(([, count]) => count >= 20)).toEqual([])
})

function conformanceTests(): URL[] {
  const paths = ['packages', 'apps'].flatMap((kind) => {
    const root = new URL(`../../../${kind}/`, import.meta.url)
    return readdirSync(root).map((name) => new URL(`${name}/test/conformance.test.ts`, root))
  })
  return paths.filter((path) => existsSync(path))
}
