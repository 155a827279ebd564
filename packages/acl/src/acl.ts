import { type Authorizer, type AuthProvider, type Components, OperatorError } from '@zabkit/core'
import { digest } from './digest.ts'
import { ip } from './ip.ts'
import { SchemeAuthorizer } from './scheme-authorizer.ts'

export interface AclOptions {
  /** One provider a scheme, in the order in which they are asked for a fresh connection's ids. Default: `digest()` and `ip()`. */
  readonly providers?: readonly AuthProvider[]
  /** True: every list allows everything (`skipACL=yes`); lists are still checked when stored. Default false. */
  readonly skipAcl?: boolean
}

/** Schemes that the authorizer handles itself. */
const OWN_SCHEMES: ReadonlySet<string> = new Set(['world', 'auth', 'super'])

/** The plugin for the Authorizer seam: `createServer({ acl: acl(), ... })`. Throws ZK_CONFIG_INVALID when two providers claim a scheme. */
export function acl(options: AclOptions = {}): (components: Pick<Components, 'logger'>) => Authorizer {
  const providers = byScheme(options.providers ?? [digest(), ip()])
  const skipAcl = options.skipAcl ?? false
  return ({ logger }) => {
    if (skipAcl) logger.warn('skipACL is on: every client may read and change everything')
    return new SchemeAuthorizer(providers, skipAcl)
  }
}

function byScheme(providers: readonly AuthProvider[]): ReadonlyMap<string, AuthProvider> {
  const map = new Map<string, AuthProvider>()
  for (const provider of providers) {
    const { scheme } = provider
    if (OWN_SCHEMES.has(scheme)) throw new OperatorError('ZK_CONFIG_INVALID', `auth provider for ${scheme}: this scheme is built in`)
    if (map.has(scheme)) throw new OperatorError('ZK_CONFIG_INVALID', `auth provider for ${scheme}: there are two, pass one`)
    map.set(scheme, provider)
  }
  return map
}
