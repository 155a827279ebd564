/** Limits that more than one package keeps, with the reason of each default. A package's own limits stand in its own `limits.ts`. */

/** Largest client frame, and largest txn, in bytes: ZooKeeper's `jute.maxbuffer` (0xfffff). */
export const MAX_FRAME_BYTES = 0xfffff
/** Connections from one address: ZooKeeper's `maxClientCnxns`. 0: no limit. */
export const MAX_CONNECTIONS_PER_ADDRESS = 60
/** Connections in all: ZooKeeper's `maxCnxns`. 0: no limit. */
export const MAX_CONNECTIONS = 0
/** A client that does not begin its session in this time is dropped: `nio.sessionlessCnxnTimeout`. */
export const HANDSHAKE_TIMEOUT_MS = 10_000
/** Bytes waiting for a client that does not read, above which nothing more is read from it. */
export const QUEUED_BYTES_PAUSE = 1 << 20
/** Bytes waiting for a client that does not read, above which it is dropped (watch events alone can reach it). */
export const QUEUED_BYTES_DROP = 64 << 20
/** Writes of one client that are not answered yet, above which nothing more is read from it. */
export const OUTSTANDING_PER_CLIENT = 2_000
/** Bytes of writes in flight in the whole server, above which no client is read from. */
export const OUTSTANDING_BYTES = 64 << 20
/** Kinds of line that a rate-limited log tells apart; beyond, new kinds share one: messages made from input must not fill the memory. */
export const RATE_LIMITED_KINDS_MAX = 256
/**
 * Largest number of a server, `N` of `server.N`. It is the first byte of the ids of the sessions that the server begins, and an ephemeral
 * znode's owner is such an id; an owner that begins with 0xff means the TTL of a znode, so that 255 is no server's number.
 */
export const MAX_SERVER_ID = 254
/** Bytes waiting for a peer below which a stream to it goes on. */
export const PEER_DRAINED_BYTES = 1 << 20
/** Bytes waiting for a peer that does not take them, above which its link is closed: it joins again when it can. */
export const PEER_QUEUED_BYTES_MAX = 256 << 20
/** A peer that does not answer the connection and its handshake in this time is given up for this attempt: ZooKeeper's cnxTimeout. */
export const PEER_CONNECT_TIMEOUT_MS = 5_000
/** Largest frame between servers: a batch of txns, each up to a client's largest frame. */
export const PEER_FRAME_BYTES_MAX = 64 << 20
/** How often an election core that looks is told the time. */
export const ELECTION_TICK_MS = 50
