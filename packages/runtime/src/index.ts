/**
 * `createServer`: the request pipeline, the role controller, the lifecycle. Imports no plugin; it is given them.
 *
 * ```ts
 * import { acl } from '@zabkit/acl'
 * import { dataTree } from '@zabkit/datatree'
 * import { createServer } from '@zabkit/runtime'
 * import { sessionTracker } from '@zabkit/session'
 * import { memoryStorage } from '@zabkit/storage-memory'
 * import { tcpClients } from '@zabkit/transport-tcp'
 * import { zabBroadcast } from '@zabkit/zab-broadcast'
 * const server = createServer({
 *   id: 1, storage: memoryStorage(), clients: [tcpClients({ host: '127.0.0.1', port: 0 })],
 *   broadcast: zabBroadcast(), tree: dataTree(), acl: acl(), sessions: sessionTracker(),
 * })
 * await server.start()
 * console.log(server.addresses)
 * await server.stop()
 * ```
 *
 * @packageDocumentation
 */
export { createServer, type ServerOptions, type ServerPlugins } from './create-server.ts'
export { type MembershipLines, type MembershipServer, membershipText } from './membership-text.ts'
export type { Server } from './server.ts'
export { type ServerMode, versionText } from './server-status.ts'
export { defaultSettings, type ServerSettings } from './settings.ts'
export { systemClock, systemRandom, systemTimers } from './system-components.ts'
