import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { INSTALL_TIMEOUT_MS, PACK_TIMEOUT_MS } from './limits.ts'
import { type PublicPackage, workspaceRoot } from './public-packages.ts'
import { mustRun } from './run.ts'

/** A folder outside the repository into which packages were installed from their tarballs. */
export interface Installation {
  readonly folder: string
  /** By the package's name: the path of its tarball. */
  readonly tarballs: ReadonlyMap<string, string>
  readonly remove: () => Promise<void>
}

/** Packs the packages as they stand (they must be built) and installs them together, their dependencies from the registry or npm's cache. */
export async function installPacked(packages: readonly PublicPackage[]): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'zabkit-packaging-'))
  const tarballs = await pack(packages, join(folder, 'tarballs'))
  const dependencies = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'somebody-else', private: true, dependencies }))
  // No scripts: what needs one to work would not work for everybody.
  const args = ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  await mustRun('npm', args, { cwd: folder, timeoutMs: INSTALL_TIMEOUT_MS })
  return { folder, tarballs, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function pack(packages: readonly PublicPackage[], destination: string): Promise<Map<string, string>> {
  await mkdir(destination)
  const args = ['pack', ...packages.map(({ folder }) => folder), '--pack-destination', destination, '--ignore-scripts', '--json', '--loglevel=error']
  const packed = JSON.parse(await mustRun('npm', args, { cwd: workspaceRoot, timeoutMs: PACK_TIMEOUT_MS })) as { name: string; filename: string }[]
  return new Map(packed.map(({ name, filename }) => [name, join(destination, filename)]))
}
