import type { EpochState, LogRecord, PeerMessage, ReplicaState, Zxid } from '@zabkit/core'
import type { ScenarioDisk } from './scenario-disk.ts'

/** A server as those see it who judge what it does. */
export interface WatchedServer {
  readonly id: number
  readonly isUp: boolean
  readonly isObserver: boolean
  readonly disk: ScenarioDisk
  /** Everything that its state holds, in order. */
  readonly applied: readonly LogRecord[]
  /** Of its role, 0: none. */
  readonly epoch: number
  readonly isLeading: boolean
  /** Whom it follows, or null. */
  readonly leader: number | null
  /** The last zxid that it had been given when its leader said that this was all; null before. */
  readonly historyEnd: Zxid | null
}

/** Is told what servers do, as they do it. Throws where it must not be. */
export interface ScenarioWatch {
  roleBegins(server: WatchedServer, state: ReplicaState): void
  /** `after`: what the leader's history ended with. */
  proposed(server: WatchedServer, records: readonly LogRecord[], after: Zxid): void
  appended(server: WatchedServer, records: readonly LogRecord[]): void
  applied(server: WatchedServer, record: LogRecord): void
  /** Its state was replaced as a whole. */
  replaced(server: WatchedServer): void
  sent(server: WatchedServer, message: PeerMessage): void
  saved(server: WatchedServer, before: EpochState): void
  established(server: WatchedServer): void
  /** Returns what to give to `barrierPassed`. */
  barrierAsked(): number
  barrierPassed(server: WatchedServer, asked: number): void
}
