import type { Client } from '@zabkit/client'
import { contendersOf } from './sequential-contenders.ts'

/** One who leads or would. */
export interface Participant {
  readonly id: string
  readonly isLeader: boolean
}

/** In order: the first leads, or is about to. */
export async function participantsOf(client: Client, directory: string): Promise<Participant[]> {
  return (await contendersOf(client, directory)).map(({ identifier }, index) => ({ id: identifier, isLeader: index === 0 }))
}

/** Calls them all; one that throws is reported as a warning of the process and harms nobody. */
export function callAll<T>(listeners: Iterable<(value: T) => void>, value: T): void {
  for (const listener of [...listeners]) {
    try {
      listener(value)
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error))
    }
  }
}
