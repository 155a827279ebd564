import type { Member } from './member.ts'
import type { AdvanceOptions } from './options.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Moves the time of all servers. See `TestServer.advanceTime`. */
export function advanceTime(time: VirtualTime, members: readonly Member[], ms: number, { silent = false }: AdvanceOptions = {}): Promise<void> {
  return time.advance(ms, () => {
    if (!silent) for (const { life, door } of members) if (!door.isSilent) life?.server.touchClients()
  })
}

/** Asks each server that runs to end the session: its leader can, and whoever alone knows it. A server that is killed meanwhile could not. */
export async function expireSession(members: readonly Member[], id: bigint): Promise<boolean> {
  const answers = members.map(({ life }) => (life === null ? false : Promise.race([life.server.expireSession(id), life.over.then(() => false)])))
  return (await Promise.all(answers)).some((ended) => ended)
}
