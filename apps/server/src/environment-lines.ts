import { arch, hostname, release, type, userInfo } from 'node:os'

/** What `envi` shows of the machine. The keys are ZooKeeper's where they make sense without a JVM. */
export function environmentLines(): string[] {
  return [
    `host.name=${hostname()}`,
    `node.version=${process.versions.node}`,
    `os.name=${type()}`,
    `os.arch=${arch()}`,
    `os.version=${release()}`,
    `user.name=${userName()}`,
    `user.dir=${process.cwd()}`,
  ]
}

/** A container may run under a number that has no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `${process.getuid?.() ?? 'unknown'}`
  }
}
