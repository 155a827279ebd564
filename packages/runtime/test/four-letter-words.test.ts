import type { Metrics } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, fourLetterWord } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { startTestServer } from './test-server.ts'

describe('the four-letter words', () => {
  it('show what dashboards parse', async () => {
    await using server = await startTestServer({ extra: { describe: () => 'clientPort=1\n', environment: ['host.name=here'] } })
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/e', 'abc', 1))
    await client.request(OpCode.GetData, body.pathAndWatch('/e', true))
    const ask = (word: string): Promise<string> => fourLetterWord(server.port, word)
    expect(await ask('ruok')).toBe('imok')
    expect(await ask('isro')).toBe('rw')
    const srvr = await ask('srvr')
    expect(srvr).toMatch(/^Zookeeper version: \d+\.\d+\.\d+-\S+\nLatency min\/avg\/max: \d+\/\d+\.\d+\/\d+\nReceived: \d+\nSent: \d+\n/)
    expect(srvr).toMatch(/Connections: 2\nOutstanding: 0\nZxid: 0x100000002\nMode: standalone\nNode count: 6\n$/)
    expect(await ask('stat')).toMatch(/Clients:\n \/127\.0\.0\.1:\d+\[1\]\(queued=0,recved=\d+,sent=\d+\)\n/)
    expect(await ask('cons')).toMatch(/sid=0x[0-9a-f]+,lop=GETD,est=\d+,to=30000,lcxid=0x2,lzxid=0x100000002,lresp=\d+/)
    const mntr = await ask('mntr')
    for (const name of ['version', 'server_state', 'avg_latency', 'packets_received', 'num_alive_connections', 'outstanding_requests']) {
      expect(mntr).toMatch(new RegExp(`^zk_${name}\\t\\S`, 'm'))
    }
    expect(mntr).toMatch(/^zk_znode_count\t6$/m)
    expect(mntr).toMatch(/^zk_ephemerals_count\t1$/m)
    expect(await ask('wchs')).toBe('1 connections watching 1 paths\nTotal watches:1\n')
    expect(await ask('wchp')).toMatch(/^\/e\n\t0x[0-9a-f]+\n/)
    expect(await ask('wchc')).toMatch(/^0x[0-9a-f]+\n\t\/e\n/)
    expect(await ask('dump')).toMatch(/SessionTracker dump:[\s\S]*Sessions with Ephemerals \(1\):\n0x[0-9a-f]+:\n\t\/e\n/)
    expect(await ask('conf')).toBe('clientPort=1\n')
    expect(await ask('envi')).toMatch(/^Environment:\nzookeeper\.version=.*\nhost\.name=here\n$/)
    expect(await ask('dirs')).toMatch(/^datadir_size: \d+\nlogdir_size: \d+\n$/)
    expect(await ask('crst')).toBe('Connection stats reset.\n')
    expect(await ask('srst')).toBe('Server stats reset.\n')
    expect(await ask('gtmk')).toBe('306')
  })

  it('show in dump when sessions and connections end, in the layout of ZooKeeper', async () => {
    await using server = await startTestServer()
    await server.connect()
    const date = '[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}'
    const dump = await fourLetterWord(server.port, 'dump')
    expect(dump).toMatch(new RegExp(`^SessionTracker dump:\nSession Sets \\(1\\)/\\(1\\):\n1 expire at ${date}:\n\t0x[0-9a-f]+\n`))
    expect(dump).toMatch(new RegExp(`\nConnections dump:\nConnections Sets \\(\\d\\)/\\(2\\):\n1 expire at ${date}:\n\tip: /127`))
    expect(dump).toMatch(/\tip: \/127\.0\.0\.1:\d+ sessionId: 0x[0-9a-f]{8,}\n/)
  })

  it('count data watches alone in wchs, and end the lists of watches by an empty line', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    await client.request(OpCode.GetData, body.pathAndWatch('/', true))
    await client.request(OpCode.GetChildren, body.pathAndWatch('/', true))
    expect(await fourLetterWord(server.port, 'wchs')).toBe('1 connections watching 1 paths\nTotal watches:1\n')
    expect(await fourLetterWord(server.port, 'wchp')).toMatch(/^\/\n\t0x[0-9a-f]+\n\n$/)
    expect(await fourLetterWord(server.port, 'wchc')).toMatch(/^0x[0-9a-f]+\n\t\/\n\n$/)
  })

  it('show in cons the last request, a ping too, until crst', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const cons = (): Promise<string> => fourLetterWord(server.port, 'cons')
    expect(await cons()).toMatch(/,lop=SESS,est=\d+,to=30000,lcxid=0x0,lzxid=0x100000001,/)
    await client.request(OpCode.Exists, body.pathAndWatch('/'))
    expect(await cons()).toMatch(/,lop=EXIS,.*,lcxid=0x1,lzxid=0x100000001,lresp=[1-9]/)
    await client.request(OpCode.Ping, undefined, -2)
    expect(await cons()).toMatch(/,lop=PING,.*,lcxid=0x1,/)
    await fourLetterWord(server.port, 'crst')
    expect(await cons()).toMatch(/\(queued=0,recved=0,sent=0,sid=0x[0-9a-f]+,lop=NA,est=\d+,to=30000,lzxid=0xffffffffffffffff,lresp=0,/)
  })

  it('name the figures of a summary as ZooKeeper does', async () => {
    const measure = { add: () => {}, observe: () => {} }
    const figures = [['readlatency_avg', 1.5], ['commit_count', 3]] as const
    const metrics: Metrics = { counter: () => measure, summary: () => measure, gauge: () => {}, collect: () => figures.values(), reset: () => {} }
    await using server = await startTestServer({ extra: { metrics } })
    expect(await fourLetterWord(server.port, 'mntr')).toMatch(/\nzk_avg_readlatency\t1.5\nzk_commit_count\t3\n$/)
  })

  it('are refused when the whitelist does not name them, and unknown words are no words', async () => {
    await using server = await startTestServer({ settings: { commands: ['srvr'] } })
    expect(await fourLetterWord(server.port, 'ruok')).toBe('ruok is not executed because it is not in the whitelist.\n')
    expect(await fourLetterWord(server.port, 'srvr\n')).toMatch(/^Zookeeper version/)
    expect(await fourLetterWord(server.port, 'nope')).toBe('')
  })
})
