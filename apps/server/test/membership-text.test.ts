import { expect, it } from 'vitest'
import { membershipText } from '../src/membership-text.ts'
import { parseServerLine } from '../src/server-line.ts'

const line = (id: number, value: string) => parseServerLine({ name: `server.${id}`, value, file: 'zoo.cfg', line: id })

it('shows the membership as ZooKeeper does: by id, roles written out, clients where the line names them', () => {
  const servers = [line(3, '[::1]:2888:3888:observer'), line(1, 'a:1:2|b:3:4;127.0.0.1:2181'), line(2, 'c:5:6;2182')]
  const voting = [{ name: 'group.1', value: '1:2', file: 'zoo.cfg', line: 4 }]
  expect(membershipText({ serverId: 1, servers, own: null, isEnsemble: true, voting })).toBe(
    'server.1=a:1:2|b:3:4:participant;127.0.0.1:2181\nserver.2=c:5:6:participant;0.0.0.0:2182\nserver.3=[::1]:2888:3888:observer\ngroup.1=1:2\nversion=0',
  )
})
