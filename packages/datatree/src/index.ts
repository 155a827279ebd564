/**
 * ZooKeeper's tree of znodes as a state machine: checks writes (`prepare`), turns them into state (`apply`), answers reads, fires watches,
 * counts quotas, takes and loads snapshots. It does no I/O and knows no clock: what happens is what it is told.
 *
 * ```ts
 * import { acl } from '@zabkit/acl'
 * import { ByteWriter, ClientRequest, makeZxid, OPEN_ACL, Session, silentLogger } from '@zabkit/core'
 * import { OpCode, writeCreateRequest } from '@zabkit/jute'
 * import { dataTree } from '@zabkit/datatree'
 *
 * const tree = dataTree()({ authorizer: acl()({ logger: silentLogger }) })
 * const body = new ByteWriter()
 * const txn = new ByteWriter()
 * body.writeInt32(30_000)
 * const session = new Session(1n, 30_000)
 * const request = (type: number) => new ClientRequest(session, 1, type, body.view(), 0, body.length, [], null)
 * tree.prepare(request(OpCode.CreateSession), makeZxid(1, 1), 0, txn)
 * tree.apply({ zxid: makeZxid(1, 1), bytes: txn.take() }, OpCode.CreateSession, null)
 * body.clear()
 * writeCreateRequest(body, '/a', Buffer.from('x'), OPEN_ACL, 0)
 * tree.prepare(request(OpCode.Create), makeZxid(1, 2), 0, txn)
 * console.log(tree.apply({ zxid: makeZxid(1, 2), bytes: txn.take() }, OpCode.Create, null)) // 0
 * ```
 *
 * @packageDocumentation
 */
export * from './data-tree.ts'
export * from './options.ts'
export * from './znode-store.ts'
export * from './znodes.ts'
