import type { Socket } from 'node:net'

/** Calls `take` with every line of JSON that comes. What one end sends is what the other is written to read. */
export function onJsonLine<T>(socket: Socket, take: (value: T) => void): void {
  let rest = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(JSON.parse(line) as T)
  })
}

export function sendJsonLine(socket: Socket, value: unknown): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`)
}
