"""One-time watches, DataWatch, ChildrenWatch, TreeCache: also over a restart of the server."""

import queue
import sys

from kazoo.protocol.states import EventType
from kazoo.recipe.cache import TreeCache

from interop import CONNECTED, SUSPENDED, WAIT, States, ask, client, equal, eventually, finished, ok


def next_event(events):
    event = events.get(timeout=WAIT)
    return event.type, event.path


def one_time(zk, other):
    events = queue.Queue()
    zk.exists("/w", watch=events.put)
    other.create("/w", b"1")
    equal(next_event(events), (EventType.CREATED, "/w"))
    zk.get("/w", watch=events.put)
    other.set("/w", b"2")
    other.set("/w", b"3")
    equal(next_event(events), (EventType.CHANGED, "/w"))
    zk.get_children("/w", watch=events.put)
    other.create("/w/c")
    equal(next_event(events), (EventType.CHILD, "/w"))
    other.delete("/w/c")
    zk.exists("/w", watch=events.put)
    other.delete("/w")
    equal(next_event(events), (EventType.DELETED, "/w"))
    zk.sync("/")
    assert events.empty(), events.get()
    ok("one-time watches")


def recipes(zk, other):
    values, children = queue.Queue(), queue.Queue()
    zk.DataWatch("/dw", lambda data, stat: values.put(data))
    equal(values.get(timeout=WAIT), None)
    for data in (b"1", b"2"):
        other.create("/dw", data) if data == b"1" else other.set("/dw", data)
        equal(values.get(timeout=WAIT), data)
    zk.ChildrenWatch("/dw", lambda names: children.put(sorted(names)))
    equal(children.get(timeout=WAIT), [])
    other.create("/dw/x")
    equal(children.get(timeout=WAIT), ["x"])
    ok("DataWatch and ChildrenWatch")
    states = States(zk)
    before = zk.client_id
    ask("restart")
    states.wait(SUSPENDED, CONNECTED)
    equal(zk.client_id, before)
    eventually("the other client to be back", lambda: other.connected)
    other.retry(other.set, "/dw", b"after")
    equal(values.get(timeout=WAIT), b"after")
    other.create("/dw/y")
    equal(children.get(timeout=WAIT), ["x", "y"])
    ok("watches outlive a restart of the server")


def dropped(zk, other):
    """This client gives its one-time watches up with the connection, says so, and can set them again."""
    events = queue.Queue()
    zk.exists("/dropped", watch=events.put)
    ask("crash")
    equal(next_event(events), (EventType.NONE, None))
    zk.retry(zk.exists, "/dropped", watch=events.put)
    other.retry(other.create, "/dropped")
    equal(next_event(events), (EventType.CREATED, "/dropped"))
    ok("one-time watches are set again after a crash of the server")


def tree_cache(zk, other):
    cache = TreeCache(zk, "/cache")
    cache.start()
    try:
        other.ensure_path("/cache/a/b")
        other.set("/cache/a/b", b"deep")
        eventually("the cache to follow", lambda: getattr(cache.get_data("/cache/a/b"), "data", None) == b"deep")
        other.delete("/cache/a", recursive=True)
        eventually("the cache to forget", lambda: cache.get_data("/cache/a") is None)
    finally:
        cache.close()
    ok("TreeCache")


def main(host):
    with client(host) as zk, client(host) as other:
        one_time(zk, other)
        recipes(zk, other)
        dropped(zk, other)
        tree_cache(zk, other)
    finished()


main(*sys.argv[1:])
