import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

/** One configuration for every package: tests run on the sources, in threads of one process. */
export default defineConfig({
  ssr: { resolve: { conditions: ['@zabkit/source', ...defaultServerConditions] } },
  // A loaded machine is slow, not wrong: what hangs is caught all the same.
  test: { pool: 'threads', isolate: false, include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } },
})
