/** A resolver that hangs must not keep the servers from their turn. */
export function inTime<T>(resolving: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not resolved in ${timeoutMs} ms`)), timeoutMs)
  })
  return Promise.race([resolving, late]).finally(() => clearTimeout(timer))
}
