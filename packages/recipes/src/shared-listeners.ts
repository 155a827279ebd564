/** Takes what a listener threw, or what went wrong in the background. */
export type ErrorListener = (error: unknown) => void

/** The default: a warning of the process, seen on stderr and by `process.on('warning')`. Nothing is thrown into somebody else's turn. */
export const warnOfError: ErrorListener = (error) => process.emitWarning(error instanceof Error ? error : new Error(String(error)))

/** Calls everyone in the order of their coming. One that throws is reported and harms nobody else. */
export class Listeners<E> {
  readonly #listeners = new Set<{ readonly call: (event: E) => void }>()
  readonly #onError: ErrorListener

  constructor(onError: ErrorListener) {
    this.#onError = onError
  }

  /** Returns the way to stop. */
  add(call: (event: E) => void): () => void {
    const entry = { call }
    this.#listeners.add(entry)
    return () => void this.#listeners.delete(entry)
  }

  emit(event: E): void {
    for (const { call } of [...this.#listeners]) {
      try {
        call(event)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  clear(): void {
    this.#listeners.clear()
  }
}
