import type { Random } from '@zabkit/core'
import type { Keep, SimulatedInode } from './simulated-file.ts'

/** Which name means which file. */
type Names = Map<string, SimulatedInode>

/** A creation (`from` null), a rename, or an unlink (`to` null) that no directory sync has made durable. */
interface NameChange {
  readonly from: string | null
  readonly to: string | null
  readonly inode: SimulatedInode
}

/** The directories of a simulated disk: names as programs see them, names on the disk, and the changes between the two. */
export class SimulatedNames {
  readonly current: Names
  readonly #durable: Names
  #pending: NameChange[] = []

  constructor(names: ReadonlyMap<string, SimulatedInode> = new Map()) {
    this.current = new Map(names)
    this.#durable = new Map(names)
  }

  create(path: string, inode: SimulatedInode): void {
    this.#change({ from: null, to: path, inode })
  }

  rename(from: string, to: string, inode: SimulatedInode): void {
    this.#change({ from, to, inode })
  }

  unlink(path: string, inode: SimulatedInode): void {
    this.#change({ from: path, to: null, inode })
  }

  #change(change: NameChange): void {
    apply(this.current, change)
    this.#pending.push(change)
  }

  /** Every change in `directory`, those that moved a file into it or out of it included, reaches the disk. */
  sync(directory: string): void {
    const left: NameChange[] = []
    for (const change of this.#pending) {
      if (touches(change, directory)) apply(this.#durable, change)
      else left.push(change)
    }
    this.#pending = left
  }

  /** The names as they are found after a power cut. */
  afterPowerLoss(keep: Keep, random: Random): Names {
    const names: Names = new Map(this.#durable)
    for (const change of this.#pending) {
      if (keep === 'all' || (keep === 'torn' && random.below(2) === 1)) apply(names, change)
    }
    return names
  }
}

function apply(names: Names, { from, to, inode }: NameChange): void {
  // Only the file that was meant: by the time the change reaches the disk the name may mean another one.
  if (from !== null && names.get(from) === inode) names.delete(from)
  if (to !== null) names.set(to, inode)
}

function touches({ from, to }: NameChange, directory: string): boolean {
  return (from !== null && directoryOf(from) === directory) || (to !== null && directoryOf(to) === directory)
}

/** The part of a path before its last slash. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
