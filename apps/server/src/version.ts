import { readFileSync, statSync } from 'node:fs'
import { invariant } from '@zabkit/core'
import { versionText } from '@zabkit/runtime'

/**
 * What `--version` and the four-letter words show: ZooKeeper's version that is followed, this package's own, and, as ZooKeeper has it, when
 * the program was built. Run from its sources it was not built, and no time is shown.
 */
export function serverVersion(): string {
  const built = modifiedAt(new URL('./main.js', import.meta.url))
  return versionText(packageVersion()) + (built === null ? '' : `, built on ${formatMinute(built)}`)
}

/** `2026-03-01 09:05 UTC`. */
export function formatMinute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** This package's own. */
export function packageVersion(): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  invariant(typeof version === 'string', 'package.json has a version')
  return version
}

function modifiedAt(file: URL): Date | null {
  return statSync(file, { throwIfNoEntry: false })?.mtime ?? null
}
