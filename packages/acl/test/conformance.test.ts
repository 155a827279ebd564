import { describe, it } from 'vitest'
import { authProviderSuite } from '@zabkit/conformance'
import { SAMPLES } from './samples.ts'

describe.each(SAMPLES)('the provider $provider.scheme', ({ provider, samples }) => {
  for (const { name, run } of authProviderSuite(provider, samples)) it(name, run)
})
