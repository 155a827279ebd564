import { storageSuite } from '@zabkit/conformance'
import { test } from 'vitest'
import { makePlace } from './support.ts'

storageSuite({ test, create: makePlace })
