import { type FileSystem, OperatorError } from '@zabkit/core'
import { baseName, datasync, join, withFile, writeAll } from './files.ts'
import { DETACHED_PER_NAME, READ_CHUNK_BYTES } from './limits.ts'

/** The directory where files go that must not be used any more. Nothing in it is ever read or removed by this package. */
export class Detached {
  readonly directory: string
  readonly #fileSystem: FileSystem

  constructor(fileSystem: FileSystem, directory: string) {
    this.#fileSystem = fileSystem
    this.directory = directory
  }

  /** Moves the file `from/name` here, durably. Resolves to its new path. */
  async move(from: string, name: string, reason: string): Promise<string> {
    const to = await this.#freePath(name, reason)
    await this.#fileSystem.rename(join(from, name), to)
    await this.#fileSystem.syncDirectory(this.directory)
    await this.#fileSystem.syncDirectory(from)
    return to
  }

  /** Copies bytes `[start, end)` of the file at `path` here, durably. Resolves to the path of the copy. */
  async copy(path: string, start: number, end: number, reason: string): Promise<string> {
    const to = await this.#freePath(`${baseName(path)}.from-${start}`, reason)
    await withFile(this.#fileSystem, path, false, (source) =>
      withFile(this.#fileSystem, to, true, async (target) => {
        const buffer = Buffer.allocUnsafeSlow(Math.min(READ_CHUNK_BYTES, end - start))
        for (let at = start; at < end; at += buffer.length) {
          const read = await source.read(buffer.subarray(0, Math.min(buffer.length, end - at)), at)
          await writeAll(target, [buffer.subarray(0, read)], at - start)
        }
        await datasync(target)
      }),
    )
    await this.#fileSystem.syncDirectory(this.directory)
    return to
  }

  async #freePath(name: string, reason: string): Promise<string> {
    const path = join(this.directory, `${name}.${reason.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60)}`)
    for (let i = 1; i <= DETACHED_PER_NAME; i++) {
      const candidate = i === 1 ? path : `${path}.${i}`
      if ((await this.#fileSystem.size(candidate)) === null) return candidate
    }
    throw new OperatorError('ZK_DIRECTORY_UNUSABLE', `${path}: put aside ${DETACHED_PER_NAME} times already`, {
      remedy: 'Look at the files in detached/, move them elsewhere, and start again.',
    })
  }
}
