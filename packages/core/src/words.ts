/** Four-letter words stand where the length of a connection's first frame would be: both client transports tell them apart here. */

/** What telnet sends for an interrupt, read as a length: it closes the connection. */
export const TELNET_INTERRUPT = 0xfff4fffd | 0

/** Four ASCII letters a-z where a length should be. */
export function isWord(length: number): boolean {
  return isLetter(length >>> 24) && isLetter((length >>> 16) & 0xff) && isLetter((length >>> 8) & 0xff) && isLetter(length & 0xff)
}

export function wordOf(length: number): string {
  return String.fromCharCode(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff)
}

function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}
