"""Sessions: over restarts and crashes of the server, taken over by id and password, closed and expired."""

import os
import queue
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from kazoo.client import KazooClient

from interop import CONNECTED, LOST, SUSPENDED, WAIT, States, ask, client, equal, finished, ok


@contextmanager
def victim(host, timeout, path):
    """Another process with a session of its own, with its id and password."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "victim.py")
    process = subprocess.Popen(
        [sys.executable, "-B", script, host, str(timeout), path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    try:
        session, password = process.stdout.readline().split()
        yield process, (int(session), bytes.fromhex(password))
    finally:
        process.kill()
        process.wait()


def reconnect(host, wish):
    with client(host, timeout=10) as zk:
        states = States(zk)
        zk.create("/alive-" + wish, b"here", ephemeral=True)
        before = zk.client_id
        ask(wish)
        states.wait(SUSPENDED, CONNECTED)
        equal(zk.client_id, before)
        equal(LOST in states.seen, False)
        data, stat = zk.retry(zk.get, "/alive-" + wish)
        equal((data, stat.ephemeralOwner), (b"here", before[0]))
    with client(host) as zk:
        equal(zk.exists("/alive-" + wish), None)
    ok("the same session after: " + wish)


def take_over(host):
    with victim(host, 10, "/mine") as (process, session):
        process.kill()
        process.wait()
        with client(host, timeout=10, client_id=session) as heir:
            equal(heir.client_id, session)
            equal(heir.exists("/mine").owner_session_id, session[0])
    with client(host) as zk:
        equal(zk.exists("/mine"), None)
    ok("a session goes on at another client by id and password")


def wrong_password(host):
    with client(host, timeout=10) as zk:
        zk.create("/kept", ephemeral=True)
        thief = KazooClient(hosts=host, timeout=10, client_id=(zk.client_id[0], b"\1" * 16))
        thief.start(timeout=WAIT)
        assert thief.client_id[0] != zk.client_id[0]
        thief.stop()
        thief.close()
        equal(zk.retry(zk.exists, "/kept").owner_session_id, zk.client_id[0])
    ok("a wrong password gets no session")


def expiry(host):
    with client(host) as observer, victim(host, 0.8, "/fleeting") as (process, session):
        gone = queue.Queue()
        assert observer.exists("/fleeting", watch=gone.put)
        began = time.monotonic()
        os.kill(process.pid, signal.SIGSTOP)
        event = gone.get(timeout=WAIT)
        took = time.monotonic() - began
        equal((event.type, event.path), ("DELETED", "/fleeting"))
        assert 0.3 < took < 3, "expired after %.1f s" % took
        os.kill(process.pid, signal.SIGCONT)
        equal(process.stdout.readline(), "lost\n")
        late = KazooClient(hosts=host, client_id=session)
        late.start(timeout=WAIT)
        assert late.client_id[0] != session[0]
        late.stop()
        late.close()
    ok("a silent client's session expires, and the client learns it")


def silence_with_pings(host):
    with client(host, timeout=0.8) as zk:
        states = States(zk)
        zk.create("/idle", ephemeral=True)
        time.sleep(2)
        equal(states.seen, [])
        assert zk.exists("/idle")
    ok("pings keep an idle session")


def main(host):
    reconnect(host, "restart")
    reconnect(host, "crash")
    take_over(host)
    wrong_password(host)
    expiry(host)
    silence_with_pings(host)
    finished()


main(*sys.argv[1:])
