import type { Stand } from '../../src/exclusion.ts'

export const MUTEX: Stand = { kind: 'mutex' }
export const READ: Stand = { kind: 'read' }
export const WRITE: Stand = { kind: 'write' }
export const ELECTION: Stand = { kind: 'election' }
export const EXCLUSIVE = [MUTEX, WRITE, ELECTION]
/** Who holds, who waits. */
export const TURNS = [...EXCLUSIVE.map((stand) => [stand, stand] as const), [READ, WRITE] as const, [WRITE, READ] as const]
