/** A server for `out-of-descriptors.test.ts`: prints its address, serves until its input ends. */
import { tcpClients } from '../src/index.ts'
import { EchoSession } from './lab-session.ts'
import { TestSystem } from './system.ts'

const transport = tcpClients({ host: '127.0.0.1', port: 0, maxConnectionsPerAddress: 0 })(new TestSystem())
await transport.start({ connected: (connection) => new EchoSession(connection), command: () => 'imok' })
process.stdout.write(`${transport.address}\n`)
process.stdin.on('end', () => void transport.stop()).resume()
