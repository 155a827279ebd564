import { describe, it } from 'vitest'
import { sessionTrackerSuite } from '../../conformance/src/session-tracker-suite.ts'
import { sessionTracker } from '../src/index.ts'

describe('the session tracker of the kit', () => {
  for (const { name, run } of sessionTrackerSuite(sessionTracker())) it(name, run)
})
