/** What is wrong with a path, by ZooKeeper's rule (PathUtils.validatePath); null when nothing is. A `sequential` name may be empty. */
export function pathFault(path: unknown, sequential = false): string | null {
  if (typeof path !== 'string') return 'a path is a string'
  if (path.charCodeAt(0) !== 0x2f) return 'a path begins with /'
  if (path.length === 1) return null
  let componentAt = 1
  for (let i = 1; i < path.length; i++) {
    const unit = path.charCodeAt(i)
    if (unit === 0x2f) {
      const fault = componentFault(path, componentAt, i)
      if (fault !== null) return fault
      componentAt = i + 1
    } else if (unit < 0x20 || (unit >= 0x7f && isForbidden(unit))) return `the character at ${i} is not allowed`
  }
  if (sequential && (componentAt === path.length || path.charCodeAt(componentAt) === 0x2e)) return null
  return componentFault(path, componentAt, path.length)
}

function componentFault(path: string, start: number, end: number): string | null {
  const length = end - start
  if (length === 0) return 'a name is empty'
  if (length > 2 || path.charCodeAt(start) !== 0x2e) return null
  return length === 1 || path.charCodeAt(start + 1) === 0x2e ? 'a name is . or ..' : null
}

function isForbidden(unit: number): boolean {
  return unit <= 0x9f || (unit >= 0xd800 && unit <= 0xf8ff) || unit >= 0xfff0
}

/** Everything before the last `/`; of a znode below the root, and of the root itself, `/`. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function childOf(parent: string, name: string): string {
  return parent === '/' ? `/${name}` : `${parent}/${name}`
}
