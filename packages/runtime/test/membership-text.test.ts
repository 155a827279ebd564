import { expect, it } from 'vitest'
import { membershipText } from '../src/membership-text.ts'

const at = (host: string, quorumPort: number, electionPort: number) => ({ host, quorumPort, electionPort })

it('shows the membership as ZooKeeper does: by id, roles written out, clients where the line names them', () => {
  const servers = [
    { id: 3, addresses: [at('::1', 2888, 3888)], role: 'observer', client: null },
    { id: 1, addresses: [at('a', 1, 2), at('b', 3, 4)], role: 'participant', client: { host: '127.0.0.1', port: 2181 } },
    { id: 2, addresses: [at('c', 5, 6)], role: 'participant', client: { host: null, port: 2182 } },
  ] as const
  expect(membershipText({ servers, voting: [{ name: 'group.1', value: '1:2' }] })).toBe(
    'server.1=a:1:2|b:3:4:participant;127.0.0.1:2181\nserver.2=c:5:6:participant;0.0.0.0:2182\nserver.3=[::1]:2888:3888:observer\ngroup.1=1:2\nversion=0',
  )
})
