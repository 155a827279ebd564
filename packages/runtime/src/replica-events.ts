import type { LeaderMessage } from '@zabkit/core'
import type { ClientService } from './client-service.ts'
import type { ReplicaEvents } from './replica/replica-parts.ts'
import type { SessionService } from './session-service.ts'
import type { WritePipeline } from './write-pipeline.ts'

export interface ReplicaEventsParts {
  readonly pipeline: WritePipeline
  readonly sessions: SessionService
  readonly clients: ClientService
  /** A leader takes clients of its own. */
  readonly leaderServes: boolean
  /** What passwords of sessions are made with, as the role's epoch has it. */
  readonly secret: () => Uint8Array
  /** There is a role, and everyone has taken it up. */
  readonly serving: () => void
  readonly sendToLearner: (learner: number, message: LeaderMessage) => void
  readonly onFailure: (error: Error) => void
}

/** What the replica tells, and who has to know it, in which order. */
export function replicaEvents(parts: ReplicaEventsParts): ReplicaEvents {
  const { pipeline, sessions, clients, leaderServes, secret, serving, sendToLearner, onFailure } = parts
  return {
    apply: (records) => pipeline.applyAll(records),
    onLooking() {
      pipeline.hold()
      sessions.hold()
      clients.pause()
    },
    onLeading() {
      sessions.lead(secret())
      pipeline.lead()
      if (leaderServes) clients.resume()
      else clients.refuse()
      serving()
    },
    onFollowing() {
      sessions.follow(secret())
      pipeline.follow()
      clients.resume()
      serving()
    },
    onRequests(from, { requests }) {
      for (const request of requests) pipeline.submitRemote(from, request)
    },
    onTouches: (message) => sessions.touched(message.sessions),
    onRevalidate(from, { sessionId, timeoutMs }) {
      sessions.revalidate(from, sessionId, timeoutMs, (valid) => {
        if (valid) clients.sessionMoved(sessionId)
        sendToLearner(from, { type: 'revalidated', sessionId, valid })
      })
    },
    onRevalidated: ({ sessionId, valid }) => sessions.revalidated(sessionId, valid),
    onReplacing() {
      clients.dropAll()
      pipeline.loseAll()
    },
    onFailure,
  }
}
