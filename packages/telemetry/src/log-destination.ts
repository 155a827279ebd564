import { destination } from 'pino'
import { LOG_BUFFER_BYTES_MAX } from './limits.ts'

/** Where lines go. `write` gets one whole line, its line break included. */
export interface LogDestination {
  write(line: string): void
  /** Writes out what still waits. */
  flushSync?(): void
}

/**
 * Lines to an open file descriptor. A slow reader does not hold up the server: lines wait, up to `LOG_BUFFER_BYTES_MAX`, and further ones
 * are dropped. What waits is written out when the process ends.
 */
export function fdDestination(fd: number): LogDestination {
  const stream = destination({ dest: fd, sync: false, maxLength: LOG_BUFFER_BYTES_MAX })
  // A closed pipe, a full disk: there is no place left to report it, and a log must not end the server.
  stream.on('error', () => {})
  return { write: (line) => void stream.write(line), flushSync: () => flushQuietly(() => stream.flushSync()) }
}

/** At a closed or broken descriptor there is nothing left to write out. */
function flushQuietly(flush: () => void): void {
  try {
    flush()
  } catch {}
}
