import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers'
import { LOOK_MS } from './limits.ts'

const now = performance.now.bind(performance)

/** Looks every few ms, in real time, until `find` gives something. Rejects, naming `what`, after `limitMs`. */
export async function until<T>(what: string, limitMs: number, find: () => T | undefined): Promise<T> {
  const endMs = now() + limitMs
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (now() > endMs) throw new Error(`${what}: not within ${limitMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
