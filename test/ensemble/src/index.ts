export * from './test-ensemble.ts'
