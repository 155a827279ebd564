/** Shortest secret accepted, in bytes: as long as the output of the hash that it keys. */
export const SECRET_BYTES_MIN = 32
/** Length of a session's password, in bytes: what ZooKeeper's clients send back. */
export const PASSWORD_BYTES = 16
