import type { File, FileLock, FileSystem, Random } from '@zabkit/core'
import { type Keep, SimulatedInode } from './simulated-file.ts'
import { directoryOf, SimulatedNames } from './simulated-names.ts'

/** A call of the seam, as faults and traces name it. */
export type DiskCall =
  | 'open' | 'list' | 'makeDirectory' | 'rename' | 'unlink' | 'syncDirectory' | 'size' | 'lock'
  | 'read' | 'write' | 'datasync' | 'truncate' | 'close'

/** What goes wrong, by the number of the call, counted from 1 over all calls. */
export interface DiskFaults {
  /** This call fails with `code`; a write or a sync that fails has done nothing, or a part, that a power cut loses. */
  readonly failAt?: { readonly call: number; readonly code: 'EIO' | 'ENOSPC' }
  /** From this call on, nothing happens and no call returns: the process has died in it. `crashed` then resolves. */
  readonly crashAt?: number
}

export interface SimulatedFileSystemOptions {
  readonly faults?: DiskFaults
  /** Runs the completion of a call; a simulator delays it in virtual time. Default: as soon as the calling turn has ended. */
  readonly schedule?: (call: DiskCall, run: () => void) => void
}

type Done = (error: Error | null) => void

/**
 * A disk behind a page cache. What is written is seen at once, but is on the disk only after a sync; names are on the disk only after a
 * sync of their directory. `kill` and `powerLoss` give the disk to the next process.
 */
export class SimulatedFileSystem implements FileSystem {
  /** Calls made so far. */
  calls = 0
  /** Resolves when the crash of the fault plan has happened. */
  readonly crashed: Promise<void>
  #isCrashed = false
  #onCrash: () => void = () => {}
  readonly #names: SimulatedNames
  readonly #directories: Set<string>
  readonly #locks = new Set<string>()
  readonly #options: SimulatedFileSystemOptions

  constructor(options: SimulatedFileSystemOptions = {}, names = new SimulatedNames(), directories: Iterable<string> = []) {
    this.#options = options
    this.#names = names
    this.#directories = new Set(directories)
    this.crashed = new Promise((resolve) => {
      this.#onCrash = resolve
    })
  }

  /** The same disk for the next process after this one was killed: what was written is still seen, synced or not. Nothing is locked. */
  kill(options: SimulatedFileSystemOptions = {}): SimulatedFileSystem {
    this.#crash()
    return new SimulatedFileSystem(options, this.#names, this.#directories)
  }

  /** The disk after a power cut: what was not synced is lost, kept, or by chance either, in any order and cut at any byte. */
  powerLoss(loss: { keep: Keep; random: Random }, options: SimulatedFileSystemOptions = {}): SimulatedFileSystem {
    this.#crash()
    const inodes = new Map<SimulatedInode, SimulatedInode>()
    const names = new Map<string, SimulatedInode>()
    for (const [path, inode] of this.#names.afterPowerLoss(loss.keep, loss.random)) {
      const survivor = inodes.get(inode) ?? inode.afterPowerLoss(loss.keep, loss.random)
      inodes.set(inode, survivor)
      names.set(path, survivor)
    }
    return new SimulatedFileSystem(options, new SimulatedNames(names), this.#directories)
  }

  #crash(): void {
    this.#isCrashed = true
    this.#onCrash()
  }

  /** Every path and its bytes as programs see them. For tests. */
  contents(): Map<string, Buffer> {
    return new Map([...this.#names.current].map(([path, inode]) => [path, Buffer.from(inode.view())]))
  }

  /** Damages the file at `path` at rest: `change` gets its bytes and returns the new ones. */
  damage(path: string, change: (content: Buffer) => Uint8Array): void {
    this.#inode(path).damage(change)
  }

  open(path: string, create: boolean): Promise<File> {
    return this.#call('open', () => {
      let inode = this.#names.current.get(path)
      if (inode === undefined) {
        if (!create || !this.#directories.has(directoryOf(path))) throw failure('ENOENT', path)
        inode = new SimulatedInode(new Uint8Array())
        this.#names.create(path, inode)
      }
      return new SimulatedFile(inode, this)
    })
  }

  list(directory: string): Promise<string[]> {
    return this.#call('list', () => {
      if (!this.#directories.has(directory)) throw failure('ENOENT', directory)
      const entries = [...this.#names.current.keys(), ...this.#directories].filter((path) => directoryOf(path) === directory)
      return entries.map((path) => path.slice(directory.length + 1)).filter((name) => name !== '')
    })
  }

  /** Directories are durable at once: what is under test makes them once, before everything else. */
  makeDirectory(directory: string): Promise<void> {
    return this.#call('makeDirectory', () => {
      for (let made = directory; made !== '' && !this.#directories.has(made); made = directoryOf(made)) this.#directories.add(made)
    })
  }

  rename(from: string, to: string): Promise<void> {
    return this.#call('rename', () => this.#names.rename(from, to, this.#inode(from)))
  }

  unlink(path: string): Promise<void> {
    return this.#call('unlink', () => this.#names.unlink(path, this.#inode(path)))
  }

  syncDirectory(directory: string): Promise<void> {
    return this.#call('syncDirectory', () => this.#names.sync(directory))
  }

  size(path: string): Promise<number | null> {
    return this.#call('size', () => this.#names.current.get(path)?.size ?? null)
  }

  lock(path: string): Promise<FileLock> {
    return this.#call('lock', () => {
      if (this.#locks.has(path)) throw failure('EEXIST', path)
      this.#locks.add(path)
      return { release: async () => void this.#locks.delete(path) }
    })
  }

  #inode(path: string): SimulatedInode {
    const inode = this.#names.current.get(path)
    if (inode === undefined) throw failure('ENOENT', path)
    return inode
  }

