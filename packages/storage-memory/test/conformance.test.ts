import { storageSuite } from '@zabkit/conformance'
import { test } from 'vitest'
import { memoryPlace } from './memory-place.ts'

storageSuite({ test, create: async () => memoryPlace() })
