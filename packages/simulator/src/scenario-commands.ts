import { MAX_COUNTER, type PeerMessage, ZERO_ZXID } from '@zabkit/core'
import { ScenarioEnsemble, type ScenarioShape } from './scenario-ensemble.ts'
import { INVARIANTS } from './scenario-invariants.ts'
import { requireMusts } from './scenario-musts.ts'
import type { ScenarioCores } from './scenario-parts.ts'
import { presetDisk } from './scenario-preset.ts'
import { recordsText, zxidText } from './scenario-words.ts'
import { WORK_STEPS } from './scenario-work.ts'

type Words = readonly string[]
type Command = (session: ScenarioSession, words: Words) => void

const DEFAULT_SHAPE: ScenarioShape = {
  voters: 3, observers: 0, weights: null, initLimitTicks: 10, syncLimitTicks: 5, maxCounter: MAX_COUNTER, chunkRecords: 100,
}
/** Settings of `servers` and what they are called there. */
const SETTINGS: ReadonlyMap<string, keyof ScenarioShape> = new Map([
  ['initLimit', 'initLimitTicks'], ['syncLimit', 'syncLimitTicks'], ['counter', 'maxCounter'], ['chunk', 'chunkRecords'],
])

/** One run of a scenario: the commands act on it. */
export class ScenarioSession {
  readonly #cores: ScenarioCores
  shape = DEFAULT_SHAPE
  #ensemble: ScenarioEnsemble | null = null

  constructor(cores: ScenarioCores) {
    this.#cores = cores
  }

  /** Made when it is used first: its shape stands from then on. */
  get ensemble(): ScenarioEnsemble {
    this.#ensemble ??= new ScenarioEnsemble(this.shape, this.#cores)
    return this.#ensemble
  }

  /** Begins anew: another ensemble, with nothing on its disks. */
  begin(change: Partial<ScenarioShape>): void {
    this.#ensemble = null
    this.shape = { ...DEFAULT_SHAPE, ...change }
  }

