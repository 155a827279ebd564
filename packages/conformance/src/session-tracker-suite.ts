import type { Session, SessionTracker, SessionTrackerOptions } from '@zabkit/core'
import { ok } from './check.ts'

type MakeTracker = (options: SessionTrackerOptions) => SessionTracker

const TICK_MS = 100
const TIMEOUT_MS = 400
const OPTIONS: SessionTrackerOptions = {
  serverId: 5,
  tickMs: TICK_MS,
  secret: new Uint8Array(32).fill(1),
  startedAtMs: 1_700_000_000_000,
}

/**
 * What every SessionTracker promises. Each case makes its own tracker. Bind with
 * `for (const { name, run } of sessionTrackerSuite(make)) it(name, run)`.
 */
export function sessionTrackerSuite(make: MakeTracker): readonly { readonly name: string; run(): void }[] {
  const cases: readonly (readonly [string, (tracker: SessionTracker) => void])[] = [
    ['ids carry the server in the top byte and do not repeat', givesIds],
    ['servers with one secret agree on a password; with another they do not', () => derivesPasswords(make)],
    ['a wrong, short, long or empty password is refused', refusesPasswords],
    ['a session lives for its timeout and expires within one more tick', expires],
    ['a session that was touched in time survives', survives],
    ['a touch from the past does not shorten a life', keepsLonger],
    ['an expired session is closing, is returned once, and is known until it is removed', returnsOnce],
    ['a closing session does not expire, and a touch does not revive it', ignoresClosing],
    ['a removed session is gone and does not expire', removes],
    ['a session that is added again lives for a full timeout', addsAgain],
  ]
  return cases.map(([name, run]) => ({ name, run: () => run(make(OPTIONS)) }))
}

function givesIds(tracker: SessionTracker): void {
  const ids = Array.from({ length: 1000 }, () => tracker.nextId())
  ok(new Set(ids).size === ids.length, 'an id was given twice')
  for (const id of ids) ok(BigInt.asUintN(64, id) >> 56n === 5n, 'the top byte is not the server id')
}

function derivesPasswords(make: MakeTracker): void {
  const id = make(OPTIONS).nextId()
  const password = make(OPTIONS).password(id)
  ok(password.length === 16, 'a password does not have 16 bytes')
  ok(make({ ...OPTIONS, serverId: 6 }).checkPassword(id, password), 'another server with the same secret refuses the password')
  const stranger = make({ ...OPTIONS, secret: new Uint8Array(32).fill(2) })
  ok(!stranger.checkPassword(id, password), 'the password does not depend on the secret')
}

function refusesPasswords(tracker: SessionTracker): void {
  const id = tracker.nextId()
  const password = tracker.password(id)
  for (let index = 0; index < password.length; index++) {
    const wrong = Uint8Array.from(password, (byte, at) => (at === index ? byte ^ 1 : byte))
    ok(!tracker.checkPassword(id, wrong), 'a password with one bit changed is accepted')
  }
  ok(!tracker.checkPassword(id, password.subarray(1)), 'a short password is accepted')
  ok(!tracker.checkPassword(id, Uint8Array.of(...password, 0)), 'a long password is accepted')
  ok(!tracker.checkPassword(id, new Uint8Array(0)), 'an empty password is accepted')
  ok(!tracker.checkPassword(tracker.nextId(), password), 'the password of another session is accepted')
}

/** The time in [from, until] at which ticks of one ms expire `session`. */
function expiryOf(tracker: SessionTracker, session: Session, from: number, until: number): number {
  for (let now = from; now <= until; now++) if (tracker.tick(now).includes(session)) return now
  return Number.POSITIVE_INFINITY
}

function addAt(tracker: SessionTracker, nowMs: number): Session {
  return tracker.add(tracker.nextId(), TIMEOUT_MS, nowMs)
}

function okExpiry(at: number, heardMs: number): void {
  ok(at >= heardMs + TIMEOUT_MS, 'a session expired before its timeout')
  ok(at <= heardMs + TIMEOUT_MS + TICK_MS, 'a session outlived its timeout by more than a tick')
}

function expires(tracker: SessionTracker): void {
  const session = addAt(tracker, 1037)
  okExpiry(expiryOf(tracker, session, 1037, 2000), 1037)
}

function survives(tracker: SessionTracker): void {
  const session = addAt(tracker, 1000)
  for (let now = 1000; now <= 1777; now += 111) {
    ok(tracker.tick(now).length === 0, 'a session expired that had been touched')
    tracker.touch(session, now)
  }
  okExpiry(expiryOf(tracker, session, 1777, 3000), 1777)
}

function keepsLonger(tracker: SessionTracker): void {
  const session = addAt(tracker, 1500)
  tracker.touch(session, 1000)
  okExpiry(expiryOf(tracker, session, 1500, 3000), 1500)
}

function returnsOnce(tracker: SessionTracker): void {
  const session = addAt(tracker, 1000)
  const [expired] = tracker.tick(5000)
  ok(expired === session && session.closing, 'the expired session is not returned, or not closing')
  tracker.touch(session, 5000)
  ok(tracker.tick(9000).length === 0, 'a session expired twice')
  ok(tracker.get(session.id) === session && tracker.size === 1, 'a closing session is not known any more')
}

function ignoresClosing(tracker: SessionTracker): void {
  const session = addAt(tracker, 1000)
  tracker.markClosing(session)
  tracker.touch(session, 1100)
  ok(session.closing, 'markClosing did not mark the session, or a touch unmarked it')
  ok(tracker.tick(9000).length === 0, 'a session expired whose end had been proposed')
}

function removes(tracker: SessionTracker): void {
  const [gone, kept] = [addAt(tracker, 1000), addAt(tracker, 1000)]
  tracker.remove(gone.id)
  tracker.remove(gone.id)
  tracker.touch(gone, 1100)
  ok(tracker.get(gone.id) === undefined && tracker.size === 1, 'a removed session is still known')
  ok([...tracker.sessions()].every((session) => session === kept), 'a removed session is still listed')
  const expired = tracker.tick(9000)
  ok(expired.length === 1 && expired[0] === kept, 'a removed session expired, or took another one along')
}

function addsAgain(tracker: SessionTracker): void {
  const { id } = addAt(tracker, 1000)
  tracker.tick(9000)
  const again = tracker.add(id, TIMEOUT_MS, 9037)
  ok(!again.closing && tracker.get(id) === again && tracker.size === 1, 'a session that was added again is not live')
  okExpiry(expiryOf(tracker, again, 9037, 10_000), 9037)
}
