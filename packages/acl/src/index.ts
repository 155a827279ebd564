/**
 * The permission check, and the schemes world, auth, digest, ip, x509 and super. Each scheme with a provider can be swapped or left out.
 *
 * ```ts
 * import { Permission, silentLogger } from '@zabkit/core'
 * import { acl, digest, digestId, ip } from '@zabkit/acl'
 * const authorizer = acl({ providers: [digest({ superDigest: digestId('super:secret') }), ip()] })({ logger: silentLogger })
 * const network = [{ permissions: Permission.Read, id: { scheme: 'ip', id: '10.0.0.0/8' } }]
 * console.log(authorizer.allows(network, Permission.Read, [{ scheme: 'ip', id: '10.1.2.3' }])) // true
 * ```
 *
 * @packageDocumentation
 */
export * from './acl.ts'
export { type DigestOptions, digest, digestId } from './digest.ts'
export { ip } from './ip.ts'
export * from './limits.ts'
export { SchemeAuthorizer } from './scheme-authorizer.ts'
export { type AlternativeNameId, type X509Options, x509 } from './x509.ts'