  #call<T>(call: DiskCall, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.run(call, effect, null, (error, value) => (error ? reject(error) : resolve(value as T))))
  }

  /** Does one call: its effect when it completes, or its fault. `onFault` is what a failed call leaves behind. */
  run<T>(call: DiskCall, effect: () => T, onFault: (() => void) | null, done: (error: Error | null, value?: T) => void): void {
    const number = ++this.calls
    const { faults = {}, schedule = later } = this.#options
    if (number === faults.crashAt) this.#crash()
    if (this.#isCrashed) return
    schedule(call, () => {
      if (this.#isCrashed) return
      if (number !== faults.failAt?.call) return finish(effect, done)
      onFault?.()
      done(failure(faults.failAt.code, `${call}, call ${number}`))
    })
  }
}

/** The result or the error of `effect`; an error of `done` itself is not one of the call. */
function finish<T>(effect: () => T, done: (error: Error | null, value?: T) => void): void {
  let value: T
  try {
    value = effect()
  } catch (error) {
    return done(error instanceof Error ? error : new Error(String(error)))
  }
  done(null, value)
}

function later(_call: DiskCall, run: () => void): void {
  void Promise.resolve().then(run)
}

function failure(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code })
}

/** An open simulated file. It stays what it is when its name is moved or removed. */
class SimulatedFile implements File {
  readonly #inode: SimulatedInode
  readonly #disk: SimulatedFileSystem

  constructor(inode: SimulatedInode, disk: SimulatedFileSystem) {
    this.#inode = inode
    this.#disk = disk
  }

  read(buffer: Uint8Array, position: number): Promise<number> {
    return this.#call('read', () => {
      const bytes = this.#inode.view().subarray(position, position + buffer.length)
      buffer.set(bytes)
      return bytes.length
    })
  }

  write(buffers: readonly Uint8Array[], position: number, done: Done): void {
    const bytes = Buffer.concat(buffers)
    // Of a write that fails a part may have been made.
    const part = () => this.#inode.write(bytes.subarray(0, bytes.length >> 1), position)
    this.#disk.run('write', () => this.#inode.write(bytes, position), part, done)
  }

  datasync(done: Done): void {
    this.#disk.run('datasync', () => this.#inode.sync(), () => this.#inode.loseWrites(), done)
  }

  truncate(length: number): Promise<void> {
    return this.#call('truncate', () => this.#inode.truncate(length))
  }

  close(): Promise<void> {
    return this.#call('close', () => {})
  }

  #call<T>(call: DiskCall, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.#disk.run(call, effect, null, (error, value) => (error ? reject(error) : resolve(value as T))))
  }
}
