"""What the kazoo programs of this suite share."""

import sys
import threading
import time
from contextlib import contextmanager

from kazoo.client import KazooClient
from kazoo.protocol.states import KazooState

WAIT = 10


def ok(step):
    """Reports one step that held."""
    print("ok " + step, flush=True)


def finished():
    """The last word of a program: without it the run counts as failed."""
    print("finished", flush=True)


def ask(wish):
    """Asks the harness for something about the server and waits until it is done."""
    print("@" + wish, flush=True)
    assert sys.stdin.readline() == "done\n"


def equal(got, expected):
    assert got == expected, "expected %r, got %r" % (expected, got)


def eventually(what, condition):
    """Waits until the condition holds and returns its value."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("never: " + what)


@contextmanager
def raises(error):
    try:
        yield
    except error:
        return
    raise AssertionError("%s was not raised" % error)


@contextmanager
def client(host, **options):
    zk = KazooClient(hosts=host, **options)
    zk.start(timeout=WAIT)
    try:
        yield zk
    finally:
        zk.stop()
        zk.close()


class States:
    """The states that a client went through."""

    def __init__(self, zk):
        self.seen = []
        self.changed = threading.Condition()
        zk.add_listener(self.note)

    def note(self, state):
        with self.changed:
            self.seen.append(state)
            self.changed.notify_all()

    def wait(self, *expected):
        with self.changed:
            assert self.changed.wait_for(lambda: self.holds(expected), WAIT), "expected %s, saw %s" % (expected, self.seen)

    def holds(self, expected):
        rest = iter(self.seen)
        return all(state in rest for state in expected)


SUSPENDED, LOST, CONNECTED = KazooState.SUSPENDED, KazooState.LOST, KazooState.CONNECTED
