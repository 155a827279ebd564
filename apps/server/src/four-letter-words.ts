import type { ConfigValues } from './config-values.ts'
import { type Notice, oneLine, placeOf } from './notice.ts'

/** All of ZooKeeper's: what `*` stands for. */
export const FOUR_LETTER_WORDS: readonly string[] = [
  'conf', 'cons', 'crst', 'dirs', 'dump', 'envi', 'gtmk', 'hash', 'isro', 'mntr', 'ruok', 'srst', 'srvr', 'stat', 'stmk', 'wchc', 'wchp',
  'wchs',
]

/** The words that are answered. With read-only mode `isro` is: clients find a writable server by it. */
export function readFourLetterWords(values: ConfigValues, readOnlyMode: boolean, notices: Notice[]): string[] {
  const named = values.list('4lw.commands.whitelist')
  if (named.includes('*')) return [...FOUR_LETTER_WORDS]
  noticeUnknownWords(values, named, notices)
  return FOUR_LETTER_WORDS.filter((word) => named.includes(word) || (word === 'isro' && readOnlyMode))
}

function noticeUnknownWords(values: ConfigValues, named: readonly string[], notices: Notice[]): void {
  const unknown = named.filter((word) => !FOUR_LETTER_WORDS.includes(word))
  const entry = values.entry('4lw.commands.whitelist')
  if (unknown.length === 0 || entry === undefined) return
  notices.push({ level: 'warn', text: `${entry.name} (${placeOf(entry)}): unknown words ignored: ${oneLine(unknown.join(', '))}` })
}
