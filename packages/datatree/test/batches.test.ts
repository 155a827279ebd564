import { Session, type SessionId } from '@zabkit/core'
import { CreateMode, OpCode } from '@zabkit/jute'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, type Body, createBody, Harness, multiBody, NOTHING, only, pathAndNumber, setAclBody, setDataBody, ALICE, world } from './harness.ts'

/** Few names, so that writes meet. */
const path = fc.constantFrom('/a', '/b', '/a/a', '/a/b', '/b/a', '/a/a/a', '/a/0000000001')
const version = fc.constantFrom(-1, -1, 0, 1, 2)
const flags = fc.constantFrom(0, 0, CreateMode.Ephemeral, CreateMode.PersistentSequential, CreateMode.EphemeralSequential)
const acl = fc.constantFrom(world(31), world(31), world(1), only(ALICE, 31))

type Op = readonly [type: number, body: Body]

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(OpCode.Create, OpCode.Create2), path, flags, acl).map(([type, p, f, a]): Op => [type, createBody(p, f, a)]) },
  { weight: 3, arbitrary: fc.tuple(path, version).map(([p, v]): Op => [OpCode.Delete, pathAndNumber(p, v)]) },
  { weight: 2, arbitrary: fc.tuple(path, version, fc.string({ maxLength: 3 })).map(([p, v, d]): Op => [OpCode.SetData, setDataBody(p, d, v)]) },
)

const write: fc.Arbitrary<Op> = fc.oneof(
  { weight: 6, arbitrary: op },
  { weight: 1, arbitrary: fc.tuple(path, acl, version).map(([p, a, v]): Op => [OpCode.SetAcl, setAclBody(p, a, v)]) },
  { weight: 1, arbitrary: fc.tuple(path).map(([p]): Op => [OpCode.CreateContainer, createBody(p, 4)]) },
  { weight: 1, arbitrary: fc.tuple(path).map(([p]): Op => [OpCode.DeleteContainer, (out) => out.writeString(p)]) },
  { weight: 1, arbitrary: fc.constant<Op>([OpCode.CloseSession, NOTHING]) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof({ weight: 5, arbitrary: op }, { weight: 1, arbitrary: fc.tuple(path, version).map(([p, v]): Op => [OpCode.Check, pathAndNumber(p, v)]) }), { maxLength: 4 })
      .map((ops): Op => [OpCode.Multi, multiBody(...ops)]),
  },
)

/** A write, by which of three sessions, and how many prepared txns are applied after it. */
const steps = fc.array(fc.tuple(write, fc.nat(2), fc.constantFrom(0, 0, 0, 1, 2, 20)), { minLength: 1, maxLength: 60 })

interface Run {
  readonly h: Harness
  readonly answers: string[]
}

/** Runs the writes; `applied` says how many prepared txns are applied after each. At the end all are. */
function run(work: readonly (readonly [Op, number, number])[], applied: (drawn: number) => number): Run {
  const h = new Harness({ standalone: false })
  const sessions = [h.session, h.open(2n), h.open(3n)]
  const answers: string[] = []
  let nextId = 4n
  for (const [[type, body], who, drawn] of work) {
    h.prepare(type, body, { session: sessions[who], ids: who === 0 ? [ALICE] : [] })
    if (type === OpCode.CloseSession) sessions[who] = reopen(h, nextId++)
    for (let left = Math.min(applied(drawn), h.outstanding); left > 0; left--) answers.push(describeAnswer(h.applyNext()))
  }
  while (h.outstanding > 0) answers.push(describeAnswer(h.applyNext()))
  return { h, answers }
}

/** Prepares a session that takes the place of one that ends. */
function reopen(h: Harness, id: SessionId): Session {
  const session = new Session(id, 5_000)
  h.prepare(OpCode.CreateSession, (out) => out.writeInt32(5_000), { session })
  return session
}

function describeAnswer({ code, body }: Answer): string {
  return `${code} ${body.bytes.toString('hex')}`
}

describe('writes prepared ahead of what is applied', () => {
  it('give what they give one by one, and their records replayed give the same state', () => {
    fc.assert(
      fc.property(steps, (work) => {
        const together = run(work, (drawn) => drawn)
        const single = run(work, () => 2)
        expect(together.answers).toEqual(single.answers)
        expect(together.h.log).toEqual(single.h.log)
        expect(together.h.tree.digest).toBe(single.h.tree.digest)
        const replayed = new Harness()
        for (const record of together.h.log.slice(1)) replayed.tree.apply(record, 0, null)
        expect(replayed.tree.digest).toBe(single.h.tree.digest)
        expect(replayed.tree.statistics).toEqual(single.h.tree.statistics)
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})
