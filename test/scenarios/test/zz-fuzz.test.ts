import { runScenario, seededRandom } from '@zabkit/simulator'
import { it } from 'vitest'
import { appendFileSync } from 'node:fs'
import { cores as real } from './cores.ts'
import { mutants } from './mutants.ts'
const cores = process.env.MUTANT ? (mutants as any)[process.env.MUTANT] : real

const STEPS = ['fsync','durable','saveEpochs','epochsSaved','truncate','truncated','commitSnapshot','beginLogAnew','snapshotInstalled','replay','locate','streamLog','streamSnapshot','streamed']
const TYPES = ['notification','learnerInfo','leaderInfo','ackEpoch','truncate','truncated','history','snapshotEnd','newLeader','ackNewLeader','upToDate','proposal','ack','commit','']
function generate(seed: number): string[] {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const voters = pick([3, 3, 3, 5]); const observers = pick([0, 0, 1])
  const ids = Array.from({ length: voters + observers }, (_, i) => i + 1)
  const lines = [`servers ${voters} syncLimit=4 initLimit=8 counter=${pick([1000, 1000, 4])} chunk=${pick([1, 2, 100])}`, `observers ${observers}`, `start ${ids.join(' ')}`, pick(['settle', `step ${random.below(60)}`])]
  const up = new Set(ids); const gates = new Set<string>(); const holds = new Set<string>()
  let n = 0
  for (let i = 0; i < 15 + random.below(25); i++) {
    const id = pick(ids)
    switch (random.below(16)) {
      case 0: if (up.has(id)) { up.delete(id); lines.push(`crash ${id}${pick(['', ' keep'])}`) } break
      case 1: case 2: for (const x of ids) if (!up.has(x) && random.below(2) === 0) { up.add(x); lines.push(`start ${x}`) } break
      case 3: case 4: case 5: for (const x of ids) if (up.has(x)) lines.push(`propose ${x} w${++n}${pick(['', ` w${++n}`])}`); break
      case 6: lines.push(`step ${random.below(40)}`); break
      case 7: lines.push('settle'); break
      case 8: lines.push('wait ' + pick([50, 200, 400])); break
      case 9: lines.push('tick ' + (1 + random.below(3))); break
      case 10: { const g = `${id} ${pick(STEPS)}`; if (!gates.has(g)) { gates.add(g); lines.push(`gate ${g}`) } break }
      case 11: for (const g of [...gates]) if (random.below(2) === 0) { gates.delete(g); lines.push(`release ${g}`) } break
      case 12: { const b = pick(ids); if (b !== id) { const h = `${id}->${b} ${pick(TYPES)}`.trim(); if (!holds.has(h)) { holds.add(h); lines.push(`hold ${h}`) } } break }
      case 13: for (const h of [...holds]) if (random.below(2) === 0) { holds.delete(h); lines.push(`release ${h}`) } break
      case 14: { const b = pick(ids); if (b !== id) lines.push(pick([`cut ${id} ${b}`, `cut ${id}->${b}`, 'heal', 'heal'])); break }
      case 15: if (up.has(id)) lines.push(pick([`snapshot ${id}`, `snapshot ${id}`, `barrier ${id}`])); if (random.below(2) === 0 && up.has(id)) lines.push(`snapshot ${id}`, `purge ${id}`); break
    }
  }
  for (const g of gates) lines.push(`release ${g}`)
  for (const h of holds) lines.push(`release ${h}`)
  lines.push('heal')
  for (const x of ids) if (!up.has(x)) lines.push(`start ${x}`)
  lines.push('settle', 'wait 400', 'tick 12', 'wait 400', 'tick 12', 'wait 2400', 'tick 12', 'wait 4000')
  for (const x of ids) lines.push(`must ${x} serve`)
  for (const x of ids) lines.push(`propose ${x} last`)
  lines.push('settle', 'check')
  return lines
}
it('fuzz', () => {
  const from = Number(process.env.FROM ?? 0); const until = Date.now() + Number(process.env.MS ?? 50000)
  let seed = from; const kinds = new Map<string, number[]>()
  for (; Date.now() < until; seed++) {
    const lines = generate(seed)
    try { runScenario(lines.join('\n') + '\n', cores) } catch (e) {
      const key = (e as Error).message.split('\n')[0]!.replace(/\d+(\.\d+)?/g, 'N').slice(0, 150)
      const list = kinds.get(key) ?? []; list.push(seed); kinds.set(key, list)
    }
  }
  console.log('seeds', from, seed)
  for (const [k, v] of kinds) console.log(v.length, k, v.slice(0, 5).join(','))
}, 600000)
