import { type DerElement, DerTag, derChildren, oidText } from './der.ts'

/** The attribute types that RFC 2253 gives a keyword; all others appear as dotted numbers. */
const KEYWORDS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
}

const STRINGS: ReadonlySet<number> = new Set([
  DerTag.Utf8String, DerTag.PrintableString, DerTag.T61String, DerTag.Ia5String, DerTag.GeneralString, DerTag.UniversalString,
  DerTag.BmpString,
])

/**
 * A DER name as text, character for character as Java's `X500Principal.getName()` (RFC 2253): most specific part first, commas without
 * spaces, `+` between the attributes of one part, and `#` with the hex of the DER where a type has no keyword. ACLs in existing trees hold
 * this form. Null: malformed.
 */
export function distinguishedName(bytes: Uint8Array, name: DerElement | undefined): string | null {
  const parts = derChildren(bytes, name, DerTag.Sequence)
  if (parts === null) return null
  const texts: string[] = []
  for (const part of parts.reverse()) {
    const text = partText(bytes, part)
    if (text === null) return null
    texts.push(text)
  }
  return texts.join(',')
}

function partText(bytes: Uint8Array, part: DerElement): string | null {
  const texts: string[] = []
  for (const attribute of derChildren(bytes, part, DerTag.Set) ?? []) {
    const [type, value] = derChildren(bytes, attribute, DerTag.Sequence) ?? []
    if (type?.tag !== DerTag.Oid || value === undefined) return null
    texts.push(attributeText(bytes, type, value))
  }
  return texts.length === 0 ? null : texts.join('+')
}

function attributeText(bytes: Uint8Array, type: DerElement, value: DerElement): string {
  const oid = oidText(bytes.subarray(type.start, type.end))
  const keyword = KEYWORDS[oid]
  if (keyword === undefined || !STRINGS.has(value.tag)) {
    return `${keyword ?? oid}=#${Buffer.from(bytes.subarray(value.header, value.end)).toString('hex')}`
  }
  return `${keyword}=${escapeValue(Buffer.from(bytes.subarray(value.start, value.end)).toString('utf8'))}`
}

function escapeValue(text: string): string {
  const escaped = text.replace(/[,=+<>#;"\\]/g, '\\$&').replaceAll('\0', '\\00')
  return escaped.replace(/^ +| +$/g, (spaces) => spaces.replaceAll(' ', '\\ '))
}

/** A quoted string, `#` and hex, or plain text with escapes. No text fits two of them, so matching takes linear time. */
const VALUE = String.raw`(?:\s*"(?:[^"\\]|\\.)*"\s*|\s*#(?:[0-9a-fA-F]{2})+\s*|(?!\s*#)(?:[^,+;"\\]|\\.)*)`
const ATTRIBUTE = String.raw`\s*(?:[A-Za-z][A-Za-z0-9-]*|(?:OID\.)?[0-9]+(?:\.[0-9]+)+)\s*=${VALUE}`
const DISTINGUISHED_NAME = new RegExp(`^${ATTRIBUTE}(?:[,;+]${ATTRIBUTE})*$`, 'su')
/** Longest text that is looked at: the name of a certificate of the largest size accepted is shorter. */
const NAME_LENGTH_MAX = 4096

/** Can `text` be read as a distinguished name? Keywords are not checked against a list. */
export function isDistinguishedName(text: string): boolean {
  return text.length <= NAME_LENGTH_MAX && DISTINGUISHED_NAME.test(text)
}
