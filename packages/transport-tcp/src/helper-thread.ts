import { Worker } from 'node:worker_threads'
import type { BurstJobs } from './burst-jobs.ts'
import { HELPER_MEMORY } from './limits.ts'
import { sendJobs } from './send-jobs.ts'

/** What the thread does, as text: so it needs no file of its own, wherever this package is bundled into. */
const SOURCE = `
const { workerData: { slots, bytes } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const sendJobs = ${sendJobs.toString()}
for (;;) {
  const left = Atomics.load(slots, 0)
  if (left <= 0) Atomics.wait(slots, 0, left)
  sendJobs(slots, bytes, writeSync)
}`

/** A second thread that sends a part of each burst. Made at the first one; it sleeps between them and keeps no process alive. */
export class HelperThread {
  readonly #jobs: BurstJobs
  readonly #failed: (error: Error) => void
  #worker: Worker | null = null
  #started = false

  constructor(jobs: BurstJobs, failed: (error: Error) => void) {
    this.#jobs = jobs
    this.#failed = failed
  }

  /** Once: until it runs, and if it never does, bursts are sent by the caller's thread alone. */
  start(): void {
    if (this.#started) return
    this.#started = true
    const { slots, bytes } = this.#jobs
    try {
      this.#worker = new Worker(SOURCE, { eval: true, workerData: { slots, bytes }, env: {}, execArgv: [], resourceLimits: HELPER_MEMORY })
      this.#worker.on('error', this.#failed)
      this.#worker.unref()
    } catch (error) {
      this.#failed(error as Error)
    }
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}
