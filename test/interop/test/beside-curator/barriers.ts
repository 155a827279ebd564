import { it } from 'vitest'
import { goTogether, stopAtBarrier } from '../../src/barriers.ts'
import { TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'

/** Curator's barriers and ours. */
export function describeBarriers(match: () => Match): void {
  it('stop at the barrier of the other', async () => {
    const { ours, theirs } = match()
    await stopAtBarrier(match(), '/barrier-of-ours', ours, theirs)
    await stopAtBarrier(match(), '/barrier-of-theirs', theirs, ours)
  }, TEST_MS_MAX)

  it('begin and end together', async () => {
    const { ours, theirs } = match()
    await goTogether(match(), '/together-ours-first', ours, theirs)
    await goTogether(match(), '/together-theirs-first', theirs, ours)
  }, TEST_MS_MAX)
}
