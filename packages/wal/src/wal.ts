import type { Components, FileSystem, Storage } from '@zabkit/core'
import { FileStorage } from './file-storage.ts'
import { FSYNC_WARNING_MS, SEGMENT_BYTES } from './limits.ts'
import { nodeFileSystem } from './node-file-system.ts'

export interface WalOptions {
  /** Where snapshots, epoch file and lock live. Made when missing. */
  readonly directory: string
  /** Where the log lives: a disk of its own is worth it. Default: `directory`. */
  readonly logDirectory?: string
  /** Size at which a segment of the log is closed, in bytes. Default 64 MiB. */
  readonly segmentBytes?: number
  /**
   * How far ahead the next segment is filled with zeros, in bytes; 0: not at all. Default `segmentBytes`: a sync into filled space has no
   * metadata to write.
   */
  readonly preallocateBytes?: number
  /** A sync that takes longer is logged as a warning, in ms. Default 1000, as ZooKeeper's. */
  readonly fsyncWarningMs?: number
  /** Default: Node's own. */
  readonly fileSystem?: FileSystem
}

/** What this plugin needs from its server. A `fileSystem` among the components takes the place of the default one. */
export type WalComponents = Pick<Components, 'clock' | 'logger' | 'metrics' | 'random'> & { readonly fileSystem?: FileSystem }

/** Durable storage in files: log, snapshots, epoch file. Nothing is touched before `start`. */
export function wal(options: WalOptions): (components: WalComponents) => Storage {
  return (components) =>
    new FileStorage({
      ...components,
      directory: options.directory,
      logDirectory: options.logDirectory ?? options.directory,
      segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
      preallocateBytes: options.preallocateBytes ?? options.segmentBytes ?? SEGMENT_BYTES,
      fsyncWarningMs: options.fsyncWarningMs ?? FSYNC_WARNING_MS,
      fileSystem: options.fileSystem ?? components.fileSystem ?? nodeFileSystem(),
    })
}
