import type { SessionTracker, Timers } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { OPENINGS_GATHERED } from '../src/limits.ts'
import { SessionService, type SessionServiceParts } from '../src/session-service.ts'
import type { PendingWrite } from '../src/write-pipeline.ts'

/** A service whose turns end when the test says so, and what it has submitted. */
function service() {
  const ends: (() => void)[] = []
  const submitted: bigint[] = []
  let last = 0n
  const parts = {
    tracker: { nextId: () => ++last } as Partial<SessionTracker>,
    timers: { endOfTurn: (callback) => ends.push(callback) } as Partial<Timers>,
    pipeline: { submit: (write: PendingWrite) => submitted.push(write.request.session.id) },
  }
  const sessions = new SessionService(parts as unknown as SessionServiceParts)
  return {
    submitted,
    open: () => sessions.create(1_000, () => {}),
    endTurn() {
      for (const end of ends.splice(0)) end()
    },
    waits: () => ends.length > 0,
  }
}

describe('sessions that begin', () => {
  it('turn after turn are submitted together, in their order, at the first turn that brings no more', () => {
    const { submitted, open, endTurn, waits } = service()
    for (let i = 0; i < 5; i++) {
      open()
      endTurn()
    }
    expect(submitted).toEqual([])
    endTurn()
    expect(submitted).toEqual([1n, 2n, 3n, 4n, 5n])
    expect(waits()).toBe(false)
  })

  it('wait for others no longer than until there are so many', () => {
    const { submitted, open, endTurn } = service()
    for (let i = 0; i < OPENINGS_GATHERED; i++) {
      open()
      endTurn()
    }
    expect(submitted.length).toBe(OPENINGS_GATHERED)
  })

  it('begin anew with every crowd', () => {
    const { submitted, open, endTurn } = service()
    for (const expected of [2, 4]) {
      open()
      endTurn()
      open()
      endTurn()
      expect(submitted.length).toBe(expected - 2)
      endTurn()
      expect(submitted.length).toBe(expected)
    }
  })
})
