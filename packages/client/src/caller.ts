import { ErrorCode } from '@zabkit/core'
import type { Chroot } from './chroot.ts'
import { isUncertain, isZooKeeperError, uncertain, ZooKeeperError } from './errors.ts'
import { type Codec, Operation } from './operation.ts'
import { pathFault } from './path.ts'
import { pause } from './pause.ts'
import type { RetryPolicy } from './retry.ts'
import type { ClientSession } from './session.ts'
import type { ClientTelemetry } from './telemetry.ts'
import { timeLimit } from './time-limit.ts'
import type { OperationOptions } from './types.ts'

/** The part of a session that operations need. */
export type Submitter = Pick<ClientSession, 'submit' | 'sessionId'>

/** The way of every operation: checked, observed, submitted, and repeated where that is safe. */
export class Caller {
  readonly chroot: Chroot
  /** Null: nothing is repeated. */
  readonly policy: RetryPolicy | null
  readonly #session: Submitter
  readonly #telemetry: ClientTelemetry
  readonly #timeoutMs: number | undefined

  constructor(session: Submitter, chroot: Chroot, policy: RetryPolicy | null, telemetry: ClientTelemetry, operationTimeoutMs: number) {
    this.#session = session
    this.chroot = chroot
    this.policy = policy
    this.#telemetry = telemetry
    this.#timeoutMs = timeLimit(operationTimeoutMs)
  }

  get sessionId(): bigint {
    return this.#session.sessionId
  }

  /** An operation with what its caller wants of it. */
  operation<T>(codec: Codec<T>, path: string | null, options: OperationOptions | undefined, number = -1, chroot = this.chroot): Operation<T> {
    const operation = new Operation<T>(codec, chroot, path, number)
    operation.signal = options?.signal
    operation.timeoutMs = options?.timeoutMs === undefined ? this.#timeoutMs : timeLimit(options.timeoutMs)
    return operation
  }

  /** Refuses a path that no server would take; otherwise as `call`. */
  callChecked<T>(operation: Operation<T>): Promise<T> {
    const fault = pathFault(operation.path)
    return fault === null ? this.call(operation) : refuse(operation.operation, operation.path, fault)
  }

  call<T>(operation: Operation<T>): Promise<T> {
    const observation = this.#telemetry.begin(operation)
    const result = this.#submit(operation)
    return observation === null ? result : observation.follow(result)
  }

  #submit<T>(operation: Operation<T>): Promise<T> {
    const startedMs = operation.timeoutMs === undefined ? 0 : performance.now()
    // All kinds alike: answers that arrive together settle in their order only if each is as far from its caller.
    return this.#session.submit(operation).catch((error: unknown) => this.#failed(operation, error, startedMs))
  }

  async #failed<T>(operation: Operation<T>, first: unknown, startedMs: number): Promise<T> {
    let error = first
    let mayBeDone = isUncertain(first)
    for (let repetition = 1; ; repetition++) {
      if (operation.mayBeAbsent && isZooKeeperError(error, 'NoNode')) return operation.codec.absent as T
      const delayMs = operation.safe && isZooKeeperError(error, 'ConnectionLoss') ? this.policy?.delayMs(repetition) : null
      if (delayMs === null || delayMs === undefined) throw error
      await this.#pause(operation, delayMs, startedMs)
      operation.repeated = true
      if (operation.timeoutMs !== undefined) startedMs = this.#shorten(operation, startedMs)
      try {
        return await this.#session.submit(operation)
      } catch (again) {
        error = mayBeDone ? uncertain(again) : again
        mayBeDone ||= isUncertain(again)
      }
    }
  }

  /** No longer than the limit leaves. */
  async #pause({ timeoutMs, signal, operation, path }: Operation<unknown>, delayMs: number, startedMs: number): Promise<void> {
    const leftMs = timeoutMs === undefined ? Number.POSITIVE_INFINITY : startedMs + timeoutMs - performance.now()
    await pause(Math.min(delayMs, leftMs), signal)
    if (delayMs >= leftMs) throw new ZooKeeperError(ErrorCode.OperationTimeout, operation, path)
  }

  /** The limit is for all attempts together. */
  #shorten(operation: Operation<unknown>, startedMs: number): number {
    const nowMs = performance.now()
    const leftMs = (operation.timeoutMs ?? 0) - (nowMs - startedMs)
    if (leftMs <= 0) throw new ZooKeeperError(ErrorCode.OperationTimeout, operation.operation, operation.path)
    operation.timeoutMs = leftMs
    return nowMs
  }
}

/** The error of an argument that no server was asked about. */
export function badArguments(operation: string, path: unknown, detail: string): ZooKeeperError {
  return new ZooKeeperError(ErrorCode.BadArguments, operation, typeof path === 'string' ? path : null, { detail })
}

export function refuse(operation: string, path: unknown, detail: string): Promise<never> {
  return Promise.reject(badArguments(operation, path, detail))
}
