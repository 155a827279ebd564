/** `/a` and `b` give `/a/b`; the root has no second slash. */
export function joinPath(parent: string, name: string): string {
  return parent === '/' ? `/${name}` : `${parent}/${name}`
}

/** The last part of a path; empty for the root. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The path above; the root is above itself. */
export function parentOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at <= 0 ? '/' : path.slice(0, at)
}

/** Levels of `path` below `root`: 0 for the root itself, -1 for a path that is not below it. */
export function depthBelow(root: string, path: string): number {
  if (path === root) return 0
  const prefix = root === '/' ? '/' : `${root}/`
  if (!path.startsWith(prefix)) return -1
  let depth = 1
  for (let i = prefix.length; i < path.length; i++) if (path.charCodeAt(i) === 47) depth++
  return depth
}

/** Throws a TypeError unless `name` can be the last part of a path. */
export function checkName(what: string, name: string): void {
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0')) {
    throw new TypeError(`${what} ${JSON.stringify(name)}: must be a name without slashes, not empty, not a dot`)
  }
}
