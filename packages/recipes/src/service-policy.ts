import type { ServiceInstance } from './service-instance.ts'

/** What a provider knows of an instance's failures. */
export interface FailureRecord {
  /** When it failed last, ms of a clock that only rises; null: never, as far as it is remembered. */
  lastFailureMs(instance: ServiceInstance): number | null
}

/**
 * Chooses one of `instances`, which are sorted by id and may be other ones at every call; null where there is none. A policy keeps its own
 * state: one object a provider.
 */
export interface BalancingPolicy {
  choose<P>(instances: readonly ServiceInstance<P>[], failures: FailureRecord): ServiceInstance<P> | null
}

/** One after the other. */
export function roundRobin(): BalancingPolicy {
  let turn = 0
  return {
    choose: (instances) => (instances.length === 0 ? null : (instances[turn++ % instances.length] ?? null)),
  }
}

/** Any of them. */
export function random(chance: () => number = Math.random): BalancingPolicy {
  return {
    choose: (instances) => instances[Math.floor(chance() * instances.length)] ?? null,
  }
}

/** The same as before as long as it is there; then the choice of `policy`. */
export function sticky(policy: BalancingPolicy = random()): BalancingPolicy {
  let id: string | null = null
  return {
    choose(instances, failures) {
      const chosen = instances.find((instance) => instance.id === id) ?? policy.choose(instances, failures)
      id = chosen?.id ?? null
      return chosen
    },
  }
}

/** The one whose last failure is longest ago, one that never failed before all; the choice of `policy` among equals. */
export function leastRecentlyFailed(policy: BalancingPolicy = roundRobin()): BalancingPolicy {
  return {
    choose(instances, failures) {
      const ages = instances.map((instance) => failures.lastFailureMs(instance) ?? Number.NEGATIVE_INFINITY)
      const oldest = Math.min(...ages)
      return policy.choose(
        instances.filter((_, i) => ages[i] === oldest),
        failures,
      )
    },
  }
}
