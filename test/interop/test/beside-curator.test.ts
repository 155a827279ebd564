import { afterAll, beforeAll, describe } from 'vitest'
import { type Build, compileJava } from '../src/compile.ts'
import { CURATOR_CLASS_PATH, CURATOR_PROGRAMS } from '../src/curator.ts'
import { TEST_MS_MAX } from '../src/limits.ts'
import { Match } from '../src/match.ts'
import { curator, describeClient, javaClient, javaCompiler } from '../src/requirements.ts'
import { curatorRival } from '../src/rivals.ts'
import { describeBarriers } from './beside-curator/barriers.ts'
import { describeData } from './beside-curator/data.ts'
import { describeDeaths } from './beside-curator/deaths.ts'
import { describeLocks } from './beside-curator/locks.ts'
import { describeServices } from './beside-curator/services.ts'

describeClient("Curator's recipes beside ours", [curator, javaClient, javaCompiler], () => {
  let build: Build | undefined
  let started: Match | undefined
  beforeAll(async () => {
    const built = await compileJava(CURATOR_PROGRAMS, CURATOR_CLASS_PATH)
    build = built
    started = await Match.start('curator', (server) => curatorRival(server, built))
  }, TEST_MS_MAX)
  afterAll(async () => {
    await started?.end()
    await build?.remove()
  })
  const match = (): Match => {
    if (started === undefined) throw new Error('the match has not begun')
    return started
  }

  describe('locks and leaders', () => describeLocks(match))
  describe('services', () => describeServices(match))
  describe('counters, queues, groups', () => describeData(match))
  describe('barriers', () => describeBarriers(match))
  describe('deaths', () => describeDeaths(match))
})
