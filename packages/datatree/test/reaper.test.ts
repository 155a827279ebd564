import { ErrorCode, OPEN_ACL } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { createBody, Harness, justPath, pathAndNumber, setDataBody } from './harness.ts'

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

  it('does not mind a clock that goes back: times follow it, the largest is remembered, and nothing goes before its time', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    h.write(OpCode.CreateTtl, createBody('/t', 5, OPEN_ACL, '', 50n), {}, 9_000)
    h.write(OpCode.SetData, setDataBody('/t', ''), {}, 2_000)
    expect([h.stat('/t')?.ctime, h.stat('/t')?.mtime, h.tree.lastTimeMs]).toEqual([9_000, 2_000, 9_000])
    expect([h.tree.reapable(1_000, 10), h.tree.reapable(2_051, 10)]).toEqual([[], ['/t']])
  })

  it('keeps to its limit', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    for (let i = 0; i < 5; i++) h.write(OpCode.CreateTtl, createBody('/t', 6, OPEN_ACL, '', 50n))
    expect(h.tree.reapable(9_000, 3)).toHaveLength(3)
  })
})

describe('the delete of what was due', () => {
  const reap = (h: Harness, path: string, timeMs: number) => h.prepare(OpCode.DeleteContainer, justPath(path), {}, timeMs)

  it('spares a TTL znode that was changed meanwhile, applied or in flight', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    h.write(OpCode.CreateTtl, createBody('/t', 5, OPEN_ACL, '', 50n), {}, 1_000)
    h.prepare(OpCode.SetData, setDataBody('/t', 'x'), {}, 2_000)
    expect(reap(h, '/t', 2_050)).toBe(ErrorCode.BadVersion)
    while (h.outstanding > 0) h.applyNext()
    expect([reap(h, '/t', 2_050), reap(h, '/t', 2_051)]).toEqual([ErrorCode.BadVersion, ErrorCode.Ok])
  })

  it('takes a TTL znode whose ACL or children changed: those do not refresh it', () => {
    const h = new Harness({ extendedTypesEnabled: true })
    h.write(OpCode.CreateTtl, createBody('/t', 5, OPEN_ACL, '', 50n), {}, 1_000)
    h.prepare(OpCode.Create, createBody('/t/child'), {}, 2_000)
    expect(reap(h, '/t', 2_000)).toBe(ErrorCode.NotEmpty)
    h.prepare(OpCode.Delete, pathAndNumber('/t/child', -1), {}, 2_000)
    expect(reap(h, '/t', 2_000)).toBe(ErrorCode.Ok)
  })

  it.each([
    ['another container', OpCode.CreateContainer, 4],
    ['a persistent znode', OpCode.Create, 0],
  ])('spares %s that a write in flight puts in its place', (_, type, flags) => {
    const h = new Harness()
    h.write(OpCode.CreateContainer, createBody('/c', 4))
    h.create('/c/child')
    h.delete('/c/child')
    expect(h.tree.reapable(2_000, 10)).toEqual(['/c'])
    h.prepare(OpCode.Delete, pathAndNumber('/c', -1))
    h.prepare(type, createBody('/c', flags))
    expect(reap(h, '/c', 2_000)).toBe(ErrorCode.BadVersion)
  })

  it('spares a container never used that was changed meanwhile', () => {
    const h = new Harness({ containerMaxNeverUsedMs: 100 })
    h.write(OpCode.CreateContainer, createBody('/c', 4), {}, 1_000)
    h.prepare(OpCode.SetData, setDataBody('/c', 'x'), {}, 1_101)
    expect([reap(h, '/c', 1_201), reap(h, '/c', 1_202)]).toEqual([ErrorCode.BadVersion, ErrorCode.Ok])
  })
})
