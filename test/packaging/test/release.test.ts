import { describe, expect, it } from 'vitest'
import { RELEASE_TIMEOUT_MS } from '../src/limits.ts'
import { publicPackages, workspaceRoot } from '../src/public-packages.ts'
import { mustRun } from '../src/run.ts'

describe('nx release', () => {
  it('would raise every package, and every pinned dependency on one, to the same version', { timeout: RELEASE_TIMEOUT_MS }, async () => {
    const args = ['nx', 'release', '9.8.7', '--dry-run', '--skip-publish']
    const said = await mustRun('npx', args, { cwd: workspaceRoot, timeoutMs: RELEASE_TIMEOUT_MS })
    const raised = [...said.matchAll(/^ +"name": "(.+)",\n-.*\n\+ +"version": "9\.8\.7"/gm)].map(([, name]) => name)
    expect(raised).toEqual(expect.arrayContaining(publicPackages().map(({ manifest }) => manifest.name)))
    const pinned = [...said.matchAll(/^\+ +"@zabkit\/.+": "(.+)"/gm)].map(([, version]) => version)
    expect(new Set(pinned)).toEqual(new Set(['9.8.7']))
    expect(said).not.toMatch(/^ .*"@zabkit\/.+": "\d/m)
  })
})
