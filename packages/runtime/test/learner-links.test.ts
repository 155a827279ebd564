import type { PeerLink } from '@zabkit/core'
import { expect, it } from 'vitest'
import { systemTimers } from '../src/index.ts'
import { LearnerLinks } from '../src/replica/learner-links.ts'

function aLink(closed: string[]): PeerLink {
  return { peerId: 2, channel: 'learner', queuedBytes: 0, send() {}, pause() {}, resume() {}, close: (reason) => void closed.push(reason) }
}

it('a learner that comes again is lost before its new link is there: nothing for the old one goes over the new one', () => {
  const told: string[] = []
  const closed: string[] = []
  const links: LearnerLinks = new LearnerLinks(
    { message() {}, frame() {}, lost: (learner, reason) => told.push(`${learner}: ${reason}, ${links.get(learner) === undefined}`) },
    systemTimers,
  )
  links.lead()
  const first = links.accept(aLink(closed))
  expect(told).toEqual([])
  links.accept(aLink(closed))
  first.closed('closed')
  expect(told).toEqual(['2: the learner came again, true'])
  expect(closed).toEqual(['the learner came again'])
})
