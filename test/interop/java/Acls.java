import static org.apache.zookeeper.Watcher.Event.KeeperState.AuthFailed;
import static org.apache.zookeeper.Watcher.Event.KeeperState.Disconnected;
import static org.apache.zookeeper.Watcher.Event.KeeperState.SyncConnected;
import static org.apache.zookeeper.ZooDefs.Ids.CREATOR_ALL_ACL;
import static org.apache.zookeeper.ZooDefs.Ids.OPEN_ACL_UNSAFE;

import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/** ACLs as the Java client sees them: every permission, digest, ip, what is masked, the super user. */
public final class Acls {
  private static void permissions(ZooKeeper alice, ZooKeeper nobody) throws Exception {
    alice.addAuthInfo("digest", Interop.bytes("alice:secret"));
    alice.create("/p", Interop.bytes("1"), CREATOR_ALL_ACL, CreateMode.PERSISTENT);
    Interop.fails(Code.NOAUTH, () -> nobody.getData("/p", false, null));
    Interop.fails(Code.NOAUTH, () -> nobody.getChildren("/p", false));
    Interop.fails(Code.NOAUTH, () -> nobody.getAllChildrenNumber("/p"));
    Interop.fails(Code.NOAUTH, () -> nobody.setData("/p", Interop.NOTHING, -1));
    Interop.fails(Code.NOAUTH, () -> nobody.setACL("/p", OPEN_ACL_UNSAFE, -1));
    Interop.fails(Code.NOAUTH, () -> nobody.getACL("/p", null));
    Interop.fails(Code.NOAUTH, () -> Interop.create(nobody, "/p/c"));
    Interop.fails(Code.NOAUTH, () -> nobody.multi(List.of(Op.check("/p", 0))));
    Interop.create(alice, "/p/c");
    Interop.fails(Code.NOAUTH, () -> nobody.delete("/p/c", -1));
    nobody.setData("/p/c", Interop.NOTHING, -1);
    Interop.ok("every permission");
  }

  private static void masking(ZooKeeper alice, ZooKeeper nobody) throws Exception {
    String digest = DigestAuthenticationProvider.generateDigest("alice:secret");
    Interop.equal(alice.getACL("/p", null), List.of(new ACL(Perms.ALL, new Id("digest", digest))));
    ACL readable = new ACL(Perms.READ, new Id("world", "anyone"));
    alice.setACL("/p", Arrays.asList(new ACL(Perms.ALL, new Id("digest", digest)), readable), -1);
    Interop.equal(nobody.getACL("/p", null).get(0).getId().getId(), "alice:x");
    Interop.equal(alice.getACL("/p", null).get(0).getId().getId(), digest);
    Interop.ok("digests are hidden from those who may only read");
  }

  private static void ip(ZooKeeper zk) throws Exception {
    ACL here = new ACL(Perms.READ, new Id("ip", "127.0.0.0/8"));
    ACL there = new ACL(Perms.WRITE, new Id("ip", "10.1.2.3"));
    zk.create("/ip", Interop.NOTHING, Arrays.asList(here, there), CreateMode.PERSISTENT);
    zk.getData("/ip", false, null);
    Interop.fails(Code.NOAUTH, () -> zk.setData("/ip", Interop.NOTHING, -1));
    for (String address : List.of("127.0.0.0/33", "1.2.3", "host")) {
      ACL bad = new ACL(Perms.ALL, new Id("ip", address));
      Interop.fails(Code.INVALIDACL, () -> zk.create("/bad", Interop.NOTHING, Arrays.asList(bad), CreateMode.PERSISTENT));
    }
    Interop.fails(Code.INVALIDACL, () -> zk.create("/bad", Interop.NOTHING, CREATOR_ALL_ACL, CreateMode.PERSISTENT));
    Interop.ok("ip; what is no ACL is refused");
  }

  private static void superUser(String host) throws Exception {
    Interop.Events events = new Interop.Events();
    ZooKeeper boss = Interop.open(host, 10_000, events);
    boss.addAuthInfo("digest", Interop.bytes("super:boss"));
    boss.setData("/p", Interop.bytes("2"), -1);
    Interop.equal(boss.whoAmI().toString().contains("super"), true);
    Interop.ask("restart");
    events.await(Disconnected);
    events.await(SyncConnected);
    boss.setData("/p", Interop.bytes("3"), -1);
    boss.close();
    Interop.ok("the super user; auth is given again after a restart");
  }

  private static void wrongScheme(String host) throws Exception {
    Interop.Events events = new Interop.Events();
    ZooKeeper zk = Interop.open(host, 10_000, events);
    zk.addAuthInfo("nonsense", Interop.NOTHING);
    events.await(AuthFailed);
    zk.close();
    Interop.ok("an unknown scheme of auth ends the client");
  }

  public static void main(String[] words) throws Exception {
    ZooKeeper alice = Interop.open(words[0]);
    ZooKeeper nobody = Interop.open(words[0]);
    permissions(alice, nobody);
    masking(alice, nobody);
    ip(nobody);
    alice.close();
    nobody.close();
    superUser(words[0]);
    wrongScheme(words[0]);
    Interop.finished();
  }
}
