import { expect, it } from 'vitest'
import { killRun } from '../src/kill-run.ts'

/** Each run; ten minutes are for `KILL_SECONDS=600`, clients of kazoo beside our own for `KILL_KAZOO=4`. */
const SECONDS = Number(process.env.KILL_SECONDS ?? 10)
const KAZOO_CLIENTS = Number(process.env.KILL_KAZOO ?? 0)

it.each([
  { voters: 3, observers: 1 },
  { voters: 5, observers: 1 },
])('servers killed in turn under load lose no acknowledged write, double none, and end with equal trees: %o', async (shape) => {
  const say = SECONDS > 60 ? (line: string) => console.log(line) : undefined
  const result = await killRun({ ...shape, seconds: SECONDS, clients: 8, depth: 4, kazooClients: KAZOO_CLIENTS, ...(say === undefined ? {} : { say }) })
  console.log(JSON.stringify({ ...shape, ...result, digests: result.digests[0] }))
  expect(result).toMatchObject({ errors: [], lost: [], doubled: [] })
  if (result.kazoo !== null) expect(result.kazoo).toMatchObject({ lost: [], doubled: [], expired: 0 })
  // A loaded machine takes its time over each.
  expect(result.kills).toBeGreaterThan(SECONDS / 30)
  expect(new Set(result.digests).size).toBe(1)
}, (SECONDS + 120) * 1_000)
