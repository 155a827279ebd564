import { OpCode } from '@zabkit/jute'

/** How the server treats a request of a type. */
export type OperationClass = 'read' | 'write' | 'own' | 'unknown'

const writes = [
  OpCode.Create,
  OpCode.Create2,
  OpCode.CreateContainer,
  OpCode.CreateTtl,
  OpCode.Delete,
  OpCode.DeleteContainer,
  OpCode.SetData,
  OpCode.SetAcl,
  OpCode.Multi,
  OpCode.Reconfig,
  OpCode.CloseSession,
]
const reads = [
  OpCode.Exists,
  OpCode.GetData,
  OpCode.GetAcl,
  OpCode.GetChildren,
  OpCode.GetChildren2,
  OpCode.MultiRead,
  OpCode.SetWatches,
  OpCode.SetWatches2,
  OpCode.AddWatch,
  OpCode.CheckWatches,
  OpCode.RemoveWatches,
  OpCode.GetEphemerals,
  OpCode.GetAllChildrenNumber,
  OpCode.Sync,
  OpCode.WhoAmI,
]
/** Answered by the connection itself. */
const own = [OpCode.Ping, OpCode.Auth, OpCode.Sasl]

/** Opcodes fit into a table: the largest is 107, the smallest -11. */
const OFFSET = 16
const table: OperationClass[] = new Array(OFFSET + 128).fill('unknown')
for (const type of writes) table[OFFSET + type] = 'write'
for (const type of reads) table[OFFSET + type] = 'read'
for (const type of own) table[OFFSET + type] = 'own'

export function classify(type: number): OperationClass {
  return table[OFFSET + type] ?? 'unknown'
}

/** Names as `cons` and logs show them (lop=). */
const names = new Map<number, string>([
  [OpCode.Create, 'CREA'],
  [OpCode.Create2, 'CRE2'],
  [OpCode.CreateContainer, 'CREC'],
  [OpCode.CreateTtl, 'CRET'],
  [OpCode.Delete, 'DELE'],
  [OpCode.DeleteContainer, 'DELC'],
  [OpCode.Exists, 'EXIS'],
  [OpCode.GetData, 'GETD'],
  [OpCode.SetData, 'SETD'],
  [OpCode.GetAcl, 'GETA'],
  [OpCode.SetAcl, 'SETA'],
  [OpCode.GetChildren, 'GETC'],
  [OpCode.GetChildren2, 'GETC'],
  [OpCode.Sync, 'SYNC'],
  [OpCode.Ping, 'PING'],
  [OpCode.Multi, 'MULT'],
  [OpCode.MultiRead, 'MULR'],
  [OpCode.Auth, 'AUTH'],
  [OpCode.SetWatches, 'SETW'],
  [OpCode.SetWatches2, 'STW2'],
  [OpCode.AddWatch, 'ADDW'],
  [OpCode.CreateSession, 'SESS'],
  [OpCode.CloseSession, 'CLOS'],
])

export function operationName(type: number): string {
  return names.get(type) ?? 'NA'
}
