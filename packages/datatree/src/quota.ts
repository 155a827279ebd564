import { ErrorCode } from '@zabkit/core'
import { parentPath } from './path.ts'
import { QUOTA_PATH } from './reserved.ts'
import { formatUse, parseFigures } from './stats-track.ts'
import { NO_ZNODE, type ZnodeId, type Znodes } from './znodes.ts'

const LIMITS = '/zookeeper_limits'
const STATS = '/zookeeper_stats'
const BELOW_QUOTA = `${QUOTA_PATH}/`

/**
 * Quotas: a znode /zookeeper/quota<path>/zookeeper_limits makes the subtree of <path> counted, in zookeeper_stats beside it. The
 * statistics are kept by every server for itself while it applies; they are no txns.
 */
export class Quotas {
  readonly #znodes: Znodes
  readonly #enforce: boolean
  /** Paths with limits. */
  readonly #limited = new Set<string>()

  constructor(znodes: Znodes, enforce: boolean) {
    this.#znodes = znodes
    this.#enforce = enforce
  }

  /** False: nothing is counted, so nobody need make a path. */
  get any(): boolean {
    return this.#limited.size > 0
  }

  /** A znode came into being at `path`. */
  created(path: string, dataLength: number): void {
    if (path.startsWith(BELOW_QUOTA)) this.#quotaNodeCreated(path)
    this.changed(path, 1, dataLength)
  }

  #quotaNodeCreated(path: string): void {
    const quotaOf = limitedPath(path, LIMITS)
    if (quotaOf !== '') this.#limited.add(quotaOf)
    const statsOf = limitedPath(path, STATS)
    if (statsOf !== '') this.#count(statsOf)
  }

  removed(path: string, dataLength: number): void {
    if (!this.any) return
    if (path.startsWith(BELOW_QUOTA)) this.#limited.delete(limitedPath(path, LIMITS))
    this.changed(path, -1, -dataLength)
  }

  /** Adds to the statistics of the nearest quota above `path`, itself included. */
  changed(path: string, count: number, bytes: number): void {
    if (!this.any) return
    const above = this.#nearest(path)
    if (above === null) return
    const id = this.#znodes.findPath(QUOTA_PATH + above + STATS)
    if (id === NO_ZNODE) return
    const use = parseFigures(this.#znodes.data(id))
    this.#znodes.setData(id, formatUse(use.count + count, use.bytes + bytes))
  }

  /** Whether a write that adds `count` znodes and `bytes` at `path` is within the hard limits. */
  check(path: string, count: number, bytes: number): number {
    if (!this.#enforce || !this.any) return ErrorCode.Ok
    const above = this.#nearest(path)
    if (above === null) return ErrorCode.Ok
    const limits = this.#znodes.findPath(QUOTA_PATH + above + LIMITS)
    const stats = this.#znodes.findPath(QUOTA_PATH + above + STATS)
    if (limits === NO_ZNODE || stats === NO_ZNODE) return ErrorCode.Ok
    const limit = parseFigures(this.#znodes.data(limits))
    const use = parseFigures(this.#znodes.data(stats))
    if (exceeds(use.count, count, limit.countHardLimit)) return ErrorCode.QuotaExceeded
    return exceeds(use.bytes, bytes, limit.byteHardLimit) ? ErrorCode.QuotaExceeded : ErrorCode.Ok
  }

  #nearest(path: string): string | null {
    for (let at = path; at.length > 1; at = parentPath(at)) {
      if (this.#limited.has(at)) return at
    }
    return null
  }

  /** Counts the subtree of `path` anew. */
  #count(path: string): void {
    const stats = this.#znodes.findPath(QUOTA_PATH + path + STATS)
    const top = this.#znodes.findPath(path)
    let count = 0
    let bytes = 0
    for (const id of top === NO_ZNODE ? [] : subtree(this.#znodes, top)) {
      count++
      bytes += this.#znodes.dataLength(id)
    }
    if (stats !== NO_ZNODE) this.#znodes.setData(stats, formatUse(count, bytes))
  }

  /** Finds the limits anew after the whole content was replaced. */
  rebuild(): void {
    this.#limited.clear()
    const top = this.#znodes.findPath(QUOTA_PATH)
    if (top === NO_ZNODE) return
    for (const id of subtree(this.#znodes, top)) {
      const quotaOf = limitedPath(this.#znodes.path(id), LIMITS)
      if (quotaOf !== '') this.#limited.add(quotaOf)
    }
  }
}

/** The path that the quota znode at `path` is about; '' when it is none of kind `name`. */
function limitedPath(path: string, name: string): string {
  return path.startsWith(BELOW_QUOTA) && path.endsWith(name) ? path.slice(QUOTA_PATH.length, -name.length) : ''
}

function exceeds(use: number, added: number, hardLimit: number): boolean {
  return added !== 0 && hardLimit > -1 && use + added > hardLimit
}

/** `top` and everything below it. */
function subtree(znodes: Znodes, top: ZnodeId): ZnodeId[] {
  const ids = [top]
  for (let i = 0; i < ids.length; i++) {
    for (const child of znodes.children(ids[i] as ZnodeId)) ids.push(child)
  }
  return ids
}
