import type { File, FileSystem } from '@zabkit/core'

/** `directory/name`. */
export function join(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `File.write` for callers off the hot path. */
export function writeAll(file: File, buffers: readonly Uint8Array[], position: number): Promise<void> {
  return new Promise((resolve, reject) => file.write(buffers, position, (error) => (error === null ? resolve() : reject(error))))
}

/** `File.datasync` for callers off the hot path. */
export function datasync(file: File): Promise<void> {
  return new Promise((resolve, reject) => file.datasync((error) => (error === null ? resolve() : reject(error))))
}

/** Opens `path` for the time of `work`. */
export async function withFile<T>(
  fileSystem: FileSystem,
  path: string,
  create: boolean,
  work: (file: File) => Promise<T>,
): Promise<T> {
  const file = await fileSystem.open(path, create)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/**
 * Makes `directory/name` hold exactly what `write` writes, durably: after a crash it is wholly the old or wholly the new file. `write`
 * gets an empty file.
 */
export async function replaceFile(
  fileSystem: FileSystem,
  directory: string,
  name: string,
  write: (file: File) => Promise<void>,
): Promise<void> {
  const temporary = join(directory, `${name}.tmp`)
  await withFile(fileSystem, temporary, true, async (file) => {
    await file.truncate(0)
    await write(file)
    await datasync(file)
  })
  await fileSystem.rename(temporary, join(directory, name))
  await fileSystem.syncDirectory(directory)
}

/** Removes what an interrupted `replaceFile` or snapshot left: such files were never visible under their name. */
export async function removeTemporaries(fileSystem: FileSystem, directory: string): Promise<void> {
  for (const name of await fileSystem.list(directory)) {
    if (name.endsWith('.tmp')) await fileSystem.unlink(join(directory, name))
  }
}
