import { type Acl, OPEN_ACL, READ_ACL } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { AclTable, encodeAcls, OPEN_ACL_ID } from '../src/acl-table.ts'

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

  it('goes on from what another one was: the same ids, and free ones are given again', () => {
    const table = new AclTable()
    const ids = ['a', 'b', 'c'].map((id) => table.acquire(listOf(id)))
    table.release(ids[1] as number)
    const other = new AclTable()
    other.refill(table.end, Buffer.concat([...encodeAcls(table.freeze())]))
    for (const id of [ids[0], ids[2]] as number[]) {
      other.retain(id)
      expect([other.list(id), other.hash(id)]).toEqual([table.list(id), table.hash(id)])
    }
    expect([other.size, other.end, other.storedBytes]).toEqual([table.size, table.end, table.storedBytes])
    for (const each of [table, other]) expect(each.acquire(listOf('d'))).toBe(ids[1])
    expect(other.storedBytes).toBe(Buffer.concat([...encodeAcls(other.freeze())]).length)
  })
})
