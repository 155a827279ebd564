import { connect } from 'node:net'

/** What the server answers to `word`; an empty text when it cannot be reached. */
export function fourLetterWord(port: number, word: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(word))
    socket.setEncoding('utf8').setTimeout(2000, () => socket.destroy())
    socket.on('data', (text: string) => {
      answer += text
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}
