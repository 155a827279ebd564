/** How the tree behaves. Every default is ZooKeeper's. */
export interface DataTreeOptions {
  /** TTL znodes may be created (`zookeeper.extendedTypesEnabled`). Default false: createTTL fails with Unimplemented. */
  readonly extendedTypesEnabled?: boolean
  /** Hard quotas refuse writes with QuotaExceeded (`zookeeper.enforceQuota`). Default false. Statistics are kept either way. */
  readonly enforceQuota?: boolean
  /** A container that never had a child goes after so many ms (`znode.container.maxNeverUsedIntervalMs`). Default 0: never. */
  readonly containerMaxNeverUsedMs?: number
  /** Data of /zookeeper/config: the membership in ZooKeeper's notation. Default: none, as on a standalone server. */
  readonly configText?: string
  /** Reconfiguration is on (`reconfigEnabled`). Default false: reconfig fails with ReconfigDisabled; on, with Unimplemented. */
  readonly reconfigEnabled?: boolean
  /** Code for writes of a session nobody knows: UnknownSession, as a standalone server says, else SessionExpired. Default true. */
  readonly standalone?: boolean
}

/** The options with every default filled in. */
export type ResolvedOptions = Required<Omit<DataTreeOptions, 'configText'>> & { readonly configText: string | null }

export function resolveOptions(options: DataTreeOptions): ResolvedOptions {
  return {
    extendedTypesEnabled: options.extendedTypesEnabled ?? false,
    enforceQuota: options.enforceQuota ?? false,
    containerMaxNeverUsedMs: options.containerMaxNeverUsedMs ?? 0,
    configText: options.configText ?? null,
    reconfigEnabled: options.reconfigEnabled ?? false,
    standalone: options.standalone ?? true,
  }
}
