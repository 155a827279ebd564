import { ByteWriter, ClientRequest, type Clock, Session, type StateMachine } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import type { ServerSettings } from './settings.ts'
import { PendingWrite, type WritePipeline } from './write-pipeline.ts'

const MINUTE_MS = 60_000

export interface ReaperParts {
  readonly tree: StateMachine
  readonly pipeline: WritePipeline
  readonly clock: Clock
}

/** Deletes containers and TTL znodes whose time has come, through the ordinary way of writes; whoever was faster wins. */
export class Reaper {
  readonly #parts: ReaperParts
  readonly #settings: ServerSettings
  /** Requests of the server itself belong to no session. */
  readonly #nobody = new Session(0n, 0)

  constructor(parts: ReaperParts, settings: ServerSettings) {
    this.#parts = parts
    this.#settings = settings
  }

  tick(): void {
    const limit = Math.max(1, Math.floor((this.#settings.reapPerMinute * this.#settings.reapIntervalMs) / MINUTE_MS))
    for (const path of this.#parts.tree.reapable(this.#parts.clock.now(), limit)) this.#delete(path)
  }

  #delete(path: string): void {
    const body = new ByteWriter()
    body.writeString(path)
    body.writeInt32(-1)
    const bytes = body.copy()
    const request = new ClientRequest(this.#nobody, 0, OpCode.DeleteContainer, bytes, 0, bytes.length, [], null)
    this.#parts.pipeline.submit(new PendingWrite(request, null, 0))
  }
}
