import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectString, planEnsemble, writeEnsemble } from '../src/local-ensemble.ts'
import { loadSettings } from '../src/settings.ts'
import { nodeSources } from '../src/sources.ts'
import { freePorts, listening, texts } from './support.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'zabkit-ensemble-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const closed = (server: Server) => new Promise((resolve) => server.close(resolve))

it('the configurations that are written are those of three voters and an observer, without a warning', async () => {
  const servers = await planEnsemble(directory, await freePorts(4))
  await writeEnsemble(servers)
  const all = await Promise.all(servers.map(({ configPath }) => loadSettings(configPath, nodeSources())))
  expect(all.map(({ serverId, ensemble }) => [serverId, ensemble?.role])).toEqual([[1, 'voter'], [2, 'voter'], [3, 'voter'], [4, 'observer']])
  expect(all.flatMap((settings) => texts(settings, 'warn'))).toEqual([])
  expect(all.map(({ client }) => client)).toEqual(servers.map(({ clientPort: port }) => ({ host: '127.0.0.1', port, acceptsTls: false })))
  expect(all.map(({ ensemble }) => ensemble?.ensemble.members)).toEqual(all.map(() => servers.map(({ id, role, peerPort }) => (
    { id, role: role === 'observer' ? 'observer' : 'voter', addresses: [`127.0.0.1:${peerPort}`] }
  ))))
  expect(connectString(servers)).toBe(servers.map(({ clientPort }) => `127.0.0.1:${clientPort}`).join(','))
})

it('writing them again leaves data alone', async () => {
  const servers = await planEnsemble(directory, await freePorts(4))
  await writeEnsemble(servers)
  const kept = join(directory, '2', 'data', 'kept')
  writeFileSync(kept, 'data')
  await writeEnsemble(servers)
  expect(readFileSync(kept, 'utf8')).toBe('data')
})

it('a port of clients that somebody else has is said before anything starts; one among servers is replaced', async () => {
  const [taken, ...others] = await freePorts(4)
  const server = createServer()
  await listening(server, taken ?? 0)
  await expect(planEnsemble(directory, [...others, taken ?? 0])).rejects.toMatchObject({
    code: 'ZK_PORT_UNUSABLE', message: `port ${taken} is for clients of the ensemble, and another program listens there`,
  })
  await closed(server)
  const usual = createServer()
  const isOurs = await listening(usual, 2888).then(() => true, () => false)
  const ports = (await planEnsemble(directory, await freePorts(4))).map(({ peerPort }) => peerPort)
  expect(ports).not.toContain(2888)
  expect(new Set(ports).size).toBe(4)
  if (isOurs) await closed(usual)
})

it('the directory of an ensemble that runs on other ports is left alone', async () => {
  const ports = await freePorts(5)
  const running = createServer()
  await listening(running, ports[4] ?? 0)
  mkdirSync(join(directory, '2'))
  writeFileSync(join(directory, '2', 'zoo.cfg'), `dataDir=x\nclientPort=${ports[4]}\n`)
  await expect(planEnsemble(directory, ports.slice(0, 4))).rejects.toMatchObject({ code: 'ZK_DIRECTORY_LOCKED' })
  await closed(running)
  expect((await planEnsemble(directory, ports.slice(0, 4))).length).toBe(4)
})
