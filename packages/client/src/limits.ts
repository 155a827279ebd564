/** Largest frame taken from a server. Servers do not bound their answers (a list of children can be long); a frame's memory grows with what has come, not with what was announced. */
export const FRAME_BYTES_MAX = 64 << 20
/** Longest request sent, unless `maxRequestBytes` says otherwise: ZooKeeper's default of jute.maxbuffer. */
export const REQUEST_BYTES_MAX = 0xf_ffff
/** Requests that wait for a connection; one more ends with ConnectionLoss. */
export const WAITING_REQUESTS_MAX = 100_000
/** Bytes that the socket has not taken, above which requests wait here. */
export const UNSENT_BYTES_MAX = 16 << 20
/** First memory of a connection's outgoing batch. */
export const BATCH_BYTES = 4 << 10
/** A batch is written at once when it reaches this, and not first at the end of the turn. */
export const FLUSH_BYTES = 256 << 10
/** Session timeout asked for. */
export const SESSION_TIMEOUT_MS = 30_000
/** TCP, TLS and handshake with one server. */
export const CONNECT_TIMEOUT_MS = 5_000
/** However short the session, a server gets this long to answer. */
export const CONNECT_TIMEOUT_MS_MIN = 100
/** Pause after all addresses were tried in vain once, and the longest pause. */
export const BACKOFF_BASE_MS = 50
export const BACKOFF_MAX_MS = 2_000
/** A connection that stood this long was a good one: the next attempt follows at once. */
export const STABLE_CONNECTION_MS = 1_000
/** Wait for the server's word when a session is closed. */
export const CLOSE_TIMEOUT_MS = 2_000
/** Pauses between searches for a full server while connected to a read-only one. */
export const SEARCH_BASE_MS = 200
export const SEARCH_MAX_MS = 10_000
/** Wait for one server's answer to `isro`. */
export const SEARCH_TIMEOUT_MS = 1_000
/** Addresses of one host that are tried in one round. */
export const ADDRESSES_PER_HOST_MAX = 64
/** Wait for the addresses of one host, or the records of a service. */
export const RESOLVE_TIMEOUT_MS = 3_000
/** Servers in a connection string, or in the SRV records of a name. */
export const SERVERS_MAX = 1_024
/** The largest port of TCP. */
export const PORT_MAX = 65_535
/** ZooKeeper's port for clients. */
export const DEFAULT_PORT = 2181
/** The longest time of Node's timers, almost 25 days: beyond it they fire at once. */
export const TIMER_MAX_MS = 0x7fff_ffff
/** The largest xid; 1 follows. */
export const XID_MAX = 0x7fff_ffff