  /** What came of the command, line by line. Throws where an invariant is broken. */
  run(line: string): string[] {
    const [name = '', ...words] = line.split(/\s+/)
    const command = COMMANDS.get(name)
    if (command === undefined) throw new Error(`unknown command: ${name}`)
    command(this, words)
    if (this.#ensemble === null) return []
    if (this.#ensemble.hasBegun) this.#ensemble.invariants.check()
    return this.#ensemble.trace.take()
  }
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['servers', (session, [count, ...settings]) => session.begin({ voters: Number(count), ...parseSettings(settings) })],
  ['observers', (session, [count]) => shape(session, { observers: Number(count) })],
  ['weight', (session, [id, weight]) => shape(session, { weights: new Map(session.shape.weights ?? []).set(Number(id), Number(weight)) })],
  ['disk', ({ ensemble }, words) => presetDisk(ensemble, words)],
  ['start', ({ ensemble }, ids) => each(ids, (id) => ensemble.start(id))],
  ['crash', ({ ensemble }, words) => each(words, (id) => ensemble.crash(id, words.includes('keep')))],
  ['restart', ({ ensemble }, ids) => {
    each(ids, (id) => ensemble.crash(id, false))
    each(ids, (id) => ensemble.start(id))
  }],
  ['gate', ({ ensemble }, [id, step]) => ensemble.server(Number(id)).work.gate(workStep(step))],
  ['fail', ({ ensemble }, [id, step]) => ensemble.server(Number(id)).work.fail(workStep(step))],
  ['hold', ({ ensemble }, [lane, type]) => ensemble.links.hold(...parseLane(lane), type)],
  ['release', release],
  ['cut', ({ ensemble }, words) => cut(ensemble, words)],
  ['heal', ({ ensemble }) => ensemble.heal()],
  ['settle', ({ ensemble }) => ensemble.settle()],
  ['step', ({ ensemble }, [count]) => ensemble.settle(Number(count ?? 1))],
  ['wait', ({ ensemble }, [ms]) => ensemble.wait(Number(ms))],
  ['tick', ({ ensemble }, [count, ...ids]) => ensemble.tick(Number(count ?? 1), ids.length > 0 ? numbers(ids) : ensemble.ids)],
  ['propose', propose],
  ['barrier', barrier],
  ['snapshot', ({ ensemble }, ids) => each(ids, (id) => ensemble.server(id).takeSnapshot())],
  ['purge', ({ ensemble }, ids) => each(ids, (id) => ensemble.server(id).disk.purge())],
  ['inject', inject],
  ['status', ({ ensemble }) => {
    for (const server of ensemble.servers.values()) ensemble.trace.line(`${server.id}: ${server.status}`)
  }],
  ['must', ({ ensemble }, [id, ...words]) => requireMusts(ensemble.server(Number(id)), words)],
  ['logs', ({ ensemble }) => logs(ensemble)],
  ['check', ({ ensemble }) => {
    ensemble.trace.line(`committed: ${recordsText(ensemble.invariants.history.committed)}`)
    ensemble.trace.line(`holds: ${INVARIANTS.join(', ')}`)
  }],
])

function shape(session: ScenarioSession, change: Partial<ScenarioShape>): void {
  session.shape = { ...session.shape, ...change }
}

function parseSettings(words: Words): Partial<ScenarioShape> {
  const entries = words.map((word) => {
    const [name = '', value] = word.split('=')
    const key = SETTINGS.get(name)
    if (key === undefined) throw new Error(`unknown setting: ${name}`)
    return [key, Number(value)] as const
  })
  return Object.fromEntries(entries)
}

function numbers(words: Words): number[] {
  return words.filter((word) => /^\d+$/.test(word)).map(Number)
}

function propose({ ensemble }: ScenarioSession, [id, ...texts]: Words): void {
  ensemble.trace.within(`${id} is to write ${texts.join(' ')}`, () => ensemble.server(Number(id)).propose(texts))
}

function barrier({ ensemble }: ScenarioSession, [id]: Words): void {
  ensemble.trace.within(`${id} is to wait`, () => ensemble.server(Number(id)).barrier())
}

function each(words: Words, act: (id: number) => void): void {
  for (const id of numbers(words)) act(id)
}

function workStep(name = ''): string {
  if (!WORK_STEPS.includes(name)) throw new Error(`unknown step of work: ${name}`)
  return name
}

/** `1->2`. */
function parseLane(text = ''): [number, number] {
  const [from, to] = text.split('->').map(Number)
  if (from === undefined || to === undefined) throw new Error(`not a direction: ${text}`)
  return [from, to]
}

function release({ ensemble }: ScenarioSession, [where = '', what]: Words): void {
  const isLane = where.includes('->')
  const isReleased = isLane ? ensemble.links.release(...parseLane(where), what) : ensemble.server(Number(where)).work.release(workStep(what))
  if (!isReleased) throw new Error(`nothing is held: ${where} ${what ?? ''}`)
}

/** `cut 1 2`: no link between them. `cut 1->2`: 1 cannot dial 2. */
function cut(ensemble: ScenarioEnsemble, words: Words): void {
  const [first = '', second] = words
  if (first.includes('->')) return ensemble.cut(...parseLane(first))
  ensemble.cut(Number(first), Number(second))
  ensemble.cut(Number(second), Number(first))
}

function inject({ ensemble }: ScenarioSession, [lane, channel, ...json]: Words): void {
  const [from, to] = parseLane(lane)
  const text = json.join(' ')
  const on = channel === 'election' ? 'election' : 'learner'
  ensemble.trace.within(`${from}->${to} ${text}`, () => ensemble.server(to).inject(from, on, JSON.parse(text) as PeerMessage))
}

function logs(ensemble: ScenarioEnsemble): void {
  for (const { id, disk, applied, isUp } of ensemble.servers.values()) {
    const base = disk.baseZxid === ZERO_ZXID ? '' : `after ${zxidText(disk.baseZxid)}: `
    const unsynced = disk.lastZxid === disk.durableZxid ? '' : `, durable up to ${zxidText(disk.durableZxid)}`
    const snapshots = disk.files.snapshots.map(({ zxid }) => `, snapshot ${zxidText(zxid)}`).join('')
    const state = isUp ? `, applied ${zxidText(applied.at(-1)?.zxid ?? ZERO_ZXID)}` : ', down'
    ensemble.trace.line(`${id}: ${base}${recordsText(disk.records)}${unsynced}${snapshots}${state}`)
  }
}
