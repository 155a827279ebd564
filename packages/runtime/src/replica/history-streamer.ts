import { formatZxid, type LogRecord, type PeerLink, type Storage, type Zxid } from '@zabkit/core'
import { STREAM_BYTES } from '../limits.ts'

/** The link to a learner as a stream sees it. */
export interface StreamLink {
  readonly link: PeerLink
  /** False when the link is gone. */
  readonly isOpen: boolean
  /** Resolves when the learner has taken most of what it was sent, or is gone. */
  taken(): Promise<void>
}

export interface HistoryStreamerParts {
  readonly storage: Storage
  readonly committedZxid: () => Zxid
}

/**
 * Sends history from the disk, as fast as the learner takes it and no faster: no more than a chunk of it is in memory, however far the learner
 * is behind, and nobody else waits.
 */
export class HistoryStreamer {
  readonly #parts: HistoryStreamerParts

  constructor(parts: HistoryStreamerParts) {
    this.#parts = parts
  }

  /** Durable records after `after`, none beyond `limit`. Returns the last zxid sent, or null when the link is gone. */
  async log(to: StreamLink, after: Zxid, limit: Zxid): Promise<Zxid | null> {
    const { log } = this.#parts.storage
    let position = after
    while (to.isOpen) {
      const records = position < limit ? await log.read(position, STREAM_BYTES) : []
      // Only now: a purge may have come while the disk was read.
      if (log.range.baseZxid > position) return this.#lost(to, position)
      const wanted = upTo(records, limit)
      const last = wanted[wanted.length - 1]
      if (last === undefined) return position
      if (!to.isOpen) return null
      to.link.send([{ type: 'history', records: wanted, committedZxid: this.#parts.committedZxid() }])
      position = last.zxid
      await to.taken()
    }
    return null
  }

  #lost(to: StreamLink, position: Zxid): null {
    to.link.close(`the log after ${formatZxid(position)} was purged meanwhile; the learner gets a snapshot when it comes again`)
    return null
  }

  /** The newest snapshot on disk. Returns its zxid, or null when the link is gone or there is none. */
  async snapshot(to: StreamLink): Promise<Zxid | null> {
    const [newest] = await this.#parts.storage.snapshots.list()
    if (newest === undefined) {
      to.link.close('there is no snapshot to send yet')
      return null
    }
    const { zxid } = newest
    to.link.send([{ type: 'snapshotBegin', zxid }])
    for await (const chunk of this.#parts.storage.snapshots.open(zxid)) {
      if (!to.isOpen) return null
      to.link.send([{ type: 'snapshotChunk', bytes: chunk }])
      await to.taken()
    }
    if (!to.isOpen) return null
    to.link.send([{ type: 'snapshotEnd' }])
    return zxid
  }
}

function upTo(records: readonly LogRecord[], limit: Zxid): readonly LogRecord[] {
  const last = records[records.length - 1]
  return last === undefined || last.zxid <= limit ? records : records.filter(({ zxid }) => zxid <= limit)
}

