import type { ClientRequest } from '@zabkit/core'
import type { PendingWrite } from './write-pipeline.ts'

/** A sync whose barrier is asked for. */
export class PendingSync {
  readonly kind = 'sync'
  readonly request: ClientRequest
  readonly startedMs: number
  /** What is applied here now shows all that was acknowledged before the client asked. */
  passed = false
  constructor(request: ClientRequest, startedMs: number) {
    this.request = request
    this.startedMs = startedMs
  }
}

/**
 * A place in a connection's line of answers. Exactly one of the four: a write that is under way, a sync that waits for its barrier, a read that
 * waits for what is before it, or an answer that is known and waits its turn.
 */
export type PendingReply =
  | { readonly kind: 'write'; readonly write: PendingWrite }
  | PendingSync
  | { readonly kind: 'read'; readonly request: ClientRequest; readonly startedMs: number }
  | { readonly kind: 'answer'; readonly xid: number; readonly zxid: number | null; readonly err: number; readonly last: boolean }
