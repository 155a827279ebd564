import { readdirSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Metrics } from '@zabkit/core'

const NANOSECONDS_PER_MS = 1e6

/** Figures of the process under ZooKeeper's names where it has one. 0 where the system does not tell. Returns what stops the watching. */
export function registerProcessMetrics(metrics: Metrics): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  metrics.gauge('open_file_descriptor_count', 'Open file descriptors', openDescriptors)
  metrics.gauge('max_file_descriptor_count', 'Most that may be open', maxDescriptors)
  metrics.gauge('process_resident_memory_bytes', 'Memory in use', () => process.memoryUsage.rss())
  metrics.gauge('event_loop_delay_max_ms', 'Longest time the process did not look at its input', () => delay.max / NANOSECONDS_PER_MS)
  return () => delay.disable()
}

function openDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return 0
  }
}

function maxDescriptors(): number {
  try {
    return Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
