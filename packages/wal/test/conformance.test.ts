import { storageSuite } from '@zabkit/conformance'
import { describe, test } from 'vitest'
import { diskPlace, simulatedPlace } from './places.ts'

describe('on the disk of this machine', () => {
  storageSuite({ test, create: diskPlace })
})

describe('on a simulated disk', () => {
  storageSuite({ test, create: () => simulatedPlace() })
})
