import { OPEN_ACL } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { createBody, Harness, setDataBody } from './harness.ts'

describe('reapable', () => {
  it('names containers that have lost their children, not those that never had one', () => {
    const h = new Harness()
    for (const path of ['/fresh', '/used', '/full']) h.write(OpCode.CreateContainer, createBody(path, 4))
    for (const path of ['/used/a', '/full/a']) h.create(path)
    h.delete('/used/a')
    expect(h.tree.reapable(1e12, 10)).toEqual(['/used'])
    h.write(OpCode.DeleteContainer, (out) => out.writeString('/used'))
    expect(h.tree.reapable(1e12, 10)).toEqual([])
  })

  it('names containers never used once that is asked for', () => {
    const h = new Harness({ containerMaxNeverUsedMs: 100 })
    h.write(OpCode.CreateContainer, createBody('/c', 4), {}, 1_000)
    expect([h.tree.reapable(1_100, 10), h.tree.reapable(1_101, 10)]).toEqual([[], ['/c']])
  })

  it('names childless TTL znodes by their last change', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    h.write(OpCode.CreateTtl, createBody('/t', 5, OPEN_ACL, '', 50n), {}, 1_000)
    expect([h.tree.reapable(1_050, 10), h.tree.reapable(1_051, 10)]).toEqual([[], ['/t']])
    h.write(OpCode.SetData, setDataBody('/t', ''), {}, 2_000)
    expect(h.tree.reapable(2_050, 10)).toEqual([])
    h.write(OpCode.Create, createBody('/t/child'), {}, 2_000)
    expect(h.tree.reapable(9_000, 10)).toEqual([])
    h.delete('/t/child')
    expect(h.tree.reapable(9_000, 10)).toEqual(['/t'])
  })

  it('keeps to its limit', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    for (let i = 0; i < 5; i++) h.write(OpCode.CreateTtl, createBody('/t', 6, OPEN_ACL, '', 50n))
    expect(h.tree.reapable(9_000, 3)).toHaveLength(3)
  })
})
