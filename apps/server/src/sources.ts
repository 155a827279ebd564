import { readFile, stat } from 'node:fs/promises'

/** What reading a configuration needs of the machine. */
export interface SettingsSources {
  /** The bytes of a file. Rejections carry Node's `code` (ENOENT, EACCES, EISDIR...). */
  readonly readFile: (path: string) => Promise<Buffer>
  readonly environment: SettingsEnvironment
}

/** The surroundings of the process. No variable of the environment overrides a setting: ZooKeeper has no such thing either. */
export interface SettingsEnvironment {
  /** Absolute; relative paths in a configuration are relative to it, as ZooKeeper's are. */
  readonly workingDirectory: string
  /** Permission bits of a file, or null where they say nothing (Windows, no such file). */
  readonly fileMode: (path: string) => Promise<number | null>
}

/** The real file system and the real working directory. */
export function nodeSources(): SettingsSources {
  return { readFile: (path) => readFile(path), environment: { workingDirectory: process.cwd(), fileMode: modeOfFile } }
}

async function modeOfFile(path: string): Promise<number | null> {
  if (process.platform === 'win32') return null
  try {
    return (await stat(path)).mode & 0o777
  } catch {
    return null
  }
}

/** The `code` of an error of Node, or its text. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}

/** What an error code of the file system means, in words. */
export function whyUnreadable(code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EISDIR') return 'is a directory, not a file'
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it'
  return `cannot be read (${code})`
}
