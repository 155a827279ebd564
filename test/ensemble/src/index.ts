export * from './otlp-receiver.ts'
export * from './process-ensemble.ts'
export * from './test-ensemble.ts'
export * from './until.ts'
