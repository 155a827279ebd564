import type { Clock, Random, Timers } from './clock.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import type { Tracer } from './tracer.ts'

/** What every plugin may ask for. A plugin's factory declares the part that it needs, and the compiler checks the wiring. */
export interface Components {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly logger: Logger
  readonly metrics: Metrics
  readonly tracer: Tracer
}
