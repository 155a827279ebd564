"""A client that others freeze or kill: makes an ephemeral node, tells its session, then waits until it loses it."""

import sys

from kazoo.client import KazooClient

from interop import LOST, WAIT, States


def main(host, timeout, path):
    zk = KazooClient(hosts=host, timeout=float(timeout))
    zk.start(timeout=WAIT)
    states = States(zk)
    zk.create(path, ephemeral=True)
    session, password = zk.client_id
    print(session, password.hex(), flush=True)
    states.wait(LOST)
    print("lost", flush=True)
    sys.stdin.readline()


main(*sys.argv[1:])
