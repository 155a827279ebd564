import { afterAll, beforeAll, describe } from 'vitest'
import { TEST_MS_MAX } from '../src/limits.ts'
import { Match } from '../src/match.ts'
import { describeClient, kazoo } from '../src/requirements.ts'
import { kazooRival } from '../src/rivals.ts'
import { describeBarriers } from './beside-kazoo/barriers.ts'
import { describeData } from './beside-kazoo/data.ts'
import { describeDeaths } from './beside-kazoo/deaths.ts'
import { describeLocks } from './beside-kazoo/locks.ts'

describeClient("kazoo's recipes beside ours", [kazoo], () => {
  let started: Match | undefined
  beforeAll(async () => {
    started = await Match.start('kazoo', kazooRival)
  }, TEST_MS_MAX)
  afterAll(() => started?.end())
  const match = (): Match => {
    if (started === undefined) throw new Error('the match has not begun')
    return started
  }

  describe('locks and elections', () => describeLocks(match))
  describe('queues and counters', () => describeData(match))
  describe('barriers', () => describeBarriers(match))
  describe('deaths', () => describeDeaths(match))
})
