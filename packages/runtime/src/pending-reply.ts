import type { ClientRequest } from '@zabkit/core'
import type { PendingWrite } from './write-pipeline.ts'

/**
 * A place in a connection's line of answers. Exactly one of the three: a write that is under way, a read that waits for the writes before
 * it, or an answer that is known and waits its turn.
 */
export type PendingReply =
  | { readonly kind: 'write'; readonly write: PendingWrite }
  | { readonly kind: 'read'; readonly request: ClientRequest; readonly startedMs: number }
  | { readonly kind: 'answer'; readonly xid: number; readonly zxid: number | null; readonly err: number; readonly last: boolean }
