import { defineConfig } from 'vitest/config'

/** Nothing is needed. This file only keeps the settings of the folders above out of the example. */
export default defineConfig({})
