/** ZooKeeper's error numbers (KeeperException.Code). None is ever invented: old clients fail on numbers they do not know. */
export const ErrorCode = {
  Ok: 0,
  SystemError: -1,
  RuntimeInconsistency: -2,
  DataInconsistency: -3,
  ConnectionLoss: -4,
  MarshallingError: -5,
  Unimplemented: -6,
  OperationTimeout: -7,
  BadArguments: -8,
  UnknownSession: -12,
  NewConfigNoQuorum: -13,
  ReconfigInProgress: -14,
  NoNode: -101,
  NoAuth: -102,
  BadVersion: -103,
  NoChildrenForEphemerals: -108,
  NodeExists: -110,
  NotEmpty: -111,
  SessionExpired: -112,
  InvalidCallback: -113,
  InvalidAcl: -114,
  AuthFailed: -115,
  SessionMoved: -118,
  NotReadOnly: -119,
  EphemeralOnLocalSession: -120,
  NoWatcher: -121,
  RequestTimeout: -122,
  ReconfigDisabled: -123,
  SessionClosedRequireSaslAuth: -124,
  QuotaExceeded: -125,
  Throttled: -127,
} as const

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode]

const names = new Map<number, string>(Object.entries(ErrorCode).map(([name, code]) => [code, name]))

/** The name of a code, or `Error(<n>)` for a number that ZooKeeper does not have. */
export function errorName(code: number): string {
  return names.get(code) ?? `Error(${code})`
}

/** What a client's request failed with: made at the edge, where results with codes become exceptions. */
export class KeeperError extends Error {
  override readonly name = 'KeeperError'
  /** ZooKeeper's number. */
  readonly code: number
  /** The znode concerned, where there is one. */
  readonly path: string | null
  constructor(code: number, path: string | null = null) {
    super(path === null ? errorName(code) : `${errorName(code)}: ${path}`)
    this.code = code
    this.path = path
  }
}
