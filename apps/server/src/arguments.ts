/** What the command line asks for. */
export type Command =
  | { readonly type: 'run'; readonly configPath: string | null }
  | { readonly type: 'help' }
  | { readonly type: 'version' }
  /** Print `message` and `USAGE` to stderr and leave with a code that is not 0. */
  | { readonly type: 'usage-error'; readonly message: string }

/** The text of `--help`. */
export const USAGE = `Usage: zabkit-server [zoo.cfg]

Runs a ZooKeeper-compatible coordination server until it gets SIGTERM or SIGINT.

  zoo.cfg       a configuration in ZooKeeper's format; without one the server listens
                on 127.0.0.1:2181 and keeps its data in ./data
  -h, --help    this text
  -v, --version the version
  --            what follows is a file, even if it begins with a dash
`

/** Reads the arguments, without the program's own name. */
export function parseArguments(words: readonly string[]): Command {
  const end = words.indexOf('--')
  const options = (end < 0 ? words : words.slice(0, end)).filter((word) => word.startsWith('-'))
  const files = words.filter((word, i) => i !== end && (!word.startsWith('-') || (end >= 0 && i > end)))
  if (options.some((word) => word === '--help' || word === '-h')) return { type: 'help' }
  if (options.some((word) => word === '--version' || word === '-v')) return { type: 'version' }
  const [option] = options
  if (option !== undefined) return usageError(`unknown option ${option}`)
  if (files.length > 1) return usageError(`one configuration file is expected, not ${files.length}: ${files.join(' ')}`)
  const [configPath = null] = files
  return configPath === '' ? usageError('the name of the configuration file is empty') : { type: 'run', configPath }
}

function usageError(message: string): Command {
  return { type: 'usage-error', message }
}
