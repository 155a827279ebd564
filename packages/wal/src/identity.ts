import { type FileSystem, OperatorError, type Random } from '@zabkit/core'
import { join, replaceFile, withFile, writeAll } from './files.ts'
import { formatUnknown } from './format-version.ts'
import { IDENTITY_BYTES } from './limits.ts'

const NAME = 'identity'
const VERSION = 1
const FORMAT = /^zabkit (\d+) ([0-9a-f]+)( unfinished)?\n$/

interface Found {
  readonly id: string
  /** The first start has not got as far as to take data. */
  readonly isUnfinished: boolean
}

export interface IdentityParts {
  readonly fileSystem: FileSystem
  readonly random: Random
  /** Holds the identity from the first moment on. */
  readonly directory: string
  /** Where the segments are: holds it too. */
  readonly logDirectory: string
  /** True when there are records, snapshots or an epoch file. */
  readonly hasData: () => Promise<boolean>
}

/**
 * One random word in both directories, so that a disk that is not mounted, or is another server's, is not taken for an empty one. At the first
 * start it is written to `directory` as unfinished, then to the log's, then to `directory` as finished: whatever a crash leaves, only a server
 * that never took any data finds less than two.
 */
export class Identity {
  readonly #parts: IdentityParts
  readonly #paths: readonly [string, string]
  #id = ''
  #isNew = false

  constructor(parts: IdentityParts) {
    this.#parts = parts
    this.#paths = [join(parts.directory, NAME), join(parts.logDirectory, NAME)]
  }

  /** True while no start over these directories has ever succeeded. */
  get isNew(): boolean {
    return this.#isNew
  }

  /** Refuses directories that do not belong together; marks new ones as begun. Call before anything else is read or written. */
  async begin(): Promise<void> {
    const [first, second] = [await this.#read(this.#paths[0]), await this.#read(this.#paths[1])]
    this.#isNew = first === null || first.isUnfinished
    if (first !== null && second !== null && first.id !== second.id) throw this.#foreign()
    if (first === null && second !== null) throw this.#missing(0)
    if (first !== null && second === null && !first.isUnfinished) throw this.#missing(1)
    if (this.#isNew && (await this.#parts.hasData())) throw this.#missing(0)
    this.#id = first?.id ?? Buffer.from(this.#parts.random.bytes(IDENTITY_BYTES)).toString('hex')
    if (first === null) await this.#write(this.#parts.directory, ' unfinished')
  }

  /** Everything is open: from now on both must be there. */
  async finish(): Promise<void> {
    if (!this.#isNew) return
    await this.#write(this.#parts.logDirectory, '')
    await this.#write(this.#parts.directory, '')
    this.#isNew = false
  }

  async #read(path: string): Promise<Found | null> {
    const size = await this.#parts.fileSystem.size(path)
    if (size === null) return null
    const bytes = Buffer.alloc(Math.min(size, 1024))
    await withFile(this.#parts.fileSystem, path, false, (file) => file.read(bytes, 0))
    const [, version, id, unfinished] = FORMAT.exec(bytes.toString('latin1')) ?? []
    if (version !== undefined && Number(version) !== VERSION) throw formatUnknown(path, Number(version))
    if (id?.length !== 2 * IDENTITY_BYTES) throw this.#unreadable(path)
    return { id, isUnfinished: unfinished !== undefined }
  }

  #write(directory: string, suffix: string): Promise<void> {
    const text = Buffer.from(`zabkit ${VERSION} ${this.#id}${suffix}\n`)
    return replaceFile(this.#parts.fileSystem, directory, NAME, (file) => writeAll(file, [text], 0))
  }

  #missing(index: 0 | 1): OperatorError {
    const [missing, other] = [this.#paths[index], this.#paths[1 - index]]
    const text = `${missing}: missing, although this server has been here before: its disk is not mounted, or was emptied`
    return new OperatorError('ZK_LOG_GAP', text, {
      remedy: `Mount it and start again. If only this file was lost, copy ${other}. To begin with nothing, empty all its directories.`,
    })
  }

  #foreign(): OperatorError {
    const [first, second] = this.#paths
    return new OperatorError('ZK_DIRECTORY_FOREIGN', `${first} and ${second}: the two directories belong to different servers`, {
      remedy: 'Check which disks are mounted and what the configuration names as data and log directory.',
    })
  }

  #unreadable(path: string): OperatorError {
    const other = this.#paths.find((one) => one !== path)
    return new OperatorError('ZK_DIRECTORY_FOREIGN', `${path}: not the identity of a server`, {
      remedy: `If the file was damaged and the directory is right, copy ${other} over it.`,
    })
  }
}
