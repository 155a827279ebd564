import { randomBytes } from 'node:crypto'
import { close, fdatasync, ftruncate, open as openFile, read as readFile, write as writeFile, writeSync, writev } from 'node:fs'
import { link, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { basename, dirname } from 'node:path'
import { promisify } from 'node:util'
import type { File, FileLock, FileSystem } from '@zabkit/core'
import { DIRECT_WRITE_BYTES } from './limits.ts'

/** All of this package's I/O. */

/** The file system of the machine, through Node. */
export function nodeFileSystem(): FileSystem {
  return { open: openNode, list, makeDirectory, rename, unlink, syncDirectory, size, lock }
}

const ftruncateAsync = promisify(ftruncate)
const closeAsync = promisify(close)

function openNode(path: string, create: boolean): Promise<File> {
  return new Promise((resolve, reject) => openDescriptor(path, create, (error, fd) => (error ? reject(error) : resolve(new NodeFile(fd)))))
}

type Opened = (error: NodeJS.ErrnoException | null, fd: number) => void

/** Two steps, since no flag of Node's says "create when missing, do not cut, write at positions". */
function openDescriptor(path: string, create: boolean, done: Opened): void {
  openFile(path, 'r+', (error, fd) => {
    if (error?.code !== 'ENOENT' || !create) return done(error, fd)
    openFile(path, 'wx+', 0o640, (failed, created) => {
      if (failed?.code === 'EEXIST') return openDescriptor(path, false, done)
      done(failed, created)
    })
  })
}

class NodeFile implements File {
  readonly #fd: number

  constructor(fd: number) {
    this.#fd = fd
  }

  read(buffer: Uint8Array, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const fill = (filled: number): void =>
        readFile(this.#fd, buffer, filled, buffer.length - filled, position + filled, (error, count) => {
          if (error) return reject(error)
          if (count === 0 || filled + count === buffer.length) return resolve(filled + count)
          fill(filled + count)
        })
      if (buffer.length === 0) return resolve(0)
      fill(0)
    })
  }

  write(buffers: readonly Uint8Array[], position: number, done: (error: Error | null) => void): void {
    const [only] = buffers
    if (only !== undefined && buffers.length === 1) return this.#writeOne(only, position, done)
    const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0)
    writev(this.#fd, [...buffers], position, (error, written) => {
      if (error !== null || written === total) return done(error)
      // A short write is rare: the rest goes as one.
      this.#writeFrom(Buffer.concat(buffers), written, position, done)
    })
  }

  /** A small write only copies into the page cache: going through a thread for it would cost more than the copy. */
  #writeOne(bytes: Uint8Array, position: number, done: (error: Error | null) => void): void {
    if (bytes.length > DIRECT_WRITE_BYTES) return this.#writeFrom(bytes, 0, position, done)
    let written: number
    try {
      written = writeSync(this.#fd, bytes, 0, bytes.length, position)
    } catch (error) {
      return process.nextTick(done, error)
    }
    if (written === bytes.length) return done(null)
    this.#writeFrom(bytes, written, position, done)
  }

  /** Writes `bytes[from, end)`; `position` is where `bytes[0]` goes. */
  #writeFrom(bytes: Uint8Array, from: number, position: number, done: (error: Error | null) => void): void {
    writeFile(this.#fd, bytes, from, bytes.length - from, position + from, (error, written) => {
      if (error !== null || from + written === bytes.length) return done(error)
      if (written === 0) return done(new Error('the disk takes no more bytes'))
      this.#writeFrom(bytes, from + written, position, done)
    })
  }

  datasync(done: (error: Error | null) => void): void {
    fdatasync(this.#fd, done)
  }

  truncate(length: number): Promise<void> {
    return ftruncateAsync(this.#fd, length)
  }

  close(): Promise<void> {
    return closeAsync(this.#fd)
  }
}

function list(directory: string): Promise<string[]> {
  return readdir(directory)
}

/** Each directory that had to be made is durable in its parent. */
async function makeDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true, mode: 0o750 })
  if (first === undefined) return
  for (let made = directory; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made))
}

async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function size(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

/** Longest path that fits a socket address everywhere. */
const SOCKET_PATH_BYTES = 100
/** A takeover takes moments; one that is older than this died in the middle. */
const TAKEOVER_STALE_MS = 10_000

/**
 * The lock is a listening Unix socket: the kernel ends it with its process however that dies, so nothing has to be judged by pids, which
 * are used again and differ between containers. A socket that refuses connections is what a dead holder left. It listens under a name of its
 * own before it is linked to `path`, so that what stands at `path` is never a holder that is not ready yet.
 */
async function lock(path: string): Promise<FileLock> {
  const own = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  const directory = await open(dirname(path), 'r')
  try {
    const address = (name: string) => socketAddress(name, directory.fd)
    const server = await listen(address(own))
    if (await claim(own, path, address)) return { release: () => release(server, path) }
    await closeServer(server)
    await unlink(own).catch(() => {})
    throw Object.assign(new Error(`${path} is held by a running process`), { code: 'EEXIST' })
  } finally {
    await directory.close()
  }
}

/** Socket addresses are short; a long path goes by way of the open directory. */
function socketAddress(path: string, directoryFd: number): string {
  const isLong = Buffer.byteLength(path) > SOCKET_PATH_BYTES
  return isLong && process.platform === 'linux' ? `/proc/self/fd/${directoryFd}/${basename(path)}` : path
}

async function claim(own: string, path: string, address: (path: string) => string): Promise<boolean> {
  try {
    await link(own, path)
    await unlink(own)
    return true
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
  return !(await answers(address(path))) && takeOver(own, path, address)
}

/** Puts `own` in the place of a dead holder's socket. A guard file keeps two from doing so at once. */
async function takeOver(own: string, path: string, address: (path: string) => string): Promise<boolean> {
  const guard = `${path}.takeover`
  if (!(await createGuard(guard))) return false
  try {
    if (await answers(address(path))) return false
    await rename(own, path)
    return true
  } finally {
    await unlink(guard)
  }
}

async function createGuard(guard: string): Promise<boolean> {
  const age = await stat(guard).then((stats) => Date.now() - stats.mtimeMs, () => 0)
  if (age > TAKEOVER_STALE_MS) await unlink(guard)
  try {
    await (await open(guard, 'wx')).close()
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(address, () => resolve(server))
    server.unref()
  })
}

/** True when a living process listens. */
function answers(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error) => {
      if (isCode(error, 'ECONNREFUSED') || isCode(error, 'ENOENT') || isCode(error, 'ENOTSOCK')) resolve(false)
      else reject(error)
    })
  })
}

async function release(server: Server, path: string): Promise<void> {
  await unlink(path).catch(() => {})
  await closeServer(server)
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
