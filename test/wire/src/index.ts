/** A small client of the wire protocol for tests: says exactly what it is told to say, and shows exactly what came back. */
export { fourLetterWord } from './four-letter-word.ts'
export { type Reply, type WireEvent, WireClient, type WireOptions } from './wire-client.ts'
export * as body from './bodies.ts'
