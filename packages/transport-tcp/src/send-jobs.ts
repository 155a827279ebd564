/** What `sendJobs` uses of node:fs. */
export type WriteSync = (fd: number, bytes: Uint8Array, offset: number, length: number) => number

/**
 * Sends jobs until none is left that nobody has taken. Two threads run it at once; the other one is given its source text, so it knows
 * nothing but its arguments. `slots[0]` counts the jobs not taken, `slots[1]` those not done, and each job has four slots behind: its
 * descriptor, where its bytes begin, how many there are, and how many the kernel took. The first count alone says what there is to take,
 * so that a thread that comes late to one burst either finds nothing or takes a part of the next.
 */
export function sendJobs(slots: Int32Array, bytes: Uint8Array, writeSync: WriteSync): void {
  /** Taken at a time: enough that taking costs nothing, few enough that nobody waits long for the last. */
  const share = 16
  for (let end = Atomics.sub(slots, 0, share); end > 0; end = Atomics.sub(slots, 0, share)) {
    const begin = Math.max(0, end - share)
    for (let at = 2 + begin * 4; at < 2 + end * 4; at += 4) {
      try {
        slots[at + 3] = writeSync(slots[at] as number, bytes, slots[at + 1] as number, slots[at + 2] as number)
      } catch {
        // Whatever the kernel has against it: the socket's own way of sending meets it again, and knows what to do.
        slots[at + 3] = 0
      }
    }
    const left = Atomics.sub(slots, 1, end - begin) - (end - begin)
    if (left === 0) Atomics.notify(slots, 1)
  }
}
