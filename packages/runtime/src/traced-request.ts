import { ByteReader, type ClientConnection, type ClientRequest, DecodeError, ErrorCode, errorName, formatSessionId, type Span } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { TRACED_PATH_CHARACTERS_MAX } from './limits.ts'

/** An operation under ZooKeeper's own name, and as a method of its protocol. */
interface TracedOperation {
  readonly name: string
  readonly method: string
  /** The request begins with a path. */
  readonly hasPath: boolean
}

const operations = new Map<number, TracedOperation>([
  [OpCode.Create, operation('create', true)],
  [OpCode.Create2, operation('create2', true)],
  [OpCode.CreateContainer, operation('createContainer', true)],
  [OpCode.CreateTtl, operation('createTTL', true)],
  [OpCode.Delete, operation('delete', true)],
  [OpCode.DeleteContainer, operation('deleteContainer', true)],
  [OpCode.SetData, operation('setData', true)],
  [OpCode.SetAcl, operation('setACL', true)],
  [OpCode.Multi, operation('multi', false)],
  [OpCode.Reconfig, operation('reconfig', false)],
  [OpCode.CreateSession, operation('createSession', false)],
  [OpCode.CloseSession, operation('closeSession', false)],
])

function operation(name: string, hasPath: boolean): TracedOperation {
  return { name, method: `zookeeper/${name}`, hasPath }
}

/** The conventions' word for a method that nobody knows. */
const UNKNOWN: TracedOperation = { name: 'unknown', method: '_OTHER', hasPath: false }

/** `zookeeper/setData`: the name of the span, and `rpc.method`. */
export function methodName(type: number): string {
  return (operations.get(type) ?? UNKNOWN).method
}

export function describeRequest(root: Span, request: ClientRequest): void {
  const { name, method, hasPath } = operations.get(request.type) ?? UNKNOWN
  root.setAttribute('rpc.system.name', 'zookeeper')
  root.setAttribute('rpc.method', method)
  root.setAttribute('zabkit.operation', name)
  root.setAttribute('zabkit.session_id', formatSessionId(request.session.id))
  const path = hasPath ? pathOf(request) : ''
  if (path !== '') root.setAttribute('zabkit.path', path.slice(0, TRACED_PATH_CHARACTERS_MAX))
}

function pathOf({ chunk, start, end }: ClientRequest): string {
  try {
    return new ByteReader(chunk, start, end).readString() ?? ''
  } catch (error) {
    if (error instanceof DecodeError) return ''
    throw error
  }
}

/** The client, as far as the network tells. */
export function describeClient(root: Span, { remoteAddress, remotePort }: ClientConnection): void {
  root.setAttribute('network.peer.address', remoteAddress)
  root.setAttribute('network.peer.port', remotePort)
}

/** Returns the text of a failure, for the end of the span. */
export function describeOutcome(root: Span, err: number): string | undefined {
  const status = errorName(err)
  root.setAttribute('rpc.status_code', status)
  if (err === ErrorCode.Ok) return undefined
  root.setAttribute('error.type', status)
  return status
}
