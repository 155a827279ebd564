/** Paths that nobody may delete. */
const reserved: ReadonlySet<string> = new Set(['/', '/zookeeper', '/zookeeper/quota', '/zookeeper/config'])

/** True for the root and the znodes that every tree has. */
export function isReserved(path: string): boolean {
  return reserved.has(path)
}

/** Has what every write's path needs: a `/` and no NUL. */
export function isPathShape(path: string): boolean {
  return path.includes('/') && !path.includes('\0')
}

/** Everything before the last `/`, where the root is `/`. For a path with a slash. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

/** ZooKeeper's rule for a whole path (PathUtils.validatePath): absolute, no empty, `.` or `..` component, no control or private character. */
export function isValidPath(path: string | null): path is string {
  if (path === null || path.charCodeAt(0) !== 0x2f) return false
  if (path.length === 1) return true
  let componentAt = 1
  for (let i = 1; i < path.length; i++) {
    const unit = path.charCodeAt(i)
    if (unit === 0x2f) {
      if (!isComponent(path, componentAt, i)) return false
      componentAt = i + 1
    } else if (isForbiddenUnit(unit)) return false
  }
  return isComponent(path, componentAt, path.length)
}

function isComponent(path: string, start: number, end: number): boolean {
  const length = end - start
  if (length === 0) return false
  if (length > 2 || path.charCodeAt(start) !== 0x2e) return true
  return length === 2 && path.charCodeAt(start + 1) !== 0x2e
}

function isForbiddenUnit(unit: number): boolean {
  if (unit < 0x20) return true
  if (unit < 0x7f) return false
  return unit <= 0x9f || (unit >= 0xd800 && unit <= 0xf8ff) || unit >= 0xfff0
}
