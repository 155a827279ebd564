import { type DerElement, DerTag, derChildren, derElements } from './der.ts'
import { distinguishedName } from './distinguished-name.ts'
import { CERTIFICATE_BYTES_MAX } from './limits.ts'

/** A name of a certificate's `subjectAltName`: `type` is the number of the GeneralName choice (RFC 5280, 4.2.1.6). */
export interface AlternativeName {
  readonly type: number
  readonly value: string
}

/** GeneralName choices whose value is text: rfc822Name, dNSName, uniformResourceIdentifier. */
export const TEXT_NAME_TYPES: ReadonlySet<number> = new Set([1, 2, 6])

const VERSION_TAG = 0xa0
const EXTENSIONS_TAG = 0xa3
const SUBJECT_ALT_NAME = '0603551d11'
/** Context tag of a GeneralName with a primitive value. */
const GENERAL_NAME_TAG = 0x80

/** The subject of a DER certificate in Java's RFC 2253 form. Null: malformed. */
export function certificateSubject(der: Uint8Array): string | null {
  const fields = certificateFields(der)
  if (fields === null) return null
  // An X.509 v1 certificate has no version field. Serial, algorithm, issuer and validity come before the subject.
  const index = fields[0]?.tag === VERSION_TAG ? 5 : 4
  return distinguishedName(der, fields[index])
}

/** The textual alternative names of a DER certificate, in their order. Null: malformed. */
export function certificateAlternativeNames(der: Uint8Array): AlternativeName[] | null {
  const wrapper = certificateFields(der)?.find((field) => field.tag === EXTENSIONS_TAG)
  if (wrapper === undefined) return []
  const [list] = derElements(der, wrapper.start, wrapper.end) ?? []
  const extensions = derChildren(der, list, DerTag.Sequence)
  return extensions === null ? null : namesOf(der, extensions)
}

function certificateFields(der: Uint8Array): DerElement[] | null {
  if (der.length > CERTIFICATE_BYTES_MAX) return null
  const [certificate] = derElements(der, 0, der.length) ?? []
  const [body] = derChildren(der, certificate, DerTag.Sequence) ?? []
  return derChildren(der, body, DerTag.Sequence)
}

function namesOf(der: Uint8Array, extensions: readonly DerElement[]): AlternativeName[] | null {
  for (const extension of extensions) {
    const fields = derChildren(der, extension, DerTag.Sequence)
    const oid = fields?.[0]
    const value = fields?.at(-1)
    if (oid === undefined || value?.tag !== DerTag.OctetString) return null
    if (Buffer.from(der.subarray(oid.header, oid.end)).toString('hex') === SUBJECT_ALT_NAME) return generalNames(der, value)
  }
  return []
}

function generalNames(der: Uint8Array, value: DerElement): AlternativeName[] | null {
  const [list] = derElements(der, value.start, value.end) ?? []
  const names = derChildren(der, list, DerTag.Sequence)
  if (names === null) return null
  return names
    .map((name) => ({ type: name.tag - GENERAL_NAME_TAG, value: Buffer.from(der.subarray(name.start, name.end)).toString('latin1') }))
    .filter((name) => TEXT_NAME_TYPES.has(name.type))
}
