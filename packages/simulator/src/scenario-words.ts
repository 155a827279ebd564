import { counterOf, epochOf, type LogRecord, makeZxid, type PeerMessage, type Vote, type Zxid } from '@zabkit/core'

/** As a scenario writes it: `epoch.counter`, 0 for none. */
export function zxidText(zxid: Zxid): string {
  return zxid === 0 ? '0' : `${epochOf(zxid)}.${counterOf(zxid)}`
}

export function parseZxid(text: string): Zxid {
  const [epoch = 0, counter = 0] = text.split('.').map(Number)
  return makeZxid(epoch, counter)
}

export function recordText({ zxid, bytes }: LogRecord): string {
  return `${zxidText(zxid)}=${bytes.toString()}`
}

/** Many records: the first and the last of them. */
const RECORDS_SHOWN_MAX = 12

export function recordsText(records: readonly LogRecord[]): string {
  const [first] = records
  const last = records.at(-1)
  if (first === undefined || last === undefined) return 'nothing'
  if (records.length > RECORDS_SHOWN_MAX) return `${recordText(first)} to ${recordText(last)} (${records.length})`
  return records.map(recordText).join(' ')
}

export function voteText({ leader, epoch, zxid }: Vote): string {
  return `${leader} (epoch ${epoch}, zxid ${zxidText(zxid)})`
}

type Words = { readonly [M in PeerMessage as M['type']]?: (message: M) => string }

/** Where fields in a row would not read well. */
const words: Words = {
  notification: ({ state, round, vote }) => `${state} in round ${round}, vote ${voteText(vote)}`,
  learnerInfo: ({ acceptedEpoch, observer }) => `accepted ${acceptedEpoch}${observer ? ', observer' : ''}`,
  ackEpoch: ({ currentEpoch, lastZxid }) => `current ${currentEpoch ?? 'said before'}, last ${zxidText(lastZxid)}`,
  truncated: ({ lastZxid }) => `last ${zxidText(lastZxid)}`,
  ackNewLeader: ({ epoch }) => `epoch ${epoch}`,
  newLeader: ({ epoch }) => `epoch ${epoch}`,
  leaderInfo: ({ epoch }) => `epoch ${epoch}`,
  history: ({ records, committedZxid }) => `${recordsText(records)}, committed ${zxidText(committedZxid)}`,
  proposal: ({ records, committedZxid }) => `${recordsText(records)}, committed ${zxidText(committedZxid)}`,
  inform: ({ records }) => recordsText(records),
  upToDate: ({ committedZxid }) => `committed ${zxidText(committedZxid)}`,
  snapshotChunk: () => '',
}

/** One line for a message. Whatever it is: a peer may say anything. */
export function messageText(message: PeerMessage): string {
  const inWords = words[message.type] as ((message: PeerMessage) => string) | undefined
  return `${message.type} ${inWords?.(message) ?? fieldsText(message)}`.trimEnd()
}

function fieldsText(message: PeerMessage): string {
  return Object.entries(message)
    .filter(([key]) => key !== 'type')
    .map(([key, value]) => valueText(key, value))
    .join(' ')
}

/** One line for an event of a core. */
export function eventText(name: string, details: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(details).map(([key, value]) => `${key}=${valueText(key, value)}`)
  return [name, ...parts].join(' ')
}

function valueText(key: string, value: unknown): string {
  if (isZxidKey(key) && Number.isSafeInteger(value) && Number(value) >= 0) return zxidText(value as Zxid)
  if (isVote(value)) return voteText(value)
  return typeof value === 'object' || value === undefined ? (JSON.stringify(value) ?? 'undefined') : String(value)
}

/** Names of zxids in events that do not say so. */
const ZXID_KEYS: ReadonlySet<string> = new Set(['first', 'last', 'after', 'upTo', 'floor'])

function isZxidKey(key: string): boolean {
  return /zxid$/i.test(key) || ZXID_KEYS.has(key)
}

function isVote(value: unknown): value is Vote {
  return typeof value === 'object' && value !== null && 'leader' in value && 'zxid' in value && 'epoch' in value
}
