import { type Acl, type Authorizer, type Id, type Zxid, ZERO_ZXID } from '@zabkit/core'
import type { ResolvedOptions } from './options.ts'
import { Owners } from './owners.ts'
import { PendingChanges } from './pending-changes.ts'
import { Quotas } from './quota.ts'
import { SessionTable } from './session-table.ts'
import { WatchManager } from './watch-manager.ts'
import { WatchTable } from './watch-table.ts'
import type { ZnodeId, Znodes } from './znodes.ts'

/** What preparing, applying and reading share. */
export class TreeState {
  readonly znodes: Znodes
  readonly authorizer: Authorizer
  readonly options: ResolvedOptions
  readonly owners = new Owners()
  readonly pending = new PendingChanges()
  readonly quotas: Quotas
  readonly watches: WatchManager
  sessions = new SessionTable()
  lastZxid: Zxid = ZERO_ZXID
  lastTimeMs = 0

  /** `dataWatches` and `childrenWatches`: empty tables. */
  constructor(
    znodes: Znodes,
    authorizer: Authorizer,
    options: ResolvedOptions,
    dataWatches = new WatchTable(),
    childrenWatches = new WatchTable(),
  ) {
    this.znodes = znodes
    this.authorizer = authorizer
    this.options = options
    this.quotas = new Quotas(znodes, options.enforceQuota)
    this.watches = new WatchManager((acl, permissions, ids) => this.allows(acl, permissions, ids), dataWatches, childrenWatches)
  }

  /** `acl` null: open. */
  allows(acl: readonly Acl[] | null, permissions: number, ids: readonly Id[]): boolean {
    return acl === null || this.authorizer.allows(acl, permissions, ids)
  }

  /** The ACL of a znode, null for the open one. */
  aclOf(id: ZnodeId): readonly Acl[] | null {
    return this.znodes.isOpen(id) ? null : this.znodes.acl(id)
  }

  /** As `allows` for a znode, without making a list where none is needed. */
  allowsOn(id: ZnodeId, permissions: number, ids: readonly Id[]): boolean {
    return this.znodes.isOpen(id) || this.allows(this.znodes.acl(id), permissions, ids)
  }
}
