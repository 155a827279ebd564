/** The unit of expiry, in ms. Short, so that what needs some ticks (a partition that is noticed, an election) takes tenths of a second. */
export const TICK_MS = 100
/** Shortest and longest session timeouts that are given. The longest lets clients have what they ask for: a busy machine is slow, not dead. */
export const SESSION_TIMEOUT_MS_MIN = 200
export const SESSION_TIMEOUT_MS_MAX = 60_000
/** How often containers and TTL znodes are looked through. */
export const REAP_INTERVAL_MS = 250
/** Each part's time to stop. */
export const STOP_TIMEOUT_MS = 5_000
/** Time is advanced by jumps of at most this: what is due inside one runs in order, and what it asks for runs when the jump is over. */
export const ADVANCE_STEP_MS = 10
/** Turns of the event loop after which a jump is over although the servers still ask for more. */
export const QUIET_TURNS_MAX = 100
/** How often a condition is looked at. */
export const LOOK_MS = 5
/** How long there may be no leader before waiting for one fails. */
export const LEADER_WAIT_MS = 30_000
/** Where servers listen. */
export const HOST = '127.0.0.1'
/** Host and port in the connection string of servers without a port; the port stands for nothing. */
export const MEMORY_HOST = 'memory'
export const MEMORY_PORT = 2181
/** Servers of an ensemble, voters and observers together. */
export const SERVERS_MAX = 15
export const PORT_MAX = 65_535
/** Exit code of the command for arguments that it does not understand. */
export const EXIT_USAGE = 2
export const EXIT_FAILED = 1
