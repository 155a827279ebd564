import type { Zxid } from '@zabkit/core'
import type { Segment } from './segment.ts'

/** What is durable in the log. One object, shared by those who write, read and cut it. */
export interface LogState {
  /** In order; the last one may be growing. None is empty. */
  readonly segments: Segment[]
  /** Link of the last frame, 0 when there is none. */
  link: number
  /** Zxid of the last durable record, 0 when there is none. */
  lastZxid: Zxid
  committedZxid: Zxid
  /** While there is no segment: the least that the first one will come after. */
  baseZxid: Zxid
}

export function emptyLogState(): LogState {
  return { segments: [], link: 0, lastZxid: 0 as Zxid, committedZxid: 0 as Zxid, baseZxid: 0 as Zxid }
}
