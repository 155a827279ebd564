/** Shortest secret accepted, in bytes: as long as the output of the hash that it keys. */
export const SECRET_BYTES_MIN = 32
/** Length of a session's password, in bytes: what ZooKeeper's clients send back. */
export const PASSWORD_BYTES = 16
/** Largest server id. 255 would give ids that read as the TTL of a znode (`ephemeralOwner` 0xff...). */
export const SERVER_ID_MAX = 254
