"""ACLs: digest by add_auth and by auth_data, ip, what is refused without them."""

import sys

from kazoo.exceptions import AuthFailedError, InvalidACLError, NoAuthError
from kazoo.security import CREATOR_ALL_ACL, READ_ACL_UNSAFE, make_acl, make_digest_acl

from interop import CONNECTED, SUSPENDED, States, ask, client, equal, finished, ok, raises


def digest(host):
    with client(host, auth_data=[("digest", "alice:secret")]) as alice, client(host) as nobody:
        alice.create("/private", b"hidden", acl=CREATOR_ALL_ACL)
        for refused in (
            lambda: nobody.get("/private"), lambda: nobody.get_children("/private"), lambda: nobody.set("/private", b""),
            lambda: nobody.create("/private/x"), lambda: nobody.set_acls("/private", READ_ACL_UNSAFE),
        ):
            with raises(NoAuthError):
                refused()
        nobody.add_auth("digest", "alice:wrong")
        with raises(NoAuthError):
            nobody.get("/private")
        nobody.add_auth("digest", "alice:secret")
        equal(nobody.get("/private")[0], b"hidden")
        equal(alice.get_acls("/private")[0], [make_digest_acl("alice", "secret", all=True)])
    ok("digest")


def parts(host):
    acl = [make_digest_acl("alice", "secret", all=True), make_acl("world", "anyone", read=True), make_acl("ip", "127.0.0.0/8", create=True)]
    with client(host, auth_data=[("digest", "alice:secret")], default_acl=acl) as alice, client(host) as nobody:
        alice.create("/parts", b"seen")
        equal(nobody.get("/parts")[0], b"seen")
        nobody.create("/parts/child")
        with raises(NoAuthError):
            nobody.delete("/parts/child")
        with raises(NoAuthError):
            nobody.set("/parts", b"")
        with raises(NoAuthError):
            transaction = nobody.transaction()
            transaction.set_data("/parts", b"")
            for result in transaction.commit():
                raise result
        listed = alice.get_acls("/parts")[0]
        equal(sorted(entry.id.scheme for entry in listed), ["digest", "ip", "world"])
        alice.delete("/parts/child")
    ok("permissions one by one, ip, default ACL")


def refused(host):
    with client(host) as zk:
        with raises(InvalidACLError):
            zk.create("/bad", acl=[make_acl("nonsense", "x", all=True)])
        with raises(InvalidACLError):
            zk.create("/bad", acl=CREATOR_ALL_ACL)
        with raises(InvalidACLError):
            zk.create("/bad", acl=[make_acl("ip", "not-an-address", all=True)])
        equal(zk.exists("/bad"), None)
        with raises(AuthFailedError):
            zk.add_auth("nonsense", "x")
    ok("what is no ACL is refused; an unknown scheme of auth ends the client")


def survives(host):
    with client(host, timeout=10) as zk:
        zk.add_auth("digest", "bob:secret")
        zk.create("/bobs", b"1", acl=CREATOR_ALL_ACL)
        states = States(zk)
        ask("restart")
        states.wait(SUSPENDED, CONNECTED)
        equal(zk.retry(zk.get, "/bobs")[0], b"1")
    ok("auth is given again after a restart of the server")


def main(host):
    for check in (digest, parts, refused, survives):
        check(host)
    finished()


main(*sys.argv[1:])
