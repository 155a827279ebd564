/** Figures of a quota: limits or use. -1: none. */
export interface QuotaFigures {
  readonly count: number
  readonly bytes: number
  readonly countHardLimit: number
  readonly byteHardLimit: number
}

/** Reads `count=1,bytes=2=;byteHardLimit=3;countHardLimit=4` in any order and part (StatsTrack). What cannot be read counts as -1. */
export function parseFigures(data: Buffer | null): QuotaFigures {
  const values = new Map<string, number>()
  for (const pair of (data?.toString() ?? '').split(/[,;]+/)) {
    const [key = '', value = ''] = pair.split('=')
    if (/^-?\d+$/.test(value)) values.set(key, Number(value))
  }
  const figure = (key: string) => values.get(key) ?? -1
  return {
    count: figure('count'),
    bytes: figure('bytes'),
    countHardLimit: figure('countHardLimit'),
    byteHardLimit: figure('byteHardLimit'),
  }
}

/** The text of a `zookeeper_stats` znode. */
export function formatUse(count: number, bytes: number): Buffer {
  return Buffer.from(`count=${count},bytes=${bytes}`)
}
