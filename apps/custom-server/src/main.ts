import { acl, digest } from '@zabkit/acl'
import { dataTree } from '@zabkit/datatree'
import { createServer } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { memoryStorage } from '@zabkit/storage-memory'
import { memoryClients } from '@zabkit/transport-memory'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { token } from './token.ts'

const { PORT = '2181', TOKEN_KEY = 'a key for trying it out' } = process.env
const inside = memoryClients()
const server = createServer({
  id: 1,
  storage: memoryStorage(),
  clients: [tcpClients({ host: '127.0.0.1', port: Number(PORT) }), inside],
  broadcast: zabBroadcast(),
  tree: dataTree(),
  acl: acl({ providers: [token({ key: TOKEN_KEY }), digest()] }),
  sessions: sessionTracker(),
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.stop())
await server.start()
console.log(`listening on ${server.addresses[0]}`)
inside.connect({ data: (chunk) => console.log(`from inside the process: ${chunk}`), closed: () => {} }).write(Buffer.from('srvr'))
