import type { ClientConnection, ClientHandler, ClientTransport, ConnectionHandler, Timers } from '@zabkit/core'
import { DoorConnection } from './door-connection.ts'

/** Open: clients get in. Shut: they are dropped, and no new ones are taken. Silent: nothing passes, and nobody is told. */
type State = 'open' | 'shut' | 'silent'

/**
 * The way of clients to one server, in all its lives: around the transport of each. It can listen before there is a server, so that the members of an
 * ensemble know each other's ports, and it can be cut; a cut outlasts the server.
 */
export class ClientDoor implements ClientTransport {
  readonly #create: () => ClientTransport
  readonly #timers: Timers
  readonly #connections = new Set<DoorConnection>()
  #transport: ClientTransport | null = null
  #server: ClientHandler | null = null
  #state: State = 'open'

  /** `create` is called for each life. `timers` go on when the server's have stopped. */
  constructor(create: () => ClientTransport, timers: Timers) {
    this.#create = create
    this.#timers = timers
  }

  get address(): string {
    return this.#transport?.address ?? ''
  }

  get isSilent(): boolean {
    return this.#state === 'silent'
  }

  /** Takes its port; until `start` clients are refused. */
  async listen(): Promise<void> {
    if (this.#transport !== null) return
    const transport = this.#create()
    await transport.start({ connected: (link) => this.#connected(link), command: (word, argument) => this.#command(word, argument) })
    this.#transport = transport
  }

  async start(server: ClientHandler): Promise<void> {
    await this.listen()
    this.#server = server
  }

  /** Gives the port back and drops the clients, those behind a silence too: who they were connected to is no more. */
  async stop(): Promise<void> {
    const transport = this.#transport
    this.#transport = null
    this.#server = null
    await transport?.stop()
    for (const connection of this.#connections) connection.drop('the server stopped')
  }

  cut(silent: boolean): void {
    this.#state = silent ? 'silent' : 'shut'
    for (const connection of this.#connections) {
      if (silent) connection.mute()
      else connection.drop('cut off')
    }
  }

  /** Connections that were silent have lost what they carried, and end. */
  heal(): void {
    this.#state = 'open'
    for (const connection of this.#connections) if (connection.isMuted) connection.drop('cut off')
  }

  #connected(link: ClientConnection): ConnectionHandler | null {
    if (this.#state === 'shut' || this.#server === null) return null
    const connection = new DoorConnection(link, this.#timers, (gone) => this.#connections.delete(gone))
    if (this.#state === 'silent') connection.mute()
    else if (!this.#admit(connection)) return null
    this.#connections.add(connection)
    return connection
  }

  #admit(connection: DoorConnection): boolean {
    const handler = this.#server?.connected(connection) ?? null
    if (handler !== null) connection.open(handler)
    return handler !== null
  }

  /** A word has no answer from behind a silence; its connection ends all the same. */
  #command(word: string, argument: Buffer): string | null {
    return this.#state === 'silent' ? '' : (this.#server?.command(word, argument) ?? null)
  }
}
