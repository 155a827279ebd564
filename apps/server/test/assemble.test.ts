import { silentLogger, silentMetrics } from '@zabkit/core'
import { expect, it } from 'vitest'
import { assemble } from '../src/assemble.ts'
import { ENSEMBLE, load } from './support.ts'

it('a member of an ensemble is never put together as a server that stands alone', async () => {
  const settings = await load(...ENSEMBLE)
  const parts = { logger: silentLogger, metrics: silentMetrics, onFailure: () => {} }
  expect(() => assemble(settings, parts)).toThrow(/4 servers are named: ensembles are not served/)
})
