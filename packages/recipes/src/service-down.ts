import type { ServiceInstance } from './service-instance.ts'
import type { FailureRecord } from './service-policy.ts'
import { DOWN_ERRORS, DOWN_INSTANCES_MAX, DOWN_TIMEOUT_MS } from './shared-limits.ts'

/** When an instance that is registered but fails is left alone (Curator's DownInstancePolicy). */
export interface DownInstancePolicy {
  /** Errors within `timeoutMs` from the first on that make an instance down. Default 2. */
  readonly errors?: number
  /** How long errors are remembered, ms, counted from the first. Default 30_000. */
  readonly timeoutMs?: number
}

interface Failures {
  readonly firstMs: number
  lastMs: number
  count: number
}

/** The failures of instances as told by those who use them. An instance that registers anew begins without any. */
export class DownInstances implements FailureRecord {
  readonly #errors: number
  readonly #timeoutMs: number
  readonly #now: () => number
  readonly #failures = new Map<string, Failures>()

  constructor(policy: DownInstancePolicy, now: () => number) {
    this.#errors = policy.errors ?? DOWN_ERRORS
    this.#timeoutMs = policy.timeoutMs ?? DOWN_TIMEOUT_MS
    this.#now = now
  }

  add(instance: ServiceInstance): void {
    const nowMs = this.#now()
    const failures = this.#recent(instance)
    if (failures === null) return this.#begin(instance, nowMs)
    failures.count++
    failures.lastMs = nowMs
  }

  isDown(instance: ServiceInstance): boolean {
    return (this.#recent(instance)?.count ?? 0) >= this.#errors
  }

  lastFailureMs(instance: ServiceInstance): number | null {
    return this.#recent(instance)?.lastMs ?? null
  }

  #begin(instance: ServiceInstance, nowMs: number): void {
    this.#failures.set(keyOf(instance), { firstMs: nowMs, lastMs: nowMs, count: 1 })
    if (this.#failures.size <= DOWN_INSTANCES_MAX) return
    const [oldest] = this.#failures.keys()
    if (oldest !== undefined) this.#failures.delete(oldest)
  }

  #recent(instance: ServiceInstance): Failures | null {
    const key = keyOf(instance)
    const failures = this.#failures.get(key)
    if (failures === undefined) return null
    if (this.#now() - failures.firstMs < this.#timeoutMs) return failures
    this.#failures.delete(key)
    return null
  }
}

function keyOf({ id, registrationTimeUTC }: ServiceInstance): string {
  return `${registrationTimeUTC} ${id}`
}
