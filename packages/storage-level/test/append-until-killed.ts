/** Appends until it is killed, and prints the counter of every txn that was acknowledged. Run by kill.test.ts. */
import { writeSync } from 'node:fs'
import { type LogRecord, makeZxid, type Zxid } from '@zabkit/core'
import { open } from './support.ts'

const IN_FLIGHT = 8

const storage = open(process.argv[2] ?? '')
await storage.start()
let counter = storage.log.range.lastZxid % 2 ** 32

function next(): void {
  const records: LogRecord[] = []
  for (let i = 0; i < 1 + (counter % 5); i++) records.push({ zxid: makeZxid(1, ++counter), bytes: Buffer.alloc(300, counter) })
  const last = counter
  storage.log.append(records, 0 as Zxid, (error) => {
    if (error !== null) throw error
    // Straight to the pipe: what is printed was acknowledged before the signal came.
    writeSync(1, `${last}\n`)
    next()
  })
}

for (let i = 0; i < IN_FLIGHT; i++) next()
