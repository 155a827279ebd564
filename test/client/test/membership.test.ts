import { connect, type WatchEvent } from '@zabkit/client'
import { type ProcessEnsemble, until } from '@zabkit/test-ensemble'
import { expect, it } from 'vitest'
import { describeApache, describeTarget, startApacheEnsemble, targets } from '../src/index.ts'

const hostsOf = (ensemble: ProcessEnsemble): string => ensemble.members.map(({ process }) => `127.0.0.1:${process.port}`).join(',')

for (const target of targets) {
  describeTarget('the membership, with', target, () => {
    it('can be read in any chroot, and is not changed where that is not allowed', async () => {
      await using ensemble = await target.start()
      await using client = await connect(hostsOf(ensemble), { sessionTimeoutMs: 8_000 })
      await client.ensurePath('/app')
      await using inside = await connect(`${hostsOf(ensemble)}/app`, { sessionTimeoutMs: 8_000 })
      const { data, stat } = await inside.getConfig()
      const count = target.name.startsWith('three') ? 3 : 0
      expect(data.toString().split('\n').filter((line) => line.startsWith('server.'))).toHaveLength(count)
      expect(stat.dataLength).toBe(data.length)
      const refused = client.reconfig({ leaving: '3' })
      await expect(refused).rejects.toMatchObject({ code: 'ReconfigDisabled', operation: 'reconfig', path: null })
      await client.sync()
      expect(client.state).toBe('connected')
    }, 120_000)
  })
}

describeApache('the membership, where Apache ZooKeeper may change it', () => {
  it('changes, and those who watch it are told', async () => {
    await using ensemble = await startApacheEnsemble(3, ['reconfigEnabled=true', 'skipACL=yes', 'standaloneEnabled=false'])
    await using client = await connect(`127.0.0.1:${ensemble.member(1).process.port}`, { sessionTimeoutMs: 8_000 })
    const log: string[] = []
    const watch = (event: WatchEvent): void => void log.push(`${event.type} ${event.path}`)
    const before = await client.getConfig({ watch })
    const withdrawn = new AbortController()
    await client.getConfig({ watch: () => log.push('withdrawn'), signal: withdrawn.signal })
    withdrawn.abort()
    const leader = await ensemble.leader()
    const leaving = ensemble.members.find(({ id }) => id !== leader.id && id !== 1)?.id ?? 0
    const { data, stat } = await client.reconfig({ leaving: `${leaving}` }).finally(() => log.push('answer'))
    expect(before.data.toString()).toContain(`server.${leaving}=`)
    expect(data.toString()).not.toContain(`server.${leaving}=`)
    expect(stat.dataLength).toBe(data.length)
    await until('the watch', () => log.length === 2)
    expect(new Set(log)).toEqual(new Set(['data-changed /zookeeper/config', 'answer']))
    expect((await client.getConfig()).data).toEqual(data)
    const version = /version=([0-9a-f]+)/.exec(data.toString())?.[1]
    await expect(client.reconfig({ leaving: '1', configId: BigInt(`0x${version}`) - 1n })).rejects.toMatchObject({ code: 'BadVersion' })
    await expect(client.reconfig({ members: 'nonsense' })).rejects.toMatchObject({ code: 'BadArguments' })
  }, 120_000)
})
