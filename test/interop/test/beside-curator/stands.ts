import type { Stand } from '../../src/exclusion.ts'

export const MUTEX: Stand = { kind: 'mutex' }
export const READ: Stand = { kind: 'read' }
export const WRITE: Stand = { kind: 'write' }
export const LEASE: Stand = { kind: 'lease', leases: 1 }
export const LATCH: Stand = { kind: 'latch' }
export const SELECTOR: Stand = { kind: 'selector' }
export const EXCLUSIVE = [MUTEX, WRITE, LEASE, LATCH, SELECTOR]
/** Who holds, who waits. */
export const TURNS = [...EXCLUSIVE.map((stand) => [stand, stand] as const), [READ, WRITE] as const, [WRITE, READ] as const]
