import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@zabkit/test-ensemble'
import type { ContenderPool } from './contender-pool.ts'
import type { FaultLog, IsOver } from './fault-log.ts'
import { CALM_MS_MAX, CALM_MS_MIN, LONG_PAUSE_MAX, LONG_PAUSE_MIN, SHORT_PAUSE_MAX, SHORT_PAUSE_MIN } from './limits.ts'
import type { Referee } from './referee.ts'
import { between, inTurn, pick, type Random } from './seeded-random.ts'

interface Kind {
  readonly name: string
  readonly victim: 'holder' | 'any'
  /** From and to, in session timeouts; null: killed. */
  readonly pause: readonly [min: number, max: number] | null
}

const kinds: readonly Kind[] = [
  { name: 'kill-holder', victim: 'holder', pause: null },
  { name: 'kill-contender', victim: 'any', pause: null },
  { name: 'pause-holder-short', victim: 'holder', pause: [SHORT_PAUSE_MIN, SHORT_PAUSE_MAX] },
  { name: 'pause-holder-long', victim: 'holder', pause: [LONG_PAUSE_MIN, LONG_PAUSE_MAX] },
  { name: 'pause-contender-short', victim: 'any', pause: [SHORT_PAUSE_MIN, SHORT_PAUSE_MAX] },
  { name: 'pause-contender-long', victim: 'any', pause: [LONG_PAUSE_MIN, LONG_PAUSE_MAX] },
]

export interface ContenderFaultOptions {
  readonly pool: ContenderPool
  readonly referee: Referee
  readonly log: FaultLog
  readonly random: Random
  readonly sessionTimeoutMs: number
  /** Nobody got the lock for so long: give up. */
  readonly gapMsMax: number
}

/** Kills and pauses contenders in every way, one at a time, until `isOver`; all that live are awake then. */
export async function contenderFaults(options: ContenderFaultOptions, isOver: IsOver): Promise<void> {
  const { random } = options
  let made = 0
  for (const kind of inTurn(random, kinds)) {
    await sleep(between(random, CALM_MS_MIN, CALM_MS_MAX))
    if (isOver(made++, kinds.length)) return
    await harm(options, kind)
  }
}

async function harm(options: ContenderFaultOptions, kind: Kind): Promise<void> {
  const { pool, referee, log, random, sessionTimeoutMs, gapMsMax } = options
  const victim = kind.victim === 'holder' ? await strikeHolder(options, kind) : strikeAny(options, kind)
  log.count(kind.name, victim)
  if (kind.pause === null) return pool.spawn()
  const [min, max] = kind.pause
  await sleep(between(random, min, max) * sessionTimeoutMs)
  const isLate = kind.victim === 'holder' && min > 1
  // Another has it by now, unless a new leader gave the session more time: then it sleeps on, so that it always wakes to a lock that is not its own.
  if (isLate) await until('another holder', () => referee.holder !== victim, gapMsMax)
  const refused = referee.fencedOffOf(victim)
  pool.resume(victim)
  log.note(`${victim} goes on`)
  // It was struck between its look and the second write that relies on it: this one comes now, whatever else happens, and its token is old.
  if (isLate) await until(`the late write of ${victim} refused`, () => referee.fencedOffOf(victim) > refused, gapMsMax)
}

/** Struck while it waits for the answer to a write under the lock. */
function strikeHolder(options: ContenderFaultOptions, kind: Kind): Promise<string> {
  const { referee, gapMsMax } = options
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`stuck: nobody held the lock for ${gapMsMax} ms`)), gapMsMax)
    referee.onHolder((holder) => {
      clearTimeout(timer)
      strike(options, kind, holder)
      resolve(holder)
    })
  })
}

function strikeAny(options: ContenderFaultOptions, kind: Kind): string {
  const victim = pick(options.random, options.pool.awake)
  if (victim === undefined) throw new Error('no contender is left')
  strike(options, kind, victim)
  return victim
}

function strike({ pool }: ContenderFaultOptions, { pause }: Kind, victim: string): void {
  if (pause === null) pool.kill(victim)
  else pool.pause(victim)
}
