import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readAll } from '@zabkit/conformance'
import { makeZxid } from '@zabkit/core'
import { expect, it } from 'vitest'
import { makePlace } from './support.ts'

const SCRIPT = new URL('./append-until-killed.ts', import.meta.url).pathname
const ACKNOWLEDGED_MIN = 200

/** Runs the child until enough was acknowledged, kills it, and returns the last counter that it told. */
async function killedAfter(directory: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=@zabkit/source', SCRIPT, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (output.split('\n').length > lines) child.kill('SIGKILL')
  })
  await once(child, 'close')
  expect(child.signalCode).toBe('SIGKILL')
  return Number(output.split('\n').at(-2))
}

it('every append that was acknowledged before kill -9 is there after it, and the next server goes on from there', async () => {
  const place = await makePlace()
  let acknowledged = 0
  for (let life = 1; life <= 3; life++) {
    acknowledged = await killedAfter(place.directory, ACKNOWLEDGED_MIN)
    const storage = place.open()
    await storage.start()
    const { firstZxid, lastZxid } = storage.log.range
    expect(firstZxid).toBe(makeZxid(1, 1))
    expect(lastZxid).toBeGreaterThanOrEqual(makeZxid(1, acknowledged))
    const records = await readAll(storage.log)
    expect(records.map(({ zxid }) => zxid % 2 ** 32)).toEqual(Array.from({ length: records.length }, (_, i) => i + 1))
    for (const { zxid, bytes } of records) expect(bytes.equals(Buffer.alloc(300, zxid % 2 ** 32))).toBe(true)
    await storage.stop()
  }
  await place.remove()
})
