import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@zabkit/simulator'
import { type LogFields, type Logger, type Storage, silentLogger, silentMetrics } from '@zabkit/core'
import { type WalOptions, wal } from '../src/index.ts'

export const clock = { now: () => 1_700_000_000_000, monotonic: () => performance.now() }

let opened = 0

/** A storage over `options`, not started. */
export function open(options: WalOptions, logger: Logger = silentLogger): Storage {
  return wal(options)({ clock, logger, metrics: silentMetrics, random: seededRandom(++opened) })
}

export async function temporaryDirectory(): Promise<{ directory: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'wal-'))
  return { directory, remove: () => rm(directory, { recursive: true }) }
}

/** A logger that keeps its warnings. */
export function warnings(): { logger: Logger; lines: { message: string; fields: LogFields }[] } {
  const lines: { message: string; fields: LogFields }[] = []
  const logger: Logger = { ...silentLogger, warn: (message, fields = {}) => void lines.push({ message, fields }), child: () => logger }
  return { logger, lines }
}
