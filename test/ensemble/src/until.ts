/** Looks every few ms until `find` gives something. */
export async function until<T>(what: string, find: () => T | Promise<T>, limitMs = 30_000): Promise<NonNullable<T>> {
  const limit = Date.now() + limitMs
  for (;;) {
    const found = await find()
    if (found) return found
    if (Date.now() > limit) throw new Error(`${what}: not within ${limitMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
