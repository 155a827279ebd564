import { it } from 'vitest'
import { DrivenCluster } from './drivers.ts'
it('debug', () => {
  const cluster = new DrivenCluster({ voters: [1, 2, 3] }, (id) => ({ epoch: 0, zxid: id === 1 ? 50 : 10 + id }))
  cluster.startAll()
  console.log(cluster.untilServing(10_000), cluster.serving())
  cluster.cut(1, 3); cluster.cut(2, 1)
  let seen = cluster.events.length
  for (let t = 0; t < 80; t++) {
    cluster.run(50)
    const fresh = cluster.events.slice(seen); seen = cluster.events.length
    if (fresh.length > 0) console.log(t, fresh.map((e) => `${e.server}:${e.name}`).join(' '), [1,2,3].map((id) => { const c = cluster.core(id); return `${c.state} r${c.round} ${c.vote.leader}/${c.vote.zxid}/${c.vote.epoch}` }).join(' | '))
  }
})
