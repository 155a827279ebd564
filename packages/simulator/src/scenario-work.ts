import type { ScenarioOrder, ScenarioTrace } from './scenario-trace.ts'

/** One step of work with files. A gate or a fault is set by its name. */
export interface WorkStep {
  readonly name: string
  readonly run: () => void
  /** Tells the role that began it: not done when that role has ended. */
  readonly reports?: boolean
  /** Waits until nothing of the log waits for a sync. */
  readonly afterSyncs?: boolean
}

/** What a scenario can hold or let fail: what is done to the disk, and the word that it is done. */
export const WORK_STEPS: readonly string[] = [
  'fsync', 'durable', 'saveEpochs', 'epochsSaved', 'truncate', 'truncated', 'commitSnapshot', 'beginLogAnew', 'snapshotInstalled', 'replay', 'replayed',
  'locate', 'located', 'streamLog', 'streamSnapshot', 'streamed',
]

interface Job {
  readonly sequence: number
  readonly generation: number
  readonly steps: readonly WorkStep[]
  at: number
}

/**
 * A server's work with files: what changes files is done one after the other; syncs of the log go on beside it, in their own order; what
 * only reads goes on beside all. When a role ends, what has begun ends too, and the rest is forgotten.
 */
export class ScenarioWork {
  readonly #order: ScenarioOrder
  readonly #trace: ScenarioTrace
  readonly #onFailure: (reason: string) => void
  readonly #gates = new Set<string>()
  readonly #faults = new Set<string>()
  #own: Job[] = []
  #syncs: Job[] = []
  #aside: Job[] = []
  #generation = 0

  constructor(order: ScenarioOrder, trace: ScenarioTrace, onFailure: (reason: string) => void) {
    this.#order = order
    this.#trace = trace
    this.#onFailure = onFailure
  }

  get isSettled(): boolean {
    return this.#own.length + this.#syncs.length === 0
  }

  /** True when a sync is to come that takes all that is appended now. */
  get isSyncWaiting(): boolean {
    return this.#syncs.at(-1)?.at === 0
  }

  gate(step: string): void {
    this.#gates.add(step)
  }

  /** False when there was nothing to release. */
  release(step: string): boolean {
    return this.#gates.delete(step)
  }

  /** The next such step fails. */
  fail(step: string): void {
    this.#faults.add(step)
  }

  own(steps: readonly WorkStep[]): void {
    this.#own.push(this.#job(steps))
  }

  sync(steps: readonly WorkStep[]): void {
    this.#syncs.push(this.#job(steps))
  }

  aside(steps: readonly WorkStep[]): void {
    this.#aside.push(this.#job(steps))
  }

  #job(steps: readonly WorkStep[]): Job {
    return { sequence: this.#order.next(), generation: this.#generation, steps, at: 0 }
  }

  /** The role has ended. */
  endRole(): void {
    this.#generation++
    this.#own = this.#own.slice(0, 1)
    this.#aside = []
  }

  /** The process has died. */
  crash(): void {
    this.#generation++
    this.#own = []
    this.#syncs = []
    this.#aside = []
  }

  /** What can be done now, and its place in the order of all. */
  next(): { readonly sequence: number; readonly name: string; readonly run: () => void } | null {
    const heads = [this.#own[0], this.#syncs[0], ...this.#aside]
    let first: Job | null = null
    for (const job of heads) {
      if (job !== undefined && !this.#isHeld(job) && (first === null || job.sequence < first.sequence)) first = job
    }
    const job = first
    return job === null ? null : { sequence: job.sequence, name: job.steps[job.at]?.name ?? '', run: () => this.#run(job) }
  }

  #isHeld({ steps, at }: Job): boolean {
    const step = steps[at]
    return step !== undefined && (this.#gates.has(step.name) || (step.afterSyncs === true && this.#syncs.length > 0))
  }

  /** As far as it goes without being held. */
  #run(job: Job): void {
    do {
      const step = job.steps[job.at++]
      if (job.at >= job.steps.length) this.#remove(job)
      if (step !== undefined && !this.#runStep(job, step)) return
    } while (job.at < job.steps.length && !this.#isHeld(job))
  }

  #runStep(job: Job, step: WorkStep): boolean {
    if (this.#faults.delete(step.name)) {
      this.#trace.line(`${step.name} fails`)
      this.#onFailure(`${step.name} failed`)
      return false
    }
    if (step.reports !== true || job.generation === this.#generation) step.run()
    return true
  }

  #remove(job: Job): void {
    const others = (each: Job): boolean => each !== job
    this.#own = this.#own.filter(others)
    this.#syncs = this.#syncs.filter(others)
    this.#aside = this.#aside.filter(others)
  }
}
