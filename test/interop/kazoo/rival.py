"""kazoo's recipes as a rival: see src/rival.ts. Words: host, session timeout in ms. Every request has a thread of its own."""

import json
import sys
import threading
import traceback
from contextlib import contextmanager

from kazoo.client import KazooClient

from interop import WAIT


class Stay:
    def __init__(self):
        self.entered, self.leave, self.left = threading.Event(), threading.Event(), threading.Event()
        self.error = None


class Rival:
    def __init__(self, zk):
        self.zk = zk
        self.stays, self.barriers, self.locking, self.parties = {}, {}, {}, {}

    def carry_out(self, request):
        try:
            answer = {"value": getattr(self, "do_" + request["verb"])(request)}
        except BaseException:
            answer = {"error": traceback.format_exc()}
        answer["id"] = request["id"]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    # Everything that only some may be in at a time.

    def lock(self, request):
        make = {"mutex": self.zk.Lock, "read": self.zk.ReadLock, "write": self.zk.WriteLock}[request["kind"]]
        return make(request["path"], request.get("name"), extra_lock_patterns=request.get("patterns", ()))

    @contextmanager
    def elected(self, request):
        """Inside `Election.run`."""
        elected, resign = threading.Event(), threading.Event()

        def lead():
            elected.set()
            resign.wait()

        election = self.zk.Election(request["path"], request.get("name"))
        runner = threading.Thread(target=election.run, args=(lead,), daemon=True)
        runner.start()
        elected.wait()
        try:
            yield
        finally:
            resign.set()
            runner.join()

    def within(self, request):
        return self.elected(request) if request["kind"] == "election" else self.lock(request)

    def stay(self, request, stay):
        try:
            with self.within(request):
                stay.entered.set()
                stay.leave.wait()
        except BaseException:
            stay.error = traceback.format_exc()
        stay.entered.set()
        stay.left.set()

    def do_enter(self, request):
        stay = self.stays[request["handle"]] = Stay()
        threading.Thread(target=self.stay, args=(request, stay), daemon=True).start()
        stay.entered.wait()
        assert stay.error is None, stay.error

    def do_leave(self, request):
        stay = self.stays[request["handle"]]
        stay.leave.set()
        stay.left.wait()
        assert stay.error is None, stay.error

    def do_try(self, request):
        lock = self.lock(request)
        got = lock.acquire(blocking=False)
        if got:
            lock.release()
        return got

    def do_compete(self, request):
        for _ in range(request["rounds"]):
            with self.within(request):
                self.count(request["counter"])

    def count(self, counter):
        """Not safe by itself: two at once meet at `busy`, or lose what one of them counted."""
        self.zk.create(counter + "/busy", ephemeral=True)
        value = int(self.zk.get(counter)[0])
        self.zk.set(counter, b"%d" % (value + 1))
        self.zk.delete(counter + "/busy")

    def do_contenders(self, request):
        if request["kind"] == "election":
            return self.zk.Election(request["path"]).contenders()
        return self.lock(request).contenders()

    # Barriers.

    def do_set(self, request):
        self.zk.Barrier(request["path"]).create()

    def do_lift(self, request):
        self.zk.Barrier(request["path"]).remove()

    def do_pass(self, request):
        self.zk.Barrier(request["path"]).wait()

    def do_begin(self, request):
        barrier = self.barriers[request["path"]] = self.zk.DoubleBarrier(request["path"], request["members"])
        barrier.enter()
        assert barrier.participating

    def do_end(self, request):
        self.barriers[request["path"]].leave()

    # Queues, counters, parties.

    def do_put(self, request):
        queue = self.zk.Queue if request["kind"] == "queue" else self.zk.LockingQueue
        queue(request["path"]).put(request["data"].encode())

    def do_take(self, request):
        if request["kind"] == "queue":
            return self.zk.Queue(request["path"]).get().decode()
        queue = self.locking[request["handle"]] = self.zk.LockingQueue(request["path"])
        return queue.get(timeout=WAIT).decode()

    def do_ack(self, request):
        assert self.locking[request["handle"]].consume()

    def counter(self, request):
        return self.zk.Counter(request["path"], support_curator=request["kind"] == "int32")

    def do_add(self, request):
        counter = self.counter(request)
        for _ in range(request["rounds"]):
            counter += 1

    def do_value(self, request):
        return self.counter(request).value

    def do_join(self, request):
        party = self.parties[request["path"]] = self.zk.Party(request["path"], request["name"])
        party.join()

    def do_members(self, request):
        return sorted(self.zk.Party(request["path"]))


def main(host, timeout_ms):
    zk = KazooClient(hosts=host, timeout=int(timeout_ms) / 1000)
    zk.start(timeout=WAIT)
    rival = Rival(zk)
    for line in sys.stdin:
        threading.Thread(target=rival.carry_out, args=(json.loads(line),), daemon=True).start()


main(*sys.argv[1:])
