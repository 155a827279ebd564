import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProcessEnsemble, until } from '@zabkit/test-ensemble'
import { clockMs } from './clock.ts'
import { contenderFaults } from './contender-faults.ts'
import { ContenderPool } from './contender-pool.ts'
import { FaultLog } from './fault-log.ts'
import { gapMsMax } from './limits.ts'
import { Referee } from './referee.ts'
import { seededRandom } from './seeded-random.ts'
import { serverFaults } from './server-faults.ts'

export interface ContentionOptions {
  /** How long faults are made, at least; the run takes some more. */
  readonly seconds: number
  readonly contenders: number
  readonly sessionTimeoutMs: number
  /** Same seed, same faults in the same order; not at the same moment. */
  readonly seed: number
  /** Told what happens, a line at a time. */
  readonly say?: (line: string) => void
}

export interface ContentionResult {
  readonly holds: number
  readonly writes: number
  /** Writes that the resource refused since their token was old. */
  readonly fencedOff: number
  /** How holds ended, by reason. Killed holders are not among them. */
  readonly ends: Readonly<Record<string, number>>
  /** Faults made, by kind. */
  readonly faults: Readonly<Record<string, number>>
  /** Two who held at one moment by their own word. */
  readonly overlaps: readonly string[]
  /** Holders whose token is not more than that of the one before. */
  readonly disorder: readonly string[]
  /** From one holder to the next. */
  readonly medianGapMs: number
  readonly longestGapMs: number
  readonly gapMsMax: number
  /** Who held before and after the longest gap, and what was done around it. */
  readonly aroundGap: readonly string[]
  /** Contenders that did not get the lock once more after the last fault. */
  readonly stuck: readonly string[]
  /** How long all contenders took to get it once more, ms. */
  readonly lastRoundMs: number
  /** Errors that a lock's user should never see. */
  readonly errors: readonly string[]
}

/** Processes contending for one lock of a three-server ensemble while servers and contenders are killed and paused. */
export async function contentionRun(options: ContentionOptions): Promise<ContentionResult> {
  const directory = await mkdtemp(join(tmpdir(), 'zabkit-contention-'))
  try {
    const socketPath = join(directory, 'referee')
    await using ensemble = await ProcessEnsemble.start({ voters: 3 })
    await using referee = await Referee.listen(socketPath)
    const servers = ensemble.members.map(({ process }) => `127.0.0.1:${process.port}`).join(',')
    await using pool = await ContenderPool.create({ directory, socketPath, servers, sessionTimeoutMs: options.sessionTimeoutMs })
    return await new ContentionRun(options, ensemble, referee, pool).run()
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

class ContentionRun {
  readonly #options: ContentionOptions
  readonly #ensemble: ProcessEnsemble
  readonly #referee: Referee
  readonly #pool: ContenderPool
  readonly #log: FaultLog
  readonly #gapMsMax: number
  readonly #errors: string[] = []

  constructor(options: ContentionOptions, ensemble: ProcessEnsemble, referee: Referee, pool: ContenderPool) {
    this.#options = options
    this.#ensemble = ensemble
    this.#referee = referee
    this.#pool = pool
    this.#log = new FaultLog(options.say)
    this.#gapMsMax = gapMsMax(options.sessionTimeoutMs)
  }

  async run(): Promise<ContentionResult> {
    for (let i = 0; i < this.#options.contenders; i++) this.#pool.spawn()
    await until('the first hold', () => this.#referee.ledger.size > 0)
    await this.#trouble()
    const calmAt = clockMs()
    const stuck = await this.#lastRound(calmAt)
    return this.#judge(calmAt, stuck)
  }

  /** Faults for the time that was asked for, and of each kind at least one. When one side fails, the other ends its fault and stops too. */
  async #trouble(): Promise<void> {
    const { seed, seconds, sessionTimeoutMs } = this.#options
    const end = clockMs() + seconds * 1_000
    const common = { log: this.#log, sessionTimeoutMs }
    const isOver = (made: number, kinds: number): boolean => this.#errors.length > 0 || (clockMs() > end && made >= kinds)
    const failed = (error: unknown): void => void this.#errors.push(String(error))
    const contenders = { ...common, pool: this.#pool, referee: this.#referee, random: seededRandom(seed), gapMsMax: this.#gapMsMax }
    const servers = { ...common, ensemble: this.#ensemble, random: seededRandom(~seed) }
    await Promise.all([contenderFaults(contenders, isOver).catch(failed), serverFaults(servers, isOver).catch(failed)])
  }

  /** Waits until everybody who lives has had it once more; those who have not in time. */
  async #lastRound(calmAt: number): Promise<string[]> {
    const waiting = (): string[] => {
      const had = this.#referee.ledger.holdersSince(calmAt)
      return this.#pool.names.filter((name) => !had.has(name))
    }
    await until('a turn for everybody', () => waiting().length === 0, this.#gapMsMax).catch(() => {})
    return waiting()
  }

  #judge(calmAt: number, stuck: readonly string[]): ContentionResult {
    const { ledger, accepted, fencedOff, ends, faults } = this.#referee
    const end = clockMs()
    const gaps = ledger.gaps(end).sort((a, b) => b.ms - a.ms)
    const gap = gaps[0] ?? { begin: end, ms: 0, between: 'nobody ever held' }
    return {
      holds: ledger.size,
      writes: accepted,
      fencedOff,
      ends,
      faults: this.#log.counts,
      overlaps: ledger.overlaps(),
      disorder: ledger.disorder(),
      medianGapMs: Math.round(gaps[gaps.length >> 1]?.ms ?? 0),
      longestGapMs: Math.round(gap.ms),
      gapMsMax: this.#gapMsMax,
      aroundGap: [gap.between, ...this.#log.around(gap.begin, gap.begin + gap.ms, this.#options.sessionTimeoutMs)],
      stuck,
      lastRoundMs: Math.round(end - calmAt),
      errors: [...this.#errors, ...faults, ...this.#pool.faults],
    }
  }
}
