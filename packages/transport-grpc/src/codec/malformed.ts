/** Thrown by the decoders for what no server of ours would send. Never leaves the package. */
export class MalformedFrame extends Error {
  override readonly name = 'MalformedFrame'
}

export function malformed(what: string): never {
  throw new MalformedFrame(what)
}
