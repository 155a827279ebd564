import { READ_ACL } from '@zabkit/core'
import { ROOT, type Znodes } from './znodes.ts'

export const CONFIG_PATH = '/zookeeper/config'
export const QUOTA_PATH = '/zookeeper/quota'
const EMPTY = Buffer.alloc(0)

/** Makes the znodes that every tree has, as they are on a fresh server: empty data, all figures 0. */
export function plantReserved(znodes: Znodes, configText: string | null): void {
  znodes.setData(ROOT, EMPTY)
  const top = znodes.create(ROOT, '/zookeeper')
  znodes.setData(top, EMPTY)
  znodes.setData(znodes.create(top, QUOTA_PATH), EMPTY)
  const config = znodes.create(top, CONFIG_PATH)
  znodes.setData(config, EMPTY)
  znodes.setAcl(config, READ_ACL)
  // ZooKeeper sets this ACL with version -1, and clients see it.
  znodes.setAversion(config, -1)
  writeConfig(znodes, configText)
}

/** Puts the membership into /zookeeper/config; its version is -1 for ever. */
export function writeConfig(znodes: Znodes, configText: string | null): void {
  if (configText === null) return
  const config = znodes.findPath(CONFIG_PATH)
  const data = Buffer.from(configText)
  if (znodes.data(config)?.equals(data)) return
  znodes.setData(config, data)
  znodes.setModified(config, znodes.mzxid(config), znodes.mtimeMs(config), -1)
}
