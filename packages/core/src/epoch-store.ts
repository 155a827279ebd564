/** What a server must remember of itself beside its log, always replaced as one. */
export interface EpochState {
  /** The newest epoch this server promised to accept. Never less than `currentEpoch`. */
  readonly acceptedEpoch: number
  /** The epoch whose history this server holds. */
  readonly currentEpoch: number
  /** 32 bytes from which the passwords of sessions are derived; the same on every server of an ensemble. */
  readonly sessionSecret: Uint8Array
}

/** One small record, checksummed, replaced atomically and durably: after a crash it is wholly the old or wholly the new one. */
export interface EpochStore {
  /** Where it keeps the record, for operators: a path or a word. */
  readonly description: string
  /** Null on a fresh server. Throws OperatorError ZK_EPOCH_DAMAGED rather than guess, unless `start` of the storage has refused already. */
  load(): Promise<EpochState | null>
  /** Resolves when it is durable. Rejects a state that takes back an accepted epoch, and one whose current epoch is above the accepted one. */
  save(state: EpochState): Promise<void>
}
