import { describe, it } from 'vitest'
import { sessionTrackerSuite } from '@zabkit/conformance'
import { sessionTracker } from '../src/index.ts'

describe('the session tracker of the kit', () => {
  for (const { name, run } of sessionTrackerSuite(sessionTracker())) it(name, run)
})
