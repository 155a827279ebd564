import { majority, silentLogger, silentMetrics, type PeerLink, type PeerTransport } from '@zabkit/core'
import { grpcPeers } from '../src/index.ts'
const clock = { now: () => Date.now(), monotonic: () => performance.now() }
const timers = {
  after(ms: number, cb: () => void) { const t = setTimeout(cb, ms); return { cancel: () => clearTimeout(t) } },
  every(ms: number, cb: () => void) { const t = setInterval(cb, ms); return { cancel: () => clearInterval(t) } },
  endOfTurn: (cb: () => void) => void setImmediate(cb),
}
const ts: PeerTransport[] = []
const ensemble = { clusterId: 'c', members: [1, 2].map((id) => ({ id, role: 'voter' as const, addresses: [] })), quorum: majority([1, 2]) }
for (const id of [1, 2]) {
  const t = grpcPeers({ host: '127.0.0.1', port: 0, addressesOf: (p) => [ts[p - 1]!.address] })({ clock, timers, logger: { ...silentLogger, warn: (m: string, f: unknown) => console.log(m, f) }, metrics: silentMetrics, serverId: id, ensemble } as never)
  ts.push(t)
}
await ts[0]!.start({ accepted: (link) => ({ messages: (m) => { for (const x of m) if (x.type === 'ping') link.send([{ type: 'pong', sequence: x.sequence }]) }, drained() {}, closed: (r) => console.log('1 closed', r) }) })
await ts[1]!.start({ accepted: () => null })
const t0 = performance.now()
const rtts: number[] = []
await new Promise<void>((resolve) => {
  let at = 0, n = 0
  ts[1]!.connect(1, 'learner', {
    opened(link: PeerLink) { console.log('opened', performance.now() - t0); const next = () => { at = performance.now(); link.send([{ type: 'ping', sequence: n++ }]) }; this.messages = () => { rtts.push(performance.now() - at); n < 20000 ? next() : (link.close('done'), resolve()) }; next() },
    messages() {}, drained() {}, closed: (r) => console.log('2 closed', r),
  })
})
rtts.sort((a, b) => a - b)
console.log('rtt us p50', rtts[10000]! * 1000, 'p99', rtts[19800]! * 1000)
await new Promise((r) => setTimeout(r, 50))
const t1 = performance.now()
await Promise.all(ts.map((t) => t.stop()))
console.log('stopped', performance.now() - t1, process.getActiveResourcesInfo())
