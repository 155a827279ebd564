/** How long a server may take until it answers `srvr`: a Java virtual machine on a busy machine needs seconds. */
export const START_MS_MAX = 20_000
/** How long a server may take to stop after SIGTERM before it is killed. */
export const STOP_MS_MAX = 10_000
/** Between two looks at a condition. */
export const POLL_MS = 25
/** What a client program may take from start to end, restarts of the server included. */
export const PROGRAM_MS_MAX = 60_000
/** What one command of zkCli.sh may take. */
export const COMMAND_MS_MAX = 15_000
/** The last lines of a program's output that an error shows. */
export const SHOWN_LINES = 60
/** The limit of one test: more than any wait inside it, so that the wait's own message is what one sees. */
export const TEST_MS_MAX = 90_000
/** What a rival may take to answer: waits for the expiry of another's session are among it. */
export const ANSWER_MS_MAX = 40_000
/** The session timeout of rivals: what stays of one that is killed goes after it. Long enough for a Java virtual machine that starts on a busy machine. */
export const RIVAL_SESSION_MS = 4_000
/** Processes that one test file may run at a time, with room. */
export const CHILDREN_MAX = 50
