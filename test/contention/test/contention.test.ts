import { expect, it } from 'vitest'
import { contentionRun } from '../src/contention-run.ts'

/** Ten minutes of fifty processes are `CONTENTION_SECONDS=600 CONTENTION_PROCESSES=50`. */
const seconds = Number(process.env.CONTENTION_SECONDS ?? 15)
const contenders = Number(process.env.CONTENTION_PROCESSES ?? 12)
const sessionTimeoutMs = Number(process.env.CONTENTION_SESSION_MS ?? (contenders > 20 ? 6_000 : 3_000))
const seed = Number(process.env.CONTENTION_SEED ?? 1)

it(`${contenders} processes contend for a lock while servers and they are killed and paused: never two hold it, never is it stuck`, async () => {
  const say = seconds > 60 ? (line: string) => console.log(line) : undefined
  const shape = { seconds, contenders, sessionTimeoutMs, seed }
  const result = await contentionRun({ ...shape, ...(say === undefined ? {} : { say }) })
  console.log(JSON.stringify({ ...shape, ...result }))
  expect(result).toMatchObject({ overlaps: [], disorder: [], stuck: [], errors: [] })
  expect(result.longestGapMs).toBeLessThan(result.gapMsMax)
  expect(result.holds).toBeGreaterThan(contenders)
  // Each long pause of a holder ends with a write that the token alone keeps out: without one the run would show nothing.
  const latePauses = result.faults['pause-holder-long'] ?? 0
  expect(latePauses).toBeGreaterThan(0)
  expect(result.fencedOff).toBeGreaterThanOrEqual(latePauses)
}, (seconds + 180) * 1_000)
