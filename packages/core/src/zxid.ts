import { invariant } from './invariant.ts'

declare const brand: unique symbol

/** Transaction id: epoch times 2^32 plus counter, exact as a number up to epoch `MAX_EPOCH`. */
export type Zxid = number & { readonly [brand]: 'Zxid' }

/** 2^32: what one epoch is worth. */
export const EPOCH_UNIT = 0x1_0000_0000
/** The largest epoch whose zxids are exact numbers (2^21 - 1). */
export const MAX_EPOCH = 0x1f_ffff
/** The last counter of an epoch; the txn after it needs a new epoch. */
export const MAX_COUNTER = 0xffff_ffff
/** Before every txn. */
export const ZERO_ZXID = 0 as Zxid

/** The zxid of `counter` (unsigned 32 bits) in `epoch`. */
export function makeZxid(epoch: number, counter: number): Zxid {
  invariant(epoch >= 0 && epoch <= MAX_EPOCH, 'epoch is beyond what a zxid can hold exactly')
  return (epoch * EPOCH_UNIT + counter) as Zxid
}

/** The zxid whose halves, as they stand on the wire, are `high` and `low` (signed or unsigned 32 bits). */
export function zxidFromHalves(high: number, low: number): Zxid {
  return makeZxid(high, low >>> 0)
}

export function epochOf(zxid: Zxid): number {
  return Math.floor(zxid / EPOCH_UNIT)
}

export function counterOf(zxid: Zxid): number {
  return zxid % EPOCH_UNIT
}

/**
 * True when `zxid` may come right after `previous`: one more, or anything in a later epoch. Only a chain of records, or the base that a log
 * names, can prove that it does.
 */
export function follows(zxid: Zxid, previous: Zxid): boolean {
  return previous === 0 || zxid === previous + 1 || epochOf(zxid) > epochOf(previous)
}

/** As operators read it: `0x` and lower-case hex without leading zeros. */
export function formatZxid(zxid: Zxid): string {
  return `0x${zxid.toString(16)}`
}
