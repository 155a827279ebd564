"""kazoo over TLS with a client's certificate; ACLs by the identity in it; strangers stay outside."""

import sys

from kazoo.client import KazooClient
from kazoo.exceptions import NoAuthError
from kazoo.security import CREATOR_ALL_ACL, make_acl

from interop import CONNECTED, SUSPENDED, States, ask, client, equal, finished, ok, raises


def main(host, directory, ca, alices_name):
    def identity(name):
        return dict(use_ssl=True, ca=ca, certfile="%s/%s.crt" % (directory, name), keyfile="%s/%s.key" % (directory, name))

    with client(host, timeout=10, **identity("alice")) as alice, client(host, **identity("bob")) as bob:
        alice.create("/alices", b"1", acl=CREATOR_ALL_ACL)
        [entry] = alice.get_acls("/alices")[0]
        equal((entry.id.scheme, entry.id.id), ("x509", alices_name))
        with raises(NoAuthError):
            bob.get("/alices")
        bob.create("/for-alice", b"2", acl=[make_acl("x509", alices_name, read=True)])
        equal(alice.get("/for-alice")[0], b"2")
        with raises(NoAuthError):
            bob.get("/for-alice")
        ok("ACLs by the identity of the certificate")
        big = b"y" * 900000
        alice.set("/alices", big)
        equal(alice.get("/alices")[0], big)
        ok("big data over TLS")
        states, before = States(alice), alice.client_id
        ask("restart")
        states.wait(SUSPENDED, CONNECTED)
        equal(alice.client_id, before)
        equal(alice.retry(alice.exists, "/alices").data_length, len(big))
        ok("the same session over TLS after a restart")
    stranger = KazooClient(hosts=host, **identity("stranger"))
    with raises(stranger.handler.timeout_exception):
        stranger.start(timeout=1.5)
    ok("a certificate of an unknown authority gets no session")
    finished()


main(*sys.argv[1:])
