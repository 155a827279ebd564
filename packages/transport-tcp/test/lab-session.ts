import type { ClientConnection, ConnectionHandler } from '@zabkit/core'

/** Echoes every frame, and notes what it is told. */
export class EchoSession implements ConnectionHandler {
  readonly connection: ClientConnection
  readonly frameTexts: string[] = []
  readonly reasons: string[] = []

  constructor(connection: ClientConnection) {
    this.connection = connection
  }

  frame(chunk: Buffer, start: number, end: number): void {
    if (this.reasons.length > 0) throw new Error('frame after closed')
    this.frameTexts.push(chunk.toString('latin1', start, end))
    this.connection.out.writeBuffer(chunk.subarray(start, end))
  }

  frames(): void {
    if (this.reasons.length > 0) throw new Error('frames after closed')
    this.connection.flush()
  }

  drained(): void {
    if (this.reasons.length > 0) throw new Error('drained after closed')
  }

  closed(reason: string): void {
    this.reasons.push(reason)
  }
}
