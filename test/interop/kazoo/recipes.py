"""The recipes of kazoo between two clients."""

import sys
import threading

from kazoo.recipe.partitioner import PartitionState

from interop import WAIT, client, equal, eventually, finished, ok


def locks(one, two):
    first, second = one.Lock("/lock", "one"), two.Lock("/lock", "two")
    assert first.acquire(timeout=WAIT)
    equal(first.contenders(), ["one"])
    assert not second.acquire(blocking=False)
    got = threading.Event()
    waiter = threading.Thread(target=lambda: second.acquire(timeout=WAIT) and got.set())
    waiter.start()
    eventually("the second in the queue", lambda: first.contenders() == ["one", "two"])
    assert not got.is_set()
    first.release()
    assert got.wait(WAIT)
    second.release()
    waiter.join()
    reader, other, writer = one.ReadLock("/rw", "r1"), two.ReadLock("/rw", "r2"), two.WriteLock("/rw", "w")
    assert reader.acquire(timeout=WAIT) and other.acquire(timeout=WAIT)
    assert not writer.acquire(blocking=False)
    reader.release()
    other.release()
    assert writer.acquire(timeout=WAIT)
    writer.release()
    with one.Semaphore("/semaphore", max_leases=1):
        assert not two.Semaphore("/semaphore", max_leases=1).acquire(blocking=False)
    ok("Lock, ReadLock, WriteLock, Semaphore")


def election(one, two):
    order, lead = [], threading.Event()

    def run(zk, name):
        zk.Election("/election", name).run(lambda: (order.append(name), lead.wait(WAIT)))

    first = threading.Thread(target=run, args=(one, "one"))
    first.start()
    eventually("the first leader", lambda: order == ["one"])
    second = threading.Thread(target=run, args=(two, "two"))
    second.start()
    eventually("two contenders", lambda: one.Election("/election").contenders() == ["one", "two"])
    lead.set()
    first.join(WAIT)
    second.join(WAIT)
    equal(order, ["one", "two"])
    ok("Election")


def queues(one, two):
    plain = one.Queue("/queue")
    plain.put(b"late", priority=200)
    plain.put(b"a")
    plain.put(b"b")
    equal(len(plain), 3)
    taken = two.Queue("/queue")
    equal([taken.get(), taken.get(), taken.get(), taken.get()], [b"a", b"b", b"late", None])
    locking = one.LockingQueue("/locking")
    locking.put_all([b"x", b"y"])
    equal(locking.get(timeout=WAIT), b"x")
    assert locking.holds_lock() and locking.consume()
    rival = two.LockingQueue("/locking")
    equal(rival.get(timeout=WAIT), b"y")
    assert rival.consume()
    equal(len(locking), 0)
    ok("Queue, LockingQueue")


def counters(one, two):
    def count(zk):
        counter = zk.Counter("/counter")
        for _ in range(25):
            counter += 1

    threads = [threading.Thread(target=count, args=(zk,)) for zk in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal(one.Counter("/counter").value, 50)
    ok("Counter")


def barriers(one, two):
    barrier = one.Barrier("/barrier")
    barrier.create()
    assert not two.Barrier("/barrier").wait(0.1)
    passed = []
    waiter = threading.Thread(target=lambda: passed.append(two.Barrier("/barrier").wait(WAIT)))
    waiter.start()
    barrier.remove()
    waiter.join()
    equal(passed, [True])
    entered = []

    def meet(zk):
        double = zk.DoubleBarrier("/double", 2)
        double.enter()
        entered.append(zk)
        double.leave()

    threads = [threading.Thread(target=meet, args=(zk,)) for zk in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    equal(len(entered), 2)
    ok("Barrier, DoubleBarrier")


def parties(one, two):
    first, second = one.Party("/party", "one"), two.Party("/party", "two")
    first.join()
    second.join()
    equal(sorted(first), ["one", "two"])
    second.leave()
    equal(list(first), ["one"])
    shallow = two.ShallowParty("/shallow", "two")
    shallow.join()
    equal(list(one.ShallowParty("/shallow")), ["two"])
    ok("Party, ShallowParty")


def partitions(one, two):
    parts = ("p1", "p2", "p3", "p4")
    both = [zk.SetPartitioner("/parts", parts, time_boundary=0.2, identifier=name) for zk, name in ((one, "one"), (two, "two"))]

    def settled():
        for part in both:
            if part.release:
                part.release_set()
            elif part.allocating:
                part.wait_for_acquire(0.1)
        return all(part.state == PartitionState.ACQUIRED for part in both) and sorted(list(both[0]) + list(both[1])) == list(parts)

    eventually("every part to have one owner", settled)
    equal([len(list(part)) for part in both], [2, 2])
    for part in both:
        part.finish()
    ok("SetPartitioner")


def main(host):
    with client(host) as one, client(host) as two:
        for recipe in (locks, election, queues, counters, barriers, parties, partitions):
            recipe(one, two)
    finished()


main(*sys.argv[1:])
