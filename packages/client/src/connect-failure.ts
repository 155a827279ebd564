/** Why an attempt to connect came to nothing, or a connection ended. */
export interface ConnectFailure {
  /** `address:port` of the server, or the name that has no address. */
  readonly server: string
  /** A sentence. */
  readonly reason: string
  /** What the system, TLS, the name server or the option `connect` said; null where a server or this client ended it. */
  readonly error: unknown
}

export function describeFailure({ server, reason }: ConnectFailure): string {
  return `${server}: ${reason}`
}
