import type { Timers } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { OPENINGS_GATHERED } from '../src/limits.ts'
import { SessionOpenings } from '../src/session-openings.ts'

/** Openings whose turns end when the test says so, and what was submitted. */
function openings() {
  const ends: (() => void)[] = []
  const submitted: number[] = []
  const prepared: number[] = []
  let last = 0
  const timers = { endOfTurn: (callback) => ends.push(callback) } as Partial<Timers> as Timers
  const gathered = new SessionOpenings(timers)
  return {
    submitted,
    prepared,
    open() {
      const number = ++last
      gathered.add({ submit: () => void submitted.push(number), meanwhile: () => void prepared.push(number) })
    },
    endTurn() {
      for (const end of ends.splice(0)) end()
    },
    waits: () => ends.length > 0,
  }
}

describe('sessions that begin', () => {
  it('turn after turn are submitted together, in their order, at the first turn that brings no more', () => {
    const { submitted, prepared, open, endTurn, waits } = openings()
    for (let i = 0; i < 5; i++) {
      open()
      endTurn()
    }
    expect(submitted).toEqual([])
    endTurn()
    expect(submitted).toEqual([1, 2, 3, 4, 5])
    expect(prepared).toEqual([])
    endTurn()
    expect(prepared).toEqual([1, 2, 3, 4, 5])
    expect(waits()).toBe(false)
  })

  it('wait for others no longer than until there are so many', () => {
    const { submitted, open, endTurn } = openings()
    for (let i = 0; i < OPENINGS_GATHERED; i++) {
      open()
      endTurn()
    }
    expect(submitted.length).toBe(OPENINGS_GATHERED)
  })

  it('begin anew with every crowd', () => {
    const { submitted, open, endTurn } = openings()
    for (const expected of [2, 4]) {
      open()
      endTurn()
      open()
      endTurn()
      expect(submitted.length).toBe(expected - 2)
      endTurn()
      expect(submitted.length).toBe(expected)
      endTurn()
    }
  })
})
