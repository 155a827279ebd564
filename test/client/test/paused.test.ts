import { platform } from 'node:process'
import { connect } from '@zabkit/client'
import { until } from '@zabkit/test-ensemble'
import { expect, it } from 'vitest'
import { describeTarget, startPausedClient, targets } from '../src/index.ts'

for (const target of targets.filter(({ name }) => name.startsWith('one'))) {
  describeTarget('a client whose process stands still, with', target, () => {
    it.runIf(platform === 'linux').each(['ask', 'hear'] as const)('says that its session is lost before it says anything that came meanwhile (it goes on to %s)', async (then) => {
      await using ensemble = await target.start()
      const servers = `127.0.0.1:${ensemble.member(1).process.port}`
      await using observer = await connect(servers, { sessionTimeoutMs: 15_000 })
      await using paused = startPausedClient(servers, 2_000)
      await until('the client is ready', () => paused.lines.includes('ready'))
      paused.stop(then)
      await until('its process stands still', () => paused.isStopped())
      await until('its session is over', async () => (await observer.exists('/paused')) === null)
      await observer.setData('/seen', 'new')
      expect(paused.lines).toEqual(['ready', 'stopping'])
      paused.resume()
      await until('it is back', () => paused.lines.includes('connected'))
      const told = paused.lines.slice(2)
      expect(told[0]).toBe('lost')
      expect(told.filter((line) => line.startsWith('watch'))).toEqual(['watch gap'])
      expect(told.filter((line) => line.startsWith('failed'))).toEqual(['failed SessionExpired'])
      if (then === 'hear') return expect(told.filter((line) => line.startsWith('answer'))).toEqual([])
      // What is asked after the stop goes to the next session.
      await until('an answer', () => paused.lines.some((line) => line.startsWith('answer')))
      expect(paused.lines.filter((line) => line.startsWith('answer'))).toEqual(['answer new'])
    }, 120_000)
  })
}
