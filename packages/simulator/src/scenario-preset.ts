import { type LogRecord, ZERO_ZXID, type Zxid } from '@zabkit/core'
import { SCENARIO_SECRET } from './scenario-disk.ts'
import type { ScenarioEnsemble } from './scenario-ensemble.ts'
import { parseZxid, zxidText } from './scenario-words.ts'

/** `disk 1 accepted=2 current=1 log=1.1..1.3,1.5 committed=1.2 snapshot=1.1`: what is there before the first start. */
export function presetDisk(ensemble: ScenarioEnsemble, [id, ...words]: readonly string[]): void {
  const { history } = ensemble.invariants
  const { disk } = ensemble.server(Number(id))
  const given = new Map(words.map((word) => word.split('=') as [string, string]))
  const records = parseRecords(given.get('log') ?? '')
  const committed = parseZxid(given.get('committed') ?? '0')
  history.preset(records, ZERO_ZXID)
  disk.append(records, committed)
  disk.sync()
  const acceptedEpoch = Number(given.get('accepted') ?? 0)
  disk.saveEpochs({ acceptedEpoch, currentEpoch: Number(given.get('current') ?? acceptedEpoch), sessionSecret: SCENARIO_SECRET })
  for (const [index, record] of records.entries()) if (record.zxid <= committed) history.apply(`disk ${id}`, record, index)
  const snapshot = parseZxid(given.get('snapshot') ?? '0')
  if (snapshot > ZERO_ZXID) disk.addSnapshot({ zxid: snapshot, records: records.filter(({ zxid }) => zxid <= snapshot) })
}

function parseRecords(text: string): LogRecord[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first = '', last = first] = part.split('..')
      return range(parseZxid(first), parseZxid(last))
    })
}

function range(first: Zxid, last: Zxid): LogRecord[] {
  const zxids = Array.from({ length: last - first + 1 }, (_, index) => (first + index) as Zxid)
  return zxids.map((zxid) => ({ zxid, bytes: Buffer.from(`t${zxidText(zxid)}`) }))
}
