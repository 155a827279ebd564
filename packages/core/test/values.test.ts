import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  counterOf,
  EPOCH_UNIT,
  epochOf,
  errorName,
  ErrorCode,
  formatSessionId,
  formatZxid,
  isOperatorError,
  KeeperError,
  majority,
  makeZxid,
  MAX_COUNTER,
  MAX_EPOCH,
  OperatorError,
  Ring,
  sessionIdFromHalves,
  sessionIdHigh,
  sessionIdLow,
} from '../src/index.ts'

describe('a zxid', () => {
  it('is exact up to the last epoch, and refuses the one after it', () => {
    const last = makeZxid(MAX_EPOCH, MAX_COUNTER)
    expect(Number.isSafeInteger(last)).toBe(true)
    expect([epochOf(last), counterOf(last)]).toEqual([MAX_EPOCH, MAX_COUNTER])
    expect(() => makeZxid(MAX_EPOCH + 1, 0)).toThrow(/epoch/)
  })

  it('orders by epoch, then by counter', () => {
    expect(makeZxid(1, MAX_COUNTER) + 1).toBe(makeZxid(2, 0))
    expect(makeZxid(1, 0)).toBe(EPOCH_UNIT)
    expect(formatZxid(makeZxid(1, 10))).toBe('0x10000000a')
  })
})

describe('a session id', () => {
  it('survives being cut in halves, whatever its sign', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (id) => {
        expect(sessionIdFromHalves(sessionIdHigh(id), sessionIdLow(id))).toBe(id)
      }),
    )
    expect(formatSessionId(-1n)).toBe('0xffffffffffffffff')
  })
})

describe('a majority', () => {
  it('is more than half of the voters, and nobody else counts', () => {
    const quorum = majority([1, 2, 3, 4])
    expect(quorum.isQuorum(new Set([1, 2]))).toBe(false)
    expect(quorum.isQuorum(new Set([1, 2, 9, 8, 7]))).toBe(false)
    expect(quorum.isQuorum(new Set([1, 2, 3]))).toBe(true)
  })
})

describe('a ring', () => {
  it('is a queue, whatever is pushed and shifted in between', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { maxLength: 300 }), (steps) => {
        const ring = new Ring<number>()
        const model: number[] = []
        for (const step of steps) {
          if (step === null) expect(ring.shift()).toBe(model.shift())
          else {
            ring.push(step)
            model.push(step)
          }
          expect(ring.size).toBe(model.length)
          expect(ring.peek()).toBe(model[0])
          expect(ring.peekLast()).toBe(model.at(-1))
        }
        expect([...ring]).toEqual(model)
      }),
    )
  })
})

describe('errors', () => {
  it('have the names and numbers of ZooKeeper', () => {
    expect(errorName(ErrorCode.NoNode)).toBe('NoNode')
    expect(errorName(-999)).toBe('Error(-999)')
    expect(new KeeperError(-101, '/a').message).toBe('NoNode: /a')
  })

  it('for operators bear a remedy, and are known without instanceof', () => {
    const error = new OperatorError('ZK_PORT_UNUSABLE', 'port 1')
    expect(error.remedy).toMatch(/another one/)
    expect(isOperatorError(error)).toBe(true)
    expect(isOperatorError(new Error('x'))).toBe(false)
  })
})
