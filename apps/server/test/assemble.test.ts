import { silentLogger, silentMetrics } from '@zabkit/core'
import { expect, it } from 'vitest'
import { assemble } from '../src/assemble.ts'
import { ENSEMBLE, load } from './support.ts'

it('a member of an ensemble is put together with what ensembles need, and is not standalone', async () => {
  const settings = await load(...ENSEMBLE)
  const parts = { logger: silentLogger, metrics: silentMetrics, onFailure: () => {} }
  const server = await assemble(settings, parts)
  expect(server.mode).toBe('looking')
})
