import type { Held } from './lock-held.ts'

/** Takes one of several things; waits for it until the signal. Null: it is not to be had now. */
export type TakePart = (signal: AbortSignal) => Promise<Held | null>

/**
 * Takes all, in their order, or none; null when one of them is not to be had. When one ends while another is waited for, all are given back; then, with
 * `wait`, it begins again. Throws the signal's reason, and what a part throws.
 */
export async function takeTogether(takes: readonly TakePart[], wait: boolean, signal: AbortSignal): Promise<readonly Held[] | null> {
  for (;;) {
    const parts = await takeAll(takes, signal)
    if (parts !== 'ended') return parts
    if (!wait) return null
  }
}

async function takeAll(takes: readonly TakePart[], signal: AbortSignal): Promise<readonly Held[] | 'ended' | null> {
  const parts: Held[] = []
  let complete = false
  try {
    for (const take of takes) {
      const part = await take(AbortSignal.any([signal, ...parts.map((part) => part.signal)]))
      if (part === null) return null
      parts.push(part)
    }
    complete = parts.every((part) => part.isHeld)
    return complete ? parts : 'ended'
  } catch (error) {
    if (signal.aborted || parts.every((part) => part.isHeld)) throw error
    return 'ended'
  } finally {
    if (!complete) await releaseAll(parts)
  }
}

/** The last taken first. */
export async function releaseAll(parts: readonly Held[]): Promise<void> {
  await Promise.all([...parts].reverse().map((part) => part.release()))
}
