import { writeSync } from 'node:fs'
import { BURST_BYTES, BURST_JOBS, HELPER_STUCK_WAITS, HELPER_WAIT_MS } from './limits.ts'
import { sendJobs } from './send-jobs.ts'

const NOT_TAKEN = 0
const NOT_DONE = 1
const FIRST_JOB = 2
const JOB_SLOTS = 4

/** Sends of one burst, in memory that a second thread can see. Filled, run, and read in one go, then cleared. */
export class BurstJobs {
  readonly slots = new Int32Array(new SharedArrayBuffer((FIRST_JOB + BURST_JOBS * JOB_SLOTS) * Int32Array.BYTES_PER_ELEMENT))
  readonly bytes = new Uint8Array(new SharedArrayBuffer(BURST_BYTES))
  #count = 0
  #used = 0

  /** Room for one more, of `length` bytes? */
  hasRoom(length: number): boolean {
    return this.#count < BURST_JOBS && this.#used + length <= BURST_BYTES
  }

  /** Takes a copy of what `descriptor` is to be sent. */
  add(descriptor: number, source: Uint8Array): void {
    const at = FIRST_JOB + this.#count * JOB_SLOTS
    this.slots[at] = descriptor
    this.slots[at + 1] = this.#used
    this.slots[at + 2] = source.length
    this.slots[at + 3] = 0
    this.bytes.set(source, this.#used)
    this.#used += source.length
    this.#count++
  }

  /**
   * Sends them, together with the thread that waits for such work, if there is one, and returns when all are done: meanwhile no descriptor
   * can be closed, and get another meaning, under the other's hands.
   */
  run(): void {
    Atomics.store(this.slots, NOT_DONE, this.#count)
    Atomics.store(this.slots, NOT_TAKEN, this.#count)
    Atomics.notify(this.slots, NOT_TAKEN)
    sendJobs(this.slots, this.bytes, writeSync)
    for (let left = this.#left(), waits = 0; left > 0; left = this.#left(), waits++) {
      // Not known what went out, and to whom something still may: nothing can be sent in order any more.
      if (waits > HELPER_STUCK_WAITS) throw new Error('the thread that helps to send does not finish')
      Atomics.wait(this.slots, NOT_DONE, left, HELPER_WAIT_MS)
    }
  }

  #left(): number {
    return Atomics.load(this.slots, NOT_DONE)
  }

  /** Bytes of job `index` that the kernel took. */
  sent(index: number): number {
    return this.slots[FIRST_JOB + index * JOB_SLOTS + 3] as number
  }

  clear(): void {
    this.#count = 0
    this.#used = 0
  }
}
