import { createHash } from 'node:crypto'

/** What a client answers with in DIGEST-MD5 (RFC 2831), in the form that Java's servers speak: quality `auth`, algorithm `md5-sess`. */
export interface DigestIdentity {
  readonly username: string
  readonly password: string
  /** `service/host`. */
  readonly uri: string
  readonly cnonce: string
}

export interface DigestAnswer {
  readonly token: Buffer
  /** What the server must say to show that it knows the password too. */
  readonly expected: string
}

/** The answer to a server's challenge. Throws Error where the challenge is not one that can be answered. */
export function answerDigest(challenge: Buffer, identity: DigestIdentity): DigestAnswer {
  const fields = parseFields(challenge.toString('utf8'))
  const nonce = fields.get('nonce')
  if (nonce === undefined) throw new Error('the challenge has no nonce')
  if ((fields.get('algorithm') ?? 'md5-sess').toLowerCase() !== 'md5-sess') throw new Error(`algorithm ${fields.get('algorithm')} is not known`)
  const qualities = (fields.get('qop') ?? 'auth').split(',').map((quality) => quality.trim())
  if (!qualities.includes('auth')) throw new Error(`quality ${fields.get('qop')} is not known`)
  const realm = fields.get('realm') ?? ''
  const secret = secretOf(identity, realm, nonce)
  const response = responseOf(secret, nonce, identity, 'AUTHENTICATE:')
  const expected = responseOf(secret, nonce, identity, ':')
  const charset = fields.has('charset') ? 'charset=utf-8,' : ''
  const text = `${charset}username=${quoted(identity.username)},realm=${quoted(realm)},nonce=${quoted(nonce)},nc=00000001,`
  const rest = `cnonce=${quoted(identity.cnonce)},digest-uri=${quoted(identity.uri)},maxbuf=65536,response=${response},qop=auth`
  return { token: Buffer.from(text + rest, 'utf8'), expected }
}

/** True when the server's last word shows that it knows the password. */
export function isServerProven(token: Buffer, expected: string): boolean {
  return parseFields(token.toString('utf8')).get('rspauth') === expected
}

/** HEX(H(A1)): A1 begins with the raw hash of user, realm and password. */
function secretOf({ username, password, cnonce }: DigestIdentity, realm: string, nonce: string): string {
  const user = createHash('md5').update(Buffer.concat([octets(username), COLON, octets(realm), COLON, octets(password)])).digest()
  return createHash('md5').update(user).update(`:${nonce}:${cnonce}`, 'utf8').digest('hex')
}

function responseOf(secret: string, nonce: string, { cnonce, uri }: DigestIdentity, prefix: string): string {
  const asked = md5(`${prefix}${uri}`)
  return md5(`${secret}:${nonce}:00000001:${cnonce}:auth:${asked}`)
}

const COLON = Buffer.from(':')

/** The RFC hashes in ISO 8859-1 whatever fits into it, and the rest in UTF-8. */
function octets(text: string): Buffer {
  const fits = [...text].every((character) => (character.codePointAt(0) ?? 0) <= 0xff)
  return Buffer.from(text, fits ? 'latin1' : 'utf8')
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex')
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** `name=value,name="quoted, value"`; the first of a name counts. */
function parseFields(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [, name = '', quotedValue, bare = ''] of text.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,]*))/g)) {
    const value = quotedValue === undefined ? bare.trim() : quotedValue.replace(/\\(.)/g, '$1')
    if (!fields.has(name)) fields.set(name, value)
  }
  return fields
}
