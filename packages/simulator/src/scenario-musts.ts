import { invariant, ZERO_ZXID } from '@zabkit/core'
import type { ScenarioServer } from './scenario-server.ts'
import { parseZxid, zxidText } from './scenario-words.ts'

type Must = (server: ScenarioServer, next: () => string) => boolean

const MUSTS: ReadonlyMap<string, Must> = new Map<string, Must>([
  ['lead', (server) => server.isLeading],
  ['follow', (server, next) => !server.isLeading && server.leader === Number(next())],
  ['look', (server) => server.isUp && server.leader === null],
  ['serve', (server) => server.isServing],
  ['wait', (server) => server.isUp && !server.isServing],
  ['be-down', (server) => !server.isUp],
  ['have', (server, next) => has(server, next())],
  ['lack', (server, next) => !has(server, next())],
  ['end', (server, next) => server.disk.lastZxid === parseZxid(next())],
  ['apply', (server, next) => (server.applied.at(-1)?.zxid ?? ZERO_ZXID) === parseZxid(next())],
  ['accept', (server, next) => server.disk.epochs.acceptedEpoch === Number(next())],
  ['adopt', (server, next) => server.disk.epochs.currentEpoch === Number(next())],
])

/** What a scenario requires of a server, whatever the golden output says: `must 3 follow 2 serve apply 1.2 lack 1.3`. */
export function requireMusts(server: ScenarioServer, words: readonly string[]): void {
  const left = [...words]
  while (left.length > 0) {
    const name = left.shift() ?? ''
    const must = MUSTS.get(name)
    if (must === undefined) throw new Error(`unknown requirement: ${name}`)
    invariant(must(server, () => left.shift() ?? ''), `server ${server.id} must ${words.join(' ')}, not ${name}: ${server.status}`)
  }
}

/** On its disk or in its state. */
function has(server: ScenarioServer, text: string): boolean {
  const zxid = parseZxid(text)
  const records = [...server.disk.records, ...server.applied, ...server.disk.files.snapshots.flatMap((snapshot) => snapshot.records)]
  return records.some((record) => zxidText(record.zxid) === zxidText(zxid))
}
