/** The subtree in which a client lives: callers name paths inside it, servers get and send whole ones. */
export class Chroot {
  /** `''` for none, else a path without a slash at its end. */
  readonly prefix: string

  constructor(prefix: string) {
    this.prefix = prefix === '/' ? '' : prefix
  }

  /** As a server names it. */
  toServer(path: string): string {
    if (this.prefix === '') return path
    return path === '/' ? this.prefix : this.prefix + path
  }

  /** As the caller names it. What lies outside keeps its whole name. */
  toCaller(path: string): string {
    const { prefix } = this
    if (prefix === '' || !path.startsWith(prefix)) return path
    if (path.length === prefix.length) return '/'
    return path.charCodeAt(prefix.length) === 0x2f ? path.slice(prefix.length) : path
  }
}
