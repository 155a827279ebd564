import { setTimeout as sleep } from 'node:timers/promises'
import { POLL_MS } from './limits.ts'

/** Looks at `condition` until it holds. Throws with `what` and the last thing it saw after `msMax`. */
export async function waitUntil(what: () => string, msMax: number, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + msMax
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${msMax} ms: ${what()}`)
    await sleep(POLL_MS)
  }
}
