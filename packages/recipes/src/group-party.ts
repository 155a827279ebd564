import { randomUUID } from 'node:crypto'
import { type Client, isZooKeeperError } from '@zabkit/client'
import { PersistentNode, type PersistentNodeOptions, type PersistentNodeState } from './persistent-node.ts'
import { joinPath } from './shared-paths.ts'

/** kazoo's mark in the names of a party's members. */
const PARTY_MARK = '__party__'

/**
 * kazoo's Party: participants with an identifier that need not be unique, in ephemeral znodes `<path>/<uuid>__party__` that hold it. `join()` stays
 * valid: when the session is lost the participant is gone until the next session has joined again, which happens by itself. For data and a
 * live view of others use `GroupMember`.
 */
export class Party implements AsyncDisposable {
  readonly path: string
  readonly identifier: string
  readonly #client: Client
  readonly #options: Pick<PersistentNodeOptions, 'onError'>
  #node: PersistentNode | null = null

  constructor(client: Client, path: string, identifier = '', options: Pick<PersistentNodeOptions, 'onError'> = {}) {
    this.path = path
    this.identifier = identifier
    this.#client = client
    this.#options = options
  }

  /** `absent` before `join` and after `leave`. */
  get state(): PersistentNodeState {
    return this.#node?.state ?? 'absent'
  }

  /** Resolves when this participant is there. */
  async join(): Promise<void> {
    const name = `${randomUUID().replaceAll('-', '')}${PARTY_MARK}`
    this.#node ??= new PersistentNode(this.#client, joinPath(this.path, name), this.identifier, { ...this.#options, containers: false })
    await this.#node.created
  }

  async leave(): Promise<void> {
    const node = this.#node
    this.#node = null
    await node?.close()
  }

  /** Identifiers of all participants, in no order, read from the server. */
  async participants(): Promise<string[]> {
    const names = await this.#names()
    const identifiers = await Promise.all(names.map((name) => this.#identifierOf(name)))
    return identifiers.filter((identifier) => identifier !== null)
  }

  /** How many take part, read from the server. */
  async count(): Promise<number> {
    return (await this.#names()).length
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.leave()
  }

  async #names(): Promise<string[]> {
    const names = await orMissing(this.#client.getChildren(this.path), null)
    return names === null ? [] : names.children.filter((name) => name.includes(PARTY_MARK))
  }

  async #identifierOf(name: string): Promise<string | null> {
    const read = await orMissing(this.#client.getData(joinPath(this.path, name)), null)
    return read === null ? null : read.data.toString()
  }
}

async function orMissing<T, D>(read: Promise<T>, otherwise: D): Promise<T | D> {
  try {
    return await read
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode')) return otherwise
    throw error
  }
}
