/** For tests: a client of the wire protocol that says exactly what it is told to say, and the server app as a real process. */
export * as body from './bodies.ts'
export { fourLetterWord } from './four-letter-word.ts'
export { freePort, ServerProcess } from './server-process.ts'
export { type Reply, WireClient, type WireEvent, type WireOptions } from './wire-client.ts'
