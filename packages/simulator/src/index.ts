/**
 * A simulated disk: what was not synced can be lost, torn and reordered; any call can fail; the process can die in any call. All chance
 * comes from a seed.
 *
 * ```ts
 * import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
 * const disk = new SimulatedFileSystem({ faults: { crashAt: 40 } })
 * // ... run something over `disk` until `disk.crashed` resolves, then come back on what the power cut left:
 * const after = disk.powerLoss({ keep: 'torn', random: seededRandom(7) })
 * ```
 *
 * And a small ensemble in virtual time, for stories about the protocol: `runScenario(text, cores)` runs the commands of a text over election and
 * broadcast cores and returns it with everything that came of them, message by message.
 *
 * @packageDocumentation
 */
export type { ScenarioCores } from './scenario-parts.ts'
export { runScenario, ScenarioError } from './scenario-runner.ts'
export { formatScenario, parseScenario, type ScenarioBlock, type ScenarioText } from './scenario-text.ts'
export * from './seeded-random.ts'
export type { Keep } from './simulated-file.ts'
export { type DiskCall, type DiskFaults, SimulatedFileSystem, type SimulatedFileSystemOptions } from './simulated-file-system.ts'
