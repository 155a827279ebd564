import static org.apache.zookeeper.ZooDefs.Ids.OPEN_ACL_UNSAFE;
import static org.apache.zookeeper.ZooDefs.Ids.READ_ACL_UNSAFE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** Every operation of the Java client, but watches, sessions and ACLs. */
public final class Operations {
  private final ZooKeeper zk;
  private final Stat stat = new Stat();

  private Operations(ZooKeeper zk) {
    this.zk = zk;
  }

  private void modes() throws Exception {
    equal(zk.create("/a", Interop.bytes("one"), OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, stat), "/a");
    equal(stat.getVersion() + " " + stat.getDataLength() + " " + stat.getEphemeralOwner(), "0 3 0");
    equal(stat.getCzxid(), stat.getPzxid());
    equal(Interop.create(zk, "/a/s-", CreateMode.PERSISTENT_SEQUENTIAL), "/a/s-0000000000");
    equal(Interop.create(zk, "/a/e", CreateMode.EPHEMERAL), "/a/e");
    equal(zk.exists("/a/e", false).getEphemeralOwner(), zk.getSessionId());
    equal(Interop.create(zk, "/a/es-", CreateMode.EPHEMERAL_SEQUENTIAL), "/a/es-0000000002");
    Interop.fails(Code.NODEEXISTS, () -> Interop.create(zk, "/a"));
    Interop.fails(Code.NONODE, () -> Interop.create(zk, "/x/y"));
    Interop.fails(Code.NOCHILDRENFOREPHEMERALS, () -> Interop.create(zk, "/a/e/c"));
    Interop.create(zk, "/t1", CreateMode.PERSISTENT);
    zk.create("/null", null, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    equal(zk.getData("/null", false, stat), null);
    equal(zk.getData("/a/s-0000000000", false, stat), Interop.NOTHING);
    Interop.ok("create: every mode, with and without stat");
  }

  private void extended() throws Exception {
    Interop.create(zk, "/container", CreateMode.CONTAINER);
    zk.create("/container2", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.CONTAINER, stat);
    zk.create("/ttl", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, stat, 300);
    String later = zk.create("/ttl-", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL, stat, 60_000);
    Interop.create(zk, "/container/c");
    zk.delete("/container/c", -1);
    Interop.eventually("the container goes", () -> zk.exists("/container", false) == null);
    Interop.eventually("the TTL node goes", () -> zk.exists("/ttl", false) == null);
    Interop.check(zk.exists("/container2", false) != null, "a container never used stays");
    Interop.check(zk.exists(later, false) != null, "a TTL node stays until its time");
    Interop.ok("containers and TTL nodes, and their end");
  }

  private void readAndWrite() throws Exception {
    equal(zk.getData("/a", false, stat), Interop.bytes("one"));
    equal(new TreeSet<>(zk.getChildren("/a", false)).toString(), "[e, es-0000000002, s-0000000000]");
    equal(zk.getChildren("/a", false, stat).size(), stat.getNumChildren());
    equal(zk.exists("/none", false), null);
    Interop.fails(Code.NONODE, () -> zk.getData("/none", false, null));
    Interop.fails(Code.NONODE, () -> zk.getChildren("/none", false));
    equal(zk.setData("/a", Interop.bytes("two"), 0).getVersion(), 1);
    Interop.fails(Code.BADVERSION, () -> zk.setData("/a", Interop.NOTHING, 0));
    Interop.fails(Code.NONODE, () -> zk.setData("/none", Interop.NOTHING, -1));
    Interop.fails(Code.NOTEMPTY, () -> zk.delete("/a", -1));
    Interop.fails(Code.BADVERSION, () -> zk.delete("/t1", 3));
    zk.delete("/t1", 0);
    Interop.fails(Code.NONODE, () -> zk.delete("/t1", -1));
    byte[] big = new byte[1_000_000];
    Arrays.fill(big, (byte) 'x');
    zk.setData("/a", big, -1);
    equal(zk.getData("/a", false, stat), big);
    equal(stat.getMtime() >= stat.getCtime(), true);
    Interop.ok("read, write, delete");
  }

  private void counts() throws Exception {
    equal(zk.getAllChildrenNumber("/a"), 3);
    equal(new TreeSet<>(zk.getEphemerals()).toString(), "[/a/e, /a/es-0000000002]");
    equal(zk.getEphemerals("/a/es").toString(), "[/a/es-0000000002]");
    equal(zk.whoAmI().get(0).getAuthScheme() + " " + zk.whoAmI().get(0).getUser(), "ip 127.0.0.1");
    Interop.check(zk.getConfig(false, stat) != null, "the config is there");
    equal(zk.getACL("/a", stat), OPEN_ACL_UNSAFE);
    Interop.fails(Code.BADVERSION, () -> zk.setACL("/null", READ_ACL_UNSAFE, 3));
    equal(zk.setACL("/null", READ_ACL_UNSAFE, 0).getAversion(), 1);
    Interop.fails(Code.NOAUTH, () -> zk.setData("/null", Interop.NOTHING, -1));
    Interop.ok("getAllChildrenNumber, getEphemerals, whoAmI, getConfig, getACL, setACL");
  }

  private void multi() throws Exception {
    List<OpResult> results = zk.multi(List.of(
        Op.create("/m", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
        Op.create("/m/s-", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL),
        Op.create("/m/c", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.CONTAINER),
        Op.create("/m/t", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, 60_000),
        Op.setData("/m", Interop.bytes("1"), 0), Op.check("/m", 1), Op.delete("/m/c", 0)));
    equal(((OpResult.CreateResult) results.get(1)).getPath(), "/m/s-0000000000");
    equal(((OpResult.SetDataResult) results.get(4)).getStat().getVersion(), 1);
    equal(results.size(), 7);
    try {
      zk.multi(List.of(Op.setData("/m", Interop.NOTHING, -1), Op.check("/m", 7), Op.delete("/m", -1)));
      throw new AssertionError("the failing multi went through");
    } catch (KeeperException error) {
      equal(error.code(), Code.BADVERSION);
      List<Integer> codes = new ArrayList<>();
      for (OpResult one : error.getResults()) codes.add(((OpResult.ErrorResult) one).getErr());
      equal(codes.toString(), "[0, -103, -2]");
    }
    equal(zk.exists("/m", false).getVersion(), 1);
    equal(zk.transaction().check("/m", 1).setData("/m", Interop.NOTHING, 1).commit().size(), 2);
    equal(zk.multi(List.of()).size(), 0);
    Interop.ok("multi, transaction");
  }

  private void multiRead() throws Exception {
    List<OpResult> results = zk.multi(List.of(Op.getData("/m"), Op.getChildren("/m"), Op.getData("/none")));
    equal(((OpResult.GetDataResult) results.get(0)).getStat().getVersion(), 2);
    equal(((OpResult.GetChildrenResult) results.get(1)).getChildren().size(), 2);
    equal(((OpResult.ErrorResult) results.get(2)).getErr(), Code.NONODE.intValue());
    Interop.ok("multi of reads, each with its own error");
  }

  private void asynchronous() throws Exception {
    List<CompletableFuture<String>> created = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      CompletableFuture<String> one = new CompletableFuture<>();
      created.add(one);
      zk.create("/m/q-", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL,
          (AsyncCallback.StringCallback) (rc, path, context, name) -> one.complete(name), null);
    }
    for (int i = 0; i < created.size(); i++) {
      equal(created.get(i).get(Interop.WAIT_MS, TimeUnit.MILLISECONDS), String.format("/m/q-%010d", i + 3));
    }
    CompletableFuture<String> all = new CompletableFuture<>();
    StringBuffer codes = new StringBuffer();
    zk.create("/n", Interop.NOTHING, OPEN_ACL_UNSAFE, CreateMode.PERSISTENT,
        (AsyncCallback.Create2Callback) (rc, path, context, name, made) -> codes.append(rc).append(made.getVersion()).append(' '), null);
    zk.setData("/n", Interop.NOTHING, 0, (rc, path, context, set) -> codes.append(rc).append(set.getVersion()).append(' '), null);
    zk.exists("/n", false, (rc, path, context, found) -> codes.append(rc).append(found.getVersion()).append(' '), null);
    zk.getData("/none", false, (rc, path, context, data, found) -> codes.append(rc).append(' '), null);
    zk.getACL("/n", stat, (rc, path, context, acl, found) -> codes.append(rc).append(acl.size()).append(' '), null);
    zk.setACL("/n", OPEN_ACL_UNSAFE, 0, (rc, path, context, found) -> codes.append(rc).append(found.getAversion()).append(' '), null);
    zk.getChildren("/n", false,
        (AsyncCallback.Children2Callback) (rc, path, context, names, found) -> codes.append(rc).append(names.size()).append(' '), null);
    zk.getAllChildrenNumber("/m", (rc, path, context, number) -> codes.append(rc).append(' ').append(number).append(' '), null);
    zk.getEphemerals("/a", (rc, context, paths) -> codes.append(rc).append(paths.size()).append(' '), null);
    zk.multi(List.of(Op.check("/n", 1)), (rc, path, context, results) -> codes.append(rc).append(results.size()).append(' '), null);
    zk.sync("/n", (rc, path, context) -> codes.append(rc).append(path).append(' '), null);
    zk.delete("/n", 1, (rc, path, context) -> all.complete(codes.append(rc).toString()), null);
    equal(all.get(Interop.WAIT_MS, TimeUnit.MILLISECONDS), "00 01 01 -101 01 01 00 0 502 02 01 0/n 0");
    Interop.ok("every asynchronous call, answered in order");
  }

  private void recursive() throws Exception {
    Interop.check(ZKUtil.deleteRecursive(zk, "/m", 100), "all of the tree is deleted");
    equal(zk.exists("/m", false), null);
    Interop.ok("ZKUtil.deleteRecursive");
  }

  private static void equal(Object got, Object expected) {
    Interop.equal(got, expected);
  }

  public static void main(String[] words) throws Exception {
    ZooKeeper zk = Interop.open(words[0]);
    Operations operations = new Operations(zk);
    operations.modes();
    operations.extended();
    operations.readAndWrite();
    operations.counts();
    operations.multi();
    operations.multiRead();
    operations.asynchronous();
    operations.recursive();
    zk.close();
    ZooKeeper rooted = Interop.open(words[0] + "/a");
    equal(rooted.getChildren("/", false).toString(), "[s-0000000000]");
    rooted.close();
    Interop.ok("chroot; ephemeral nodes go with their session");
    Interop.finished();
  }
}
