import type { Acl, Id } from './acl.ts'

/** What an authentication attempt knows of its connection. */
export interface AuthConnection {
  readonly remoteAddress: string
  readonly secure: boolean
  /** DER certificates of the TLS peer, leaf first. */
  readonly peerCertificates: readonly Uint8Array[]
}

export type AuthResult = { readonly ok: true; readonly ids: readonly Id[] } | { readonly ok: false }

/** One authentication scheme. Pure and synchronous. */
export interface AuthProvider {
  readonly scheme: string
  /** True when its ids prove who somebody is (digest), false when they only describe (ip). Only such ids replace `auth` in an ACL. */
  readonly authenticates: boolean
  /** Ids that a connection has from the start. */
  connected?(connection: AuthConnection): readonly Id[]
  /** The client's auth packet. */
  authenticate(credential: Uint8Array, connection: AuthConnection): AuthResult
  /** May `id` stand in an ACL? */
  isValid(id: string): boolean
  /** Does the holder of `id` meet the ACL's `expression`? */
  matches(id: string, expression: string): boolean
  /** What whoAmI and the audit log show of an id. */
  userName(id: string): string
  /** The id as shown to somebody without ADMIN. Absent: unchanged. */
  mask?(id: string): string
}

/** Who may do what. */
export interface Authorizer {
  /** Ids of a fresh connection. */
  connected(connection: AuthConnection): readonly Id[]
  /** An auth packet. Unknown scheme or wrong credential: not ok. */
  authenticate(scheme: string, credential: Uint8Array, connection: AuthConnection): AuthResult
  /** May somebody with `ids` use any of `permissions` under `acl`? */
  allows(acl: readonly Acl[], permissions: number, ids: readonly Id[]): boolean
  /** The list as it is stored: `auth` expanded, duplicates removed. Null: InvalidAcl. */
  fix(acl: readonly Acl[] | null, ids: readonly Id[]): readonly Acl[] | null
  /** The list as somebody without ADMIN sees it. */
  mask(acl: readonly Acl[]): readonly Acl[]
  /** (scheme, user) pairs for whoAmI. */
  users(ids: readonly Id[]): readonly { readonly scheme: string; readonly user: string }[]
}
