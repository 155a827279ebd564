/** A client as the bench sees it. */
export interface Contestant {
  readonly name: string
  create(path: string, data: Buffer): Promise<unknown>
  get(path: string, data: Buffer): Promise<unknown>
  set(path: string, data: Buffer): Promise<unknown>
  close(): unknown
}
