import {
  type BroadcastInput,
  type BroadcastTask,
  formatZxid,
  isOperatorError,
  type Logger,
  type LogRecord,
  type PeerLink,
  type StateMachine,
  type Storage,
  type Zxid,
} from '@zabkit/core'
import { recordsAfter } from '../recovery.ts'
import type { EpochRecord } from './epoch-record.ts'
import type { HistoryStreamer } from './history-streamer.ts'
import type { LearnerLinks } from './learner-links.ts'
import { SnapshotReceiver } from './snapshot-receiver.ts'

export interface RoleWorkParts {
  readonly storage: Storage
  readonly tree: StateMachine
  readonly epochs: EpochRecord
  readonly learners: LearnerLinks
  readonly streamer: HistoryStreamer
  readonly logger: Logger
  /** The link to the leader, where there is one. */
  readonly leaderLink: () => PeerLink | null
  /** A task ended while its role lasts. */
  readonly onDone: (input: BroadcastInput) => void
  /** The state is about to be replaced by the leader's: what clients watch and wait for is lost. */
  readonly onReplacing: () => void
  /** Committed records from the disk, in zxid order. */
  readonly apply: (records: readonly LogRecord[]) => void
  /** The role cannot go on, the server can. */
  readonly onObstacle: (reason: string) => void
  readonly onFailure: (error: Error) => void
}

/**
 * The work with files that a role asks for. What changes this server's own files is done one after the other, also across the end of a role:
 * the next one begins when `settled`.
 */
export class RoleWork {
  readonly #parts: RoleWorkParts
  #chain: Promise<void> = Promise.resolve()
  #generation = 0
  #receiver: SnapshotReceiver | null = null

  constructor(parts: RoleWorkParts) {
    this.#parts = parts
  }

  /** A snapshot on its way in, for its chunks. */
  get receiver(): SnapshotReceiver | null {
    return this.#receiver
  }

  /** The role has ended: nothing that is under way is reported any more. Resolves when the files are at rest. */
  async settled(): Promise<void> {
    this.#generation++
    const receiver = this.#receiver
    receiver?.cut('the role ended')
    await this.#chain
    // Its turn in the chain may not have come: then nobody else gives up what it began.
    if (receiver === null || this.#receiver !== receiver) return
    this.#receiver = null
    await receiver.whole().catch(() => {})
  }

  run(task: BroadcastTask): void {
    switch (task.type) {
      case 'saveEpochs':
        return this.#own(async () => {
          const { acceptedEpoch, currentEpoch, sessionSecret } = task
          await this.#parts.epochs.save({ acceptedEpoch, currentEpoch, sessionSecret })
          return { type: 'epochsSaved', acceptedEpoch, currentEpoch }
        })
      case 'truncate':
        return this.#own(() => this.#truncate(task.zxid))
      case 'receiveSnapshot':
        return this.#receive(task.zxid)
      case 'replay':
        return this.#own(() => this.#replay(task.upTo))
      case 'locate':
        return this.#aside(() => this.#locate(task.learner, task.token, task.zxid))
      case 'streamLog':
      case 'streamSnapshot':
        return this.#aside(() => this.#stream(task))
      case 'dropLearner':
        return this.#parts.learners.get(task.learner)?.link.close(task.reason)
    }
  }

  /** In turn; a failure is that of the disk. */
  #own(work: () => Promise<BroadcastInput | null>): void {
    const generation = this.#generation
    this.#chain = this.#chain.then(async () => {
      if (generation !== this.#generation) return
      try {
        this.#done(await work(), generation)
      } catch (error) {
        this.#parts.onFailure(error as Error)
      }
    })
  }

  /** At the same time as everything else: it only reads. */
  #aside(work: () => Promise<BroadcastInput | null>): void {
    const generation = this.#generation
    work().then(
      (input) => this.#done(input, generation),
      (error: Error) => this.#parts.onFailure(error),
    )
  }

  #done(input: BroadcastInput | null, generation: number): void {
    if (input !== null && generation === this.#generation) this.#parts.onDone(input)
  }

  async #truncate(zxid: Zxid): Promise<BroadcastInput> {
    const { storage, logger } = this.#parts
    logger.warn('the end of the log is not part of the history that a quorum has; it is put aside', {
      from: formatZxid(storage.log.range.lastZxid),
      to: formatZxid(zxid),
    })
    for (const snapshot of await storage.snapshots.list()) {
      if (snapshot.zxid > zxid) await storage.snapshots.detach(snapshot.zxid, 'beyond the history of the ensemble')
    }
    await storage.log.truncateAfter(zxid)
    return { type: 'truncated', lastZxid: this.lastZxid }
  }

  /** What a fresh load would give. */
  get lastZxid(): Zxid {
    const { storage, tree } = this.#parts
    return Math.max(storage.log.range.lastZxid, tree.lastZxid) as Zxid
  }

  async #replay(upTo: Zxid): Promise<BroadcastInput> {
    const { storage, tree, apply } = this.#parts
    const generation = this.#generation
    for await (const records of recordsAfter(storage.log, tree.lastZxid, upTo)) {
      if (generation !== this.#generation) break
      apply(records)
    }
    return { type: 'replayed', zxid: tree.lastZxid }
  }

  #receive(zxid: Zxid): void {
    const { storage, tree, logger, leaderLink, onReplacing, onObstacle } = this.#parts
    const link = leaderLink()
    if (link === null) return
    const receiver = new SnapshotReceiver(storage, tree, link, zxid, onReplacing)
    this.#receiver = receiver
    logger.info('receiving a snapshot from the leader', { zxid: formatZxid(zxid) })
    this.#own(async () => {
      try {
        await receiver.whole()
      } catch (error) {
        if (isOperatorError(error) && error.code === 'ZK_DISK_FAILED') throw error
        onObstacle(`the snapshot did not come whole: ${(error as Error).message}`)
        return null
      } finally {
        this.#receiver = null
      }
      try {
        await receiver.install()
      } catch (error) {
        if (!isOperatorError(error) || error.code !== 'ZK_SNAPSHOT_DAMAGED') throw error
        onObstacle(error.message)
        return null
      }
      logger.info('the state is the leader\'s snapshot now', { zxid: formatZxid(zxid) })
      return { type: 'snapshotInstalled', zxid }
    })
  }

  async #locate(learner: number, token: number, zxid: Zxid): Promise<BroadcastInput> {
    const { log, snapshots } = this.#parts.storage
    const floor = await log.floor(zxid)
    const [newest] = await snapshots.list()
    const { baseZxid } = log.range
    return { type: 'located', learner, token, floor, baseZxid, snapshotZxid: newest?.zxid ?? (0 as Zxid) }
  }

  async #stream(task: Extract<BroadcastTask, { readonly type: 'streamLog' | 'streamSnapshot' }>): Promise<BroadcastInput | null> {
    const { learners, streamer, logger } = this.#parts
    const to = learners.get(task.learner)
    if (to === undefined) return null
    if (task.type === 'streamSnapshot') logger.info('sending a snapshot', { learner: task.learner })
    try {
      const upTo = task.type === 'streamLog' ? await streamer.log(to, task.after, task.limit) : await streamer.snapshot(to)
      return upTo === null ? null : { type: 'streamed', learner: task.learner, token: task.token, upTo }
    } catch (error) {
      // A file may be purged while it is read. The learner comes again, and is given what there is then.
      if (!isOperatorError(error)) throw error
      logger.warn(`history for learner ${task.learner} could not be read: ${error.message}`, { remedy: error.remedy })
      to.link.close('the history could not be read')
      return null
    }
  }
}
