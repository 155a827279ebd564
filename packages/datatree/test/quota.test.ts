import { ErrorCode, OPEN_ACL } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { createBody, Harness, pathAndNumber, setDataBody } from './harness.ts'

const AT = '/zookeeper/quota/a'

/** /a with data of 3 bytes and a child of 2, and a quota on it. */
function limited(limits: string, enforceQuota = true): Harness {
  const h = new Harness({ enforceQuota })
  h.write(OpCode.Create, createBody('/a', 0, OPEN_ACL, 'abc'))
  h.write(OpCode.Create, createBody('/a/b', 0, OPEN_ACL, 'de'))
  h.create(AT)
  h.write(OpCode.Create, createBody(`${AT}/zookeeper_limits`, 0, OPEN_ACL, limits))
  h.write(OpCode.Create, createBody(`${AT}/zookeeper_stats`, 0, OPEN_ACL, 'count=0,bytes=0'))
  return h
}

const use = (h: Harness) => h.data(`${AT}/zookeeper_stats`)

describe('a quota', () => {
  it('counts the subtree with its top when it is set, and every change after', () => {
    const h = limited('count=-1,bytes=-1')
    expect(use(h)).toBe('count=2,bytes=5')
    h.write(OpCode.Create, createBody('/a/c', 0, OPEN_ACL, 'xyz'))
    expect(use(h)).toBe('count=3,bytes=8')
    h.setData('/a/c', 'x')
    expect(use(h)).toBe('count=3,bytes=6')
    h.delete('/a/c')
    h.create('/ab')
    expect(use(h)).toBe('count=2,bytes=5')
  })

  it('ends with its limits', () => {
    const h = limited('count=-1,bytes=-1')
    h.delete(`${AT}/zookeeper_limits`)
    h.create('/a/c')
    expect(use(h)).toBe('count=2,bytes=5')
  })

  it('refuses what goes over a hard limit, only where it is enforced', () => {
    const limits = 'count=1,bytes=1=;byteHardLimit=6;countHardLimit=3'
    const h = limited(limits)
    expect(h.prepare(OpCode.SetData, setDataBody('/a', 'abcde', 9))).toBe(ErrorCode.QuotaExceeded)
    expect(h.prepare(OpCode.SetData, setDataBody('/a', 'abcd', 0))).toBe(ErrorCode.Ok)
    expect(limited(limits).prepare(OpCode.Create, createBody('/a/c', 0, OPEN_ACL, 'xy'))).toBe(ErrorCode.QuotaExceeded)
    const full = limited(limits)
    full.create('/a/c')
    expect(full.prepare(OpCode.Create, createBody('/a/d'))).toBe(ErrorCode.QuotaExceeded)
    expect(full.prepare(OpCode.Delete, pathAndNumber('/a/c', -1))).toBe(ErrorCode.Ok)
    expect(limited(limits, false).prepare(OpCode.SetData, setDataBody('/a', 'abcde'))).toBe(ErrorCode.Ok)
  })

  it('only warns by its soft limits', () => {
    expect(limited('count=1,bytes=1').prepare(OpCode.Create, createBody('/a/c', 0, OPEN_ACL, 'xy'))).toBe(ErrorCode.Ok)
  })

  it('does not show in the digest', () => {
    const h = limited('count=-1,bytes=-1')
    const other = new Harness({ enforceQuota: true })
    for (const record of h.log.slice(1)) other.tree.apply(record, 0, null)
    expect(other.tree.digest).toBe(h.tree.digest)
    expect(use(other)).toBe(use(h))
  })

  it('that stands directly below /zookeeper/quota concerns nobody', () => {
    const h = new Harness()
    h.create('/zookeeper/quota/zookeeper_limits')
    h.create('/zookeeper/quota/zookeeper_stats')
    h.create('/a')
    expect(h.data('/zookeeper/quota/zookeeper_stats')).toBe('')
  })
})
