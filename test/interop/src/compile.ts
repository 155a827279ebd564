import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { JAVA_CLASS_PATH } from './server-command.ts'

const run = promisify(execFile)

/** A folder of this suite's client programs. */
export const folder = (name: 'c' | 'java' | 'kazoo'): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** A directory for compiled programs; the caller calls `remove`. */
export interface Build {
  readonly directory: string
  readonly remove: () => Promise<void>
}

async function build(compile: (directory: string) => Promise<unknown>): Promise<Build> {
  const directory = await mkdtemp(join(tmpdir(), 'interop-build-'))
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true })
  try {
    await compile(directory)
  } catch (error) {
    await remove()
    throw error
  }
  return { directory, remove }
}

/** Compiles `programs` of the folder c against the multi-threaded library; -Werror so that a misuse of the API is not a test. */
export function compileC(programs: readonly string[]): Promise<Build> {
  return build((directory) => Promise.all(programs.map((name) => run('gcc', [
    '-std=gnu11', '-Wall', '-Wextra', '-Werror', '-Wno-unused-parameter', '-DTHREADED', '-I/usr/include/zookeeper',
    '-o', join(directory, name), join(folder('c'), `${name}.c`), join(folder('c'), 'interop.c'), '-lzookeeper_mt', '-lpthread',
  ]))))
}

export function compileJava(programs: readonly string[], classPath = JAVA_CLASS_PATH): Promise<Build> {
  const sources = [...programs, 'Interop'].map((name) => join(folder('java'), `${name}.java`))
  return build((directory) => run('javac', ['-cp', classPath, '-d', directory, ...sources]))
}

/** The command that runs a compiled Java program. Short runs: no time for the optimising compiler. */
export function javaCommand({ directory }: Build, options: readonly string[] = [], classPath = JAVA_CLASS_PATH): string[] {
  return ['java', '-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...options, '-cp', `${directory}:${classPath}`]
}
