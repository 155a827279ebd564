import { expect, it } from 'vitest'
import { EnsembleWatch } from '../src/ensemble-watch.ts'

/** What is seen of servers 1 to 3: f, l, o for their modes, - for one that does not serve. */
function seen(modes: string) {
  const names: Readonly<Record<string, string>> = { f: 'follower', l: 'leader', o: 'observer' }
  return [...modes].map((letter, i) => ({ id: i + 1, clientPort: 2181 + i, mode: names[letter] ?? null, pid: letter === '-' ? null : 100 + i }))
}

it('says nothing until all serve and one leads, then who they are', () => {
  const watch = new EnsembleWatch()
  for (const modes of ['---', 'f--', 'fl-', 'fff']) expect(watch.observe(seen(modes))).toEqual([])
  expect(watch.isReady).toBe(false)
  expect(watch.observe(seen('flo'))).toEqual([
    '  server 1  follower  127.0.0.1:2181  pid 100',
    '  server 2  leader    127.0.0.1:2182  pid 101',
    '  server 3  observer  127.0.0.1:2183  pid 102',
    'leader: server 2 at 127.0.0.1:2182; to see another one take over: kill -9 101',
  ])
  expect(watch.isReady).toBe(true)
  expect(watch.observe(seen('flo'))).toEqual([])
})

it('says who leads whenever that changes, also that nobody does, and who is back', () => {
  const watch = new EnsembleWatch()
  watch.observe(seen('ffl'))
  expect(watch.observe(seen('---'))).toEqual(['no leader: a new one is elected as soon as two of the three voters run'])
  expect(watch.observe(seen('---'))).toEqual([])
  expect(watch.observe(seen('fl-'))).toEqual(['leader: server 2 at 127.0.0.1:2182; to see another one take over: kill -9 101'])
  const [first, second, third] = seen('lff').map((sighting) => ({ ...sighting, pid: sighting.id === 2 ? 101 : null }))
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were seen')
  expect(watch.observe([{ ...first, mode: 'follower' }, { ...second, mode: 'leader' }, third])).toEqual(['server 3 serves again: follower'])
  expect(watch.observe([first, second, third])).toEqual(['leader: server 1 at 127.0.0.1:2181'])
})
