/** Opcodes of the client protocol (ZooDefs.OpCode); txns use the same numbers. */
export const OpCode = {
  Notification: 0,
  Create: 1,
  Delete: 2,
  Exists: 3,
  GetData: 4,
  SetData: 5,
  GetAcl: 6,
  SetAcl: 7,
  GetChildren: 8,
  Sync: 9,
  Ping: 11,
  GetChildren2: 12,
  Check: 13,
  Multi: 14,
  Create2: 15,
  Reconfig: 16,
  CheckWatches: 17,
  RemoveWatches: 18,
  CreateContainer: 19,
  DeleteContainer: 20,
  CreateTtl: 21,
  MultiRead: 22,
  Auth: 100,
  SetWatches: 101,
  Sasl: 102,
  GetEphemerals: 103,
  GetAllChildrenNumber: 104,
  SetWatches2: 105,
  AddWatch: 106,
  WhoAmI: 107,
  CreateSession: -10,
  CloseSession: -11,
  Error: -1,
} as const

/** Create flags (CreateMode). */
export const CreateMode = {
  Persistent: 0,
  Ephemeral: 1,
  PersistentSequential: 2,
  EphemeralSequential: 3,
  Container: 4,
  PersistentWithTtl: 5,
  PersistentSequentialWithTtl: 6,
} as const

/** Event types of notifications (Watcher.Event.EventType). */
export const EventType = { NodeCreated: 1, NodeDeleted: 2, NodeDataChanged: 3, NodeChildrenChanged: 4 } as const

/** Kinds of watches in checkWatches and removeWatches (WatcherType). */
export const WatcherType = { Children: 1, Data: 2, Any: 3, Persistent: 4, PersistentRecursive: 5 } as const

/** Modes of addWatch. */
export const AddWatchMode = { Persistent: 0, PersistentRecursive: 1 } as const

/** Xids that the protocol reserves. */
export const Xid = { Notification: -1, Ping: -2, Auth: -4, SetWatches: -8 } as const

/** The only state that a server puts into a notification: SyncConnected. */
export const STATE_SYNC_CONNECTED = 3
