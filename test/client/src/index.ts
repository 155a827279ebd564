/** What the client's suite needs: servers of ours and of Apache's, and networks that can be cut. */
export { Passage } from './passage.ts'
export { type PausedClient, startPausedClient } from './paused-client.ts'
export { describeApache, describeTarget, startApacheEnsemble, type Target, targets } from './targets.ts'
