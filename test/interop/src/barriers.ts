import { expect } from 'vitest'
import type { Match } from './match.ts'
import type { Rival } from './rival.ts'

/** Whether `answer` has come. */
function watched(answer: Promise<unknown>): { done: boolean } {
  const state = { done: false }
  answer.then(() => {
    state.done = true
  }).catch(() => {})
  return state
}

/** One rival sets a barrier, the other waits until it is lifted. */
export async function stopAtBarrier(match: Match, path: string, keeper: Rival, walker: Rival): Promise<void> {
  await keeper.ask('set', { path })
  const passing = walker.ask('pass', { path })
  const passed = watched(passing)
  await match.referee.untilWatched(path)
  expect(passed.done).toBe(false)
  await keeper.ask('lift', { path })
  await passing
}

/** The first begins only when the second is there; both come to an end, and nothing stays. */
export async function goTogether(match: Match, path: string, first: Rival, second: Rival): Promise<void> {
  const words = { path, members: 2 }
  const beginning = first.ask('begin', words)
  const begun = watched(beginning)
  await match.referee.untilWatched(`${path}/ready`)
  expect(begun.done).toBe(false)
  await Promise.all([beginning, second.ask('begin', words)])
  await Promise.all([first.ask('end', words), second.ask('end', words)])
  expect((await match.referee.client.exists(path))?.numChildren ?? 0).toBe(0)
}
