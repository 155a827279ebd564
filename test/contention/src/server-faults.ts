import { setTimeout as sleep } from 'node:timers/promises'
import { type ProcessEnsemble, type ProcessMember, until } from '@zabkit/test-ensemble'
import type { FaultLog, IsOver } from './fault-log.ts'
import { CALM_MS_MAX, CALM_MS_MIN, SERVER_PAUSE_MAX, SERVER_PAUSE_MIN, SESSIONS_AFTER_LEADER } from './limits.ts'
import { between, inTurn, pick, type Random } from './seeded-random.ts'

const kinds = ['kill-leader', 'kill-follower', 'pause-leader', 'pause-follower'] as const

export interface ServerFaultOptions {
  readonly ensemble: ProcessEnsemble
  readonly log: FaultLog
  readonly random: Random
  readonly sessionTimeoutMs: number
}

/**
 * Kills and pauses servers in every way until `isOver`, never a second before the first serves again: a quorum always lives. After the loss of a leader
 * there is time for sessions to end: a new leader gives each its whole timeout again, and leaders lost one after the other would keep a dead holder's
 * session for ever.
 */
export async function serverFaults(options: ServerFaultOptions, isOver: IsOver): Promise<void> {
  const { random, ensemble, log } = options
  let made = 0
  for (const kind of inTurn(random, kinds)) {
    await sleep(between(random, CALM_MS_MIN, CALM_MS_MAX))
    if (isOver(made++, kinds.length)) return
    const leader = await ensemble.leader()
    const victim = kind.endsWith('leader') ? leader : pick(random, ensemble.members.filter((member) => member !== leader))
    if (victim === undefined) throw new Error('no follower')
    log.count(kind, `server ${victim.id}`)
    if (kind.startsWith('kill')) await restart(victim)
    else await stall(options, victim)
    log.note(`server ${victim.id} serves again`)
    if (victim === leader) await sleep(options.sessionTimeoutMs * SESSIONS_AFTER_LEADER)
  }
}

async function restart({ process: server }: ProcessMember): Promise<void> {
  await server.kill()
  await server.start()
}

/** As it wakes, a leader may still think that it leads: it counts as back when there is one leader, and it serves. */
async function stall({ ensemble, random, sessionTimeoutMs }: ServerFaultOptions, { id, process: server }: ProcessMember): Promise<void> {
  process.kill(server.pid, 'SIGSTOP')
  await sleep(sessionTimeoutMs * between(random, SERVER_PAUSE_MIN, SERVER_PAUSE_MAX))
  process.kill(server.pid, 'SIGCONT')
  await until(`server ${id} serving after its pause`, async () => {
    const modes = await Promise.all(ensemble.members.map((member) => ensemble.mode(member.id)))
    return !modes.includes(null) && modes.filter((mode) => mode === 'leader').length === 1
  })
}
