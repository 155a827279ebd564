import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds `packages`, `apps` and `test`. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url))

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package that goes to the registry. */
export interface PublicPackage {
  readonly folder: string
  readonly manifest: Manifest
}

/** All packages of this repository that go to the registry: those not marked private. */
export function publicPackages(): PublicPackage[] {
  return ['packages', 'apps'].flatMap((group) => packagesIn(join(workspaceRoot, group))).filter(({ manifest }) => !manifest.private)
}

/** All TypeScript that the packages and apps are made of, tests included: texts by path. */
export function sourceTexts(): Map<string, string> {
  const files = ['packages', 'apps'].flatMap((group) => packagesIn(join(workspaceRoot, group))).flatMap(({ folder }) => sourcesIn(folder))
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8').trimEnd()]))
}

function sourcesIn(folder: string): string[] {
  return ['src', 'test', 'examples']
    .map((part) => join(folder, part))
    .filter((part) => existsSync(part))
    .flatMap((part) => readdirSync(part, { recursive: true, encoding: 'utf8' }).map((name) => join(part, name)))
    .filter((file) => file.endsWith('.ts'))
}

function packagesIn(group: string): PublicPackage[] {
  return readdirSync(group)
    .map((name) => join(group, name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest }))
}
