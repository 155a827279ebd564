import { type Acl, OPEN_ACL, READ_ACL } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { AclTable, OPEN_ACL_ID } from '../src/acl-table.ts'

const listOf = (id: string): Acl[] => [{ permissions: 3, id: { scheme: 'digest', id } }]

describe('AclTable', () => {
  it('keeps equal lists once, for as long as somebody has them', () => {
    const table = new AclTable()
    const first = table.acquire(listOf('a'))
    expect(table.acquire(listOf('a'))).toBe(first)
    expect(table.size).toBe(2)
    table.release(first)
    expect(table.list(first)).toEqual(listOf('a'))
    table.release(first)
    expect(table.size).toBe(1)
    expect(table.acquire(listOf('b'))).toBe(first)
    expect(table.list(first)).toEqual(listOf('b'))
  })

  it('knows the open list without counting it', () => {
    const table = new AclTable()
    expect(table.acquire([...OPEN_ACL])).toBe(OPEN_ACL_ID)
    table.release(OPEN_ACL_ID)
    table.release(OPEN_ACL_ID)
    expect(table.list(OPEN_ACL_ID)).toEqual(OPEN_ACL)
    expect(table.acquire(READ_ACL)).not.toBe(OPEN_ACL_ID)
  })

  it('hashes the content, not the id', () => {
    const a = new AclTable()
    const b = new AclTable()
    b.acquire(listOf('other'))
    expect(a.hash(a.acquire(listOf('x')))).toBe(b.hash(b.acquire(listOf('x'))))
    expect(a.hash(a.acquire(listOf('y')))).not.toBe(a.hash(a.acquire(listOf('x'))))
  })
})
