import { expect, it } from 'vitest'
import { ANSWER_MS_MAX, TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import type { Rival } from '../../src/rival.ts'
import { waitUntil } from '../../src/wait-until.ts'
import { BARE, FULL, FULL_SEEN, type Seen } from './instances.ts'

/** Curator's service discovery and our registry. */
export function describeServices(match: () => Match): void {
  const bothWays = (): readonly (readonly [Rival, Rival, string])[] => [[match().ours, match().theirs, 'of-ours'], [match().theirs, match().ours, 'of-theirs']]

  it('see every field of the instances of the other', async () => {
    for (const [registrar, reader, name] of bothWays()) {
      const uri = FULL_SEEN.uri.replace('billing', name)
      await registrar.ask('register', { instance: { ...FULL, name } })
      await registrar.ask('register', { instance: { ...BARE, name } })
      expect(await reader.ask('names')).toContain(name)
      const [full, bare] = (await reader.ask<Seen[]>('instances', { name })).sort((a, b) => a.id.localeCompare(b.id))
      expect(full).toMatchObject({ ...FULL_SEEN, name, uri })
      expect(bare).toMatchObject({ ...BARE, name })
    }
  }, TEST_MS_MAX)

  it.each([['a text', 'text'], ['a number', 7], ['a fraction', 1.5], ['a number beyond 32 bits', 5_000_000_000], ['a truth', true], ['a list', [1, 'two']]])(
    'carry %s as payload', async (_, payload) => {
      for (const [registrar, reader, name] of bothWays()) {
        const service = `payload-${name}`
        await registrar.ask('register', { instance: { ...FULL, name: service, payload } })
        expect(await reader.ask('instances', { name: service })).toMatchObject([{ payload }])
      }
    }, TEST_MS_MAX)

  it('carry a payload of a Java class, named by it', async () => {
    const { ours, theirs } = match()
    const weight = { kilos: 3, unit: 'kg' }
    const payloadClass = 'CuratorServices$Weight'
    await ours.ask('register', { instance: { ...FULL, name: 'weights', id: 'ours', payload: weight, payloadClass } })
    await theirs.ask('register', { instance: { ...FULL, name: 'weights', id: 'theirs', payload: weight }, payloads: 'Weight' })
    const seen = await theirs.ask<Seen[]>('instances', { name: 'weights', payloads: 'Weight' })
    expect(seen.sort((a, b) => a.id.localeCompare(b.id))).toMatchObject([
      { id: 'ours', payload: weight, payloadType: payloadClass }, { id: 'theirs', payload: weight, payloadType: payloadClass },
    ])
    expect(await ours.ask('instances', { name: 'weights' })).toMatchObject([
      { id: 'ours', payload: weight, payloadClass, enabled: false },
      // Not what was registered: Curator did not write it, unless told to.
      { id: 'theirs', payload: weight, payloadClass, enabled: true },
    ])
  }, TEST_MS_MAX)

  it('follow what the other registers, changes and takes away', async () => {
    for (const [registrar, reader, suffix] of bothWays()) {
      const name = `followed-${suffix}`
      const sees = (what: string, holds: (seen: readonly Seen[]) => boolean) =>
        waitUntil(() => `${name}: ${what}`, ANSWER_MS_MAX, async () => holds(await reader.ask<Seen[]>('cached', { name })))
      await reader.ask('watch', { name })
      await registrar.ask('register', { instance: { ...FULL, name } })
      await sees('it came', (seen) => seen.length === 1 && seen[0]?.port === FULL.port)
      await registrar.ask('update', { instance: { ...FULL, name, port: 9090 } })
      await sees('it changed', (seen) => seen[0]?.port === 9090)
      await registrar.ask('unregister', { name, handle: FULL.id })
      await sees('it went', (seen) => seen.length === 0)
    }
  }, TEST_MS_MAX)
}
