/** For tests: a whole server over the simulated disk, whose process can die, and what its clients were promised. */
export { History } from './history.ts'
export { MemoryWireClient } from './memory-wire-client.ts'
export { MortalTimers } from './mortal-timers.ts'
export { type Life, live, type LifeOptions, startLife } from './life.ts'
