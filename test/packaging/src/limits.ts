/** ms for one `npm pack` of all packages. */
export const PACK_TIMEOUT_MS = 120_000
/** ms for the one `npm install` of all tarballs: with an empty cache, third-party packages come over the network. */
export const INSTALL_TIMEOUT_MS = 300_000
/** ms for one example: it must end by itself. */
export const EXAMPLE_TIMEOUT_MS = 30_000
/** ms for a dry run of a release. */
export const RELEASE_TIMEOUT_MS = 120_000
/** ms for a dry run of publishing one tarball. */
export const PUBLISH_TIMEOUT_MS = 30_000
/** ms for one command of git over this repository. */
export const GIT_TIMEOUT_MS = 30_000
