"""Every operation of kazoo's client, synchronous and asynchronous, with the errors they promise."""

import sys

from kazoo.exceptions import (
    BadVersionError, NoChildrenForEphemeralsError, NodeExistsError, NoNodeError, NotEmptyError, RolledBackError, RuntimeInconsistency,
)
from kazoo.security import OPEN_ACL_UNSAFE, READ_ACL_UNSAFE, make_acl

from interop import WAIT, client, equal, finished, ok, raises


def create_modes(zk):
    equal(zk.create("/a", b"one"), "/a")
    path, stat = zk.create("/stat", b"12345", include_data=True)
    equal((path, stat.version, stat.data_length, stat.owner_session_id), ("/stat", 0, 5, None))
    equal(stat.czxid, stat.mzxid)
    equal(zk.create("/a/s-", sequence=True), "/a/s-0000000000")
    equal(zk.create("/a/s-", sequence=True), "/a/s-0000000001")
    equal(zk.create("/a/e", ephemeral=True), "/a/e")
    equal(zk.exists("/a/e").owner_session_id, zk.client_id[0])
    equal(zk.create("/a/es-", ephemeral=True, sequence=True), "/a/es-0000000003")
    equal(zk.create("/deep/er/est", makepath=True), "/deep/er/est")
    zk.ensure_path("/en/sure")
    zk.ensure_path("/en/sure")
    with raises(NodeExistsError):
        zk.create("/a")
    with raises(NoNodeError):
        zk.create("/missing/child")
    with raises(NoChildrenForEphemeralsError):
        zk.create("/a/e/child")
    ok("create")


def reads(zk):
    data, stat = zk.get("/a")
    equal(data, b"one")
    equal((stat.version, stat.children_count, stat.ephemeralOwner, stat.children_version), (0, 4, 0, 4))
    equal(sorted(zk.get_children("/a")), ["e", "es-0000000003", "s-0000000000", "s-0000000001"])
    names, with_data = zk.get_children("/a", include_data=True)
    equal((len(names), with_data.czxid, with_data.pzxid > with_data.czxid), (4, stat.czxid, True))
    equal(zk.exists("/missing"), None)
    for read in (zk.get, zk.get_children, zk.get_acls):
        with raises(NoNodeError):
            read("/missing")
    equal(zk.sync("/a"), "/a")
    ok("reads")


def writes(zk):
    stat = zk.set("/a", b"two")
    equal(stat.version, 1)
    equal(zk.set("/a", b"three", version=1).version, 2)
    with raises(BadVersionError):
        zk.set("/a", b"four", version=1)
    with raises(NoNodeError):
        zk.set("/missing", b"")
    with raises(BadVersionError):
        zk.delete("/a/s-0000000000", version=7)
    zk.delete("/a/s-0000000000", version=0)
    with raises(NotEmptyError):
        zk.delete("/a")
    with raises(NoNodeError):
        zk.delete("/missing")
    zk.delete("/deep", recursive=True)
    equal(zk.exists("/deep"), None)
    ok("writes")


def contents(zk):
    zk.create("/empty")
    equal(zk.get("/empty")[0], b"")
    binary = bytes(range(256)) * 64
    zk.create("/binary", binary)
    equal(zk.get("/binary")[0], binary)
    big = b"x" * 1000000
    zk.set("/binary", big)
    equal(zk.get("/binary")[0], big)
    zk.create("/\u00fcml\u00e4ut-\u65e5\u672c", b"")
    assert "\u00fcml\u00e4ut-\u65e5\u672c" in zk.get_children("/")
    for i in range(200):
        zk.create_async("/en/sure/child-%03d" % i)
    equal(len(zk.get_children("/en/sure")), 200)
    ok("contents")


def acls(zk):
    listed, stat = zk.get_acls("/a")
    equal((listed, stat.aversion), (OPEN_ACL_UNSAFE, 0))
    zk.create("/acl", b"", acl=READ_ACL_UNSAFE + [make_acl("world", "anyone", admin=True)])
    zk.create("/acl2", b"")
    equal(zk.set_acls("/acl2", READ_ACL_UNSAFE).aversion, 1)
    equal(zk.get_acls("/acl2")[0], READ_ACL_UNSAFE)
    with raises(BadVersionError):
        zk.set_acls("/acl", READ_ACL_UNSAFE, version=5)
    ok("ACLs of nodes")


def asynchronous(zk):
    created = [zk.create_async("/async-", sequence=True) for _ in range(100)]
    paths = [one.get(timeout=WAIT) for one in created]
    equal(paths, sorted(paths))
    path = paths[0]
    equal(zk.ensure_path_async("/async/path").get(timeout=WAIT), "/async/path")
    equal(zk.exists_async(path).get(timeout=WAIT).version, 0)
    equal(zk.set_async(path, b"x").get(timeout=WAIT).version, 1)
    equal(zk.get_async(path).get(timeout=WAIT)[0], b"x")
    equal(zk.get_children_async(path).get(timeout=WAIT), [])
    equal(zk.get_acls_async(path).get(timeout=WAIT)[0], OPEN_ACL_UNSAFE)
    equal(zk.set_acls_async(path, OPEN_ACL_UNSAFE).get(timeout=WAIT).aversion, 1)
    equal(zk.sync_async(path).get(timeout=WAIT), path)
    equal(zk.delete_async(path).get(timeout=WAIT), True)
    with raises(NoNodeError):
        zk.get_async(path).get(timeout=WAIT)
    ok("asynchronous")


def transactions(zk):
    transaction = zk.transaction()
    transaction.create("/t", b"1")
    transaction.create("/t/s-", sequence=True)
    transaction.set_data("/t", b"2")
    transaction.check("/t", 1)
    transaction.delete("/t/s-0000000000")
    results = transaction.commit()
    equal(results[:2], ["/t", "/t/s-0000000000"])
    equal((results[2].version, results[3], results[4]), (1, True, True))
    failing = zk.transaction()
    failing.create("/t/never")
    failing.check("/t", 9)
    failing.delete("/t")
    results = failing.commit()
    equal([type(one) for one in results], [RolledBackError, BadVersionError, RuntimeInconsistency])
    equal(zk.exists("/t/never"), None)
    with zk.transaction() as scoped:
        scoped.create("/t/scoped", ephemeral=True)
    equal(zk.exists("/t/scoped").owner_session_id, zk.client_id[0])
    ok("transactions")


def words(zk):
    assert "Mode: standalone" in zk.command(b"srvr")
    equal(zk.command(b"ruok"), "imok")
    assert zk.server_version() >= (3, 8), zk.server_version()
    assert "zk_znode_count" in zk.command(b"mntr")
    ok("four-letter words")


def chroot(host):
    with client(host + "/en/sure/root") as zk:
        zk.ensure_path("/")
        equal(zk.create("/inside", b"here"), "/inside")
        equal(zk.get_children("/"), ["inside"])
        equal(zk.create("/q-", sequence=True), "/q-0000000001")
    with client(host) as zk:
        equal(zk.get("/en/sure/root/inside")[0], b"here")
        zk.chroot = "/en/sure/root"
        equal(zk.get("/inside")[0], b"here")
        equal(zk.sync("/inside"), "/inside")
    ok("chroot")


def main(host):
    with client(host) as zk:
        for check in (create_modes, reads, writes, contents, acls, asynchronous, transactions, words):
            check(zk)
    with client(host) as zk:
        equal([name for name in zk.get_children("/a") if name.startswith("e")], [])
        ok("ephemeral nodes go with their session")
    chroot(host)
    finished()


main(*sys.argv[1:])
