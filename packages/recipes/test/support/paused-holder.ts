// A process that holds a lock and says what it believes each time it finds that it stood still.
import { connect } from '@zabkit/client'
import { Lock } from '../../src/index.ts'

const [address = '', path = '', sessionTimeoutMs = ''] = process.argv.slice(2)
const client = await connect(address, { sessionTimeoutMs: Number(sessionTimeoutMs) })
const held = await new Lock(client, path).acquire()
let last = performance.now()
setInterval(() => {
  const gap = performance.now() - last
  if (gap > Number(sessionTimeoutMs)) console.log(`woke ${held.isHeld} ${held.signal.aborted}`)
  last = performance.now()
}, 5)
process.stdin.resume().on('end', () => process.exit(0))
console.log(`held ${held.token}`)
