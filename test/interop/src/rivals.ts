import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LockLayout } from '@zabkit/recipes'
import { CURATOR_CLASS_PATH } from './curator.ts'
import { type Build, folder, javaCommand } from './compile.ts'
import { RIVAL_SESSION_MS } from './limits.ts'
import { PYTHON } from './requirements.ts'
import { Rival } from './rival.ts'
import type { TestServer } from './test-server.ts'

const OURS = fileURLToPath(new URL('../rivals/ours.ts', import.meta.url))
/** From the sources, as the tests themselves. */
const NODE = [process.execPath, '--conditions=@zabkit/source', '--import', 'tsx', OURS]

export function ours(server: TestServer, layout: LockLayout): Rival {
  return new Rival([...NODE, server.host, String(RIVAL_SESSION_MS), layout])
}

export function curatorRival(server: TestServer, build: Build): Rival {
  return new Rival([...javaCommand(build, [], CURATOR_CLASS_PATH), 'CuratorRival', server.host, String(RIVAL_SESSION_MS)])
}

export function kazooRival(server: TestServer): Rival {
  return new Rival([PYTHON, '-B', join(folder('kazoo'), 'rival.py'), server.host, String(RIVAL_SESSION_MS)])
}
