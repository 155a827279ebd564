import type { ServiceDescription } from '@zabkit/recipes'

/** What a rival may be told; each verb reads its own. */
export interface Request {
  readonly id: number
  readonly verb: string
  readonly handle: string
  readonly kind: string
  readonly path: string
  readonly name: string
  readonly leases: number
  readonly members: number
  readonly rounds: number
  readonly counter: string
  readonly data: string
  readonly delayMs: number
  readonly instance: ServiceDescription
}

export type Verbs = Readonly<Record<string, (request: Request) => unknown>>
