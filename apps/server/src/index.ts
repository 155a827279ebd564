/**
 * The server as a program, and its two halves for programs of one's own: settings from a zoo.cfg, and the assembly of a server from them.
 *
 * ```ts
 * import { silentLogger, silentMetrics } from '@zabkit/core'
 * import { assemble, loadSettings, nodeSources } from '@zabkit/server'
 * const settings = await loadSettings(null, nodeSources())
 * const server = await assemble(settings, { logger: silentLogger, metrics: silentMetrics, onFailure: () => process.exit(1) })
 * ```
 *
 * @packageDocumentation
 */
export { type AssemblyParts, assemble } from './assemble.ts'
export type { EnsembleConfiguration } from './ensemble-settings.ts'
export type { PeerTlsSettings } from './peer-tls-settings.ts'
export { loadSettings, type ServerSettings } from './settings.ts'
export { nodeSources, type SettingsSources } from './sources.ts'
