import nx from '@nx/eslint-plugin'
import parser from '@typescript-eslint/parser'

/** Node's built-in modules, minus hashing. A package marked "io: none" may import none of these. */
const builtins = [
  'assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'dgram', 'diagnostics_channel', 'dns', 'domain', 'events', 'fs',
  'http', 'http2', 'https', 'inspector', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'punycode', 'querystring', 'readline',
  'repl', 'stream', 'string_decoder', 'sys', 'test', 'timers', 'tls', 'trace_events', 'tty', 'url', 'util', 'v8', 'vm', 'wasi',
  'worker_threads', 'zlib',
]
const pure = [
  'core', 'jute', 'datatree', 'acl', 'session', 'zab-election', 'zab-broadcast', 'observer', 'storage-memory', 'transport-memory', 'runtime', 'conformance', 'simulator',
]
/** crypto is there for hashing: nothing else of it. */
const hashing = ['createHash', 'hash', 'createHmac', 'timingSafeEqual', 'X509Certificate']
const because = 'this package is marked "io: none": time, chance and I/O are injected'

export default [
  { ignores: ['**/dist', '**/gen', '**/.nx', '**/node_modules'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            { sourceTag: 'type:core', onlyDependOnLibsWithTags: ['type:core'] },
            { sourceTag: 'type:codec', onlyDependOnLibsWithTags: ['type:core'] },
            { sourceTag: 'type:plugin', onlyDependOnLibsWithTags: ['type:core', 'type:codec'] },
            // An observer is a learner: the one plugin that stands on another.
            { sourceTag: 'type:learner', onlyDependOnLibsWithTags: ['type:core', 'type:codec', 'type:broadcast'] },
            { sourceTag: 'type:runtime', onlyDependOnLibsWithTags: ['type:core', 'type:codec'] },
            { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:core'] },
            { sourceTag: 'type:client', onlyDependOnLibsWithTags: ['type:core', 'type:codec'] },
            { sourceTag: 'type:recipes', onlyDependOnLibsWithTags: ['type:client'] },
            // Servers put together for tests: an assembly like an app, but one that others take from npm.
            {
              sourceTag: 'type:kit',
              onlyDependOnLibsWithTags: ['type:core', 'type:codec', 'type:plugin', 'type:learner', 'type:broadcast', 'type:runtime'],
            },
            {
              sourceTag: 'type:app',
              onlyDependOnLibsWithTags: ['type:core', 'type:codec', 'type:plugin', 'type:learner', 'type:runtime', 'type:app'],
            },
            { sourceTag: 'type:test', onlyDependOnLibsWithTags: ['*'] },
          ],
        },
      ],
    },
  },
  {
    // A package's tests may also use the testing packages.
    files: ['packages/*/test/**/*.ts', 'packages/*/bench/**/*.ts', 'packages/*/examples/**/*.{ts,mts}', 'apps/*/test/**/*.ts'],
    languageOptions: { parser },
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: pure.map((name) => `packages/${name}/src/**/*.ts`),
    // The one file of runtime that supplies the system's clock, timers and chance where nothing was injected.
    ignores: ['packages/runtime/src/system-components.ts'],
    languageOptions: { parser },
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...builtins.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: because })),
            ...['crypto', 'node:crypto'].map((name) => ({ name, allowImportNames: hashing, message: because })),
          ],
          patterns: [
            { group: ['@opentelemetry/*'], message: because },
            { group: builtins.map((name) => `node:${name}/*`), message: because },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask', 'Date',
          'performance', 'process', 'fetch', 'require', 'console', 'crypto', 'WebSocket', 'globalThis',
        ].map((name) => ({ name, message: because })),
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: because }],
      'no-restricted-syntax': ['error', { selector: 'ImportExpression', message: because }],
    },
  },
]
