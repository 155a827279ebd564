import { OPEN_ACL } from '@zabkit/core'
import { CreateMode, OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { createBody, Harness } from './harness.ts'

/** An id of a server beyond 127 is negative. */
const FAR = -0x7000_0000_0000_0001n

function copyInto(from: Harness, to: Harness): void {
  const snapshot = from.tree.snapshot()
  const restore = to.tree.restore()
  for (let chunk = snapshot.next(64); chunk !== null; chunk = snapshot.next(64)) restore.push(chunk)
  snapshot.close()
  restore.finish()
}

describe('a restored tree', () => {
  function filled(): Harness {
    const h = new Harness({ extendedTypesEnabled: true })
    const session = h.open(FAR, 9_000)
    h.create('/e', CreateMode.Ephemeral, { session })
    h.write(OpCode.CreateContainer, createBody('/c', 4), {}, 4_000)
    h.create('/c/x')
    h.delete('/c/x')
    h.write(OpCode.CreateTtl, createBody('/t', 5, OPEN_ACL, '', 50n))
    h.create('/zookeeper/quota/c')
    h.write(OpCode.Create, createBody('/zookeeper/quota/c/zookeeper_limits', 0, OPEN_ACL, 'count=9,bytes=9'))
    h.write(OpCode.Create, createBody('/zookeeper/quota/c/zookeeper_stats', 0, OPEN_ACL, ''))
    return h
  }

  it('has sessions, ephemerals, reapable znodes, time and digest of the original', () => {
    const [from, to] = [filled(), new Harness()]
    to.create('/other', CreateMode.Ephemeral)
    copyInto(from, to)
    for (const h of [from, to]) {
      expect([...h.tree.sessions]).toEqual([
        [1n, 30_000],
        [FAR, 9_000],
      ])
      expect([...h.tree.ephemerals()]).toEqual([[FAR, ['/e']]])
      expect(h.tree.reapable(1e12, 9)).toEqual(['/c', '/t'])
      expect(h.tree.lastTimeMs).toBe(4_000)
    }
    expect([to.tree.lastZxid, to.tree.digest]).toEqual([from.tree.lastZxid, from.tree.digest])
    expect(to.tree.statistics).toEqual(from.tree.statistics)
  })

  it('goes on counting quotas', () => {
    const to = new Harness()
    copyInto(filled(), to)
    to.skipTo(100)
    to.create('/c/y')
    expect(to.data('/zookeeper/quota/c/zookeeper_stats')).toBe('count=2,bytes=0')
  })
})
