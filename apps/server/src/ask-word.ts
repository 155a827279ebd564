import { connect } from 'node:net'
import { WORD_REPLY_BYTES_MAX, WORD_TIMEOUT_MS } from './limits.ts'

/** What a server on this machine answers to a four-letter word; null when it does not answer. */
export function askWord(port: number, word: string): Promise<string | null> {
  return new Promise((resolve) => {
    let reply = ''
    const socket = connect({ port, host: '127.0.0.1' })
    socket.setEncoding('utf8').setTimeout(WORD_TIMEOUT_MS, () => socket.destroy(new Error('no answer in time')))
    socket.on('data', (text: string) => {
      reply += text
      if (reply.length > WORD_REPLY_BYTES_MAX) socket.destroy(new Error('no answer of a server'))
    })
    socket.once('error', () => resolve(null))
    socket.once('close', () => resolve(reply === '' ? null : reply))
    socket.write(word)
  })
}

/** leader, follower, observer...: what `srvr` says, null for a server that does not serve. */
export async function askMode(port: number): Promise<string | null> {
  const reply = await askWord(port, 'srvr')
  return /^Mode: (\S+)/m.exec(reply ?? '')?.[1] ?? null
}
