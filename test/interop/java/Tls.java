import static org.apache.zookeeper.Watcher.Event.KeeperState.Disconnected;
import static org.apache.zookeeper.Watcher.Event.KeeperState.SyncConnected;
import static org.apache.zookeeper.ZooDefs.Ids.CREATOR_ALL_ACL;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** The Java client over TLS, by Netty: PKCS12 and PEM key stores, ACLs by the identity of the certificate. */
public final class Tls {
  private static ZKClientConfig config(String directory, String name, String ending, String password) {
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty("zookeeper.client.secure", "true");
    config.setProperty("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
    config.setProperty("zookeeper.ssl.keyStore.location", directory + "/" + name + ending);
    config.setProperty("zookeeper.ssl.keyStore.password", password);
    config.setProperty("zookeeper.ssl.trustStore.location", directory + "/ca.pem");
    return config;
  }

  private static ZooKeeper open(String host, ZKClientConfig config, Interop.Events events) throws Exception {
    ZooKeeper zk = new ZooKeeper(host, 10_000, events, config);
    events.await(SyncConnected);
    return zk;
  }

  public static void main(String[] words) throws Exception {
    String host = words[0], directory = words[1], password = words[2], name = words[3];
    Interop.Events events = new Interop.Events();
    ZooKeeper alice = open(host, config(directory, "alice", ".p12", password), events);
    ZooKeeper bob = open(host, config(directory, "bob", ".pem", ""), new Interop.Events());
    alice.create("/alices", Interop.NOTHING, CREATOR_ALL_ACL, CreateMode.PERSISTENT);
    Interop.equal(alice.getACL("/alices", null), List.of(new ACL(Perms.ALL, new Id("x509", name))));
    Interop.fails(Code.NOAUTH, () -> bob.getData("/alices", false, null));
    bob.create("/for-alice", Interop.NOTHING, Arrays.asList(new ACL(Perms.READ, new Id("x509", name))), CreateMode.PERSISTENT);
    alice.getData("/for-alice", false, null);
    Interop.fails(Code.NOAUTH, () -> bob.getData("/for-alice", false, null));
    Interop.check(alice.whoAmI().stream().anyMatch(who -> who.getUser().equals(name)), "whoAmI names the certificate");
    Interop.ok("ACLs by the identity of the certificate");

    byte[] big = new byte[1_000_000];
    alice.setData("/alices", big, -1);
    Interop.equal(alice.getData("/alices", false, null), big);
    Interop.ok("big data over TLS");

    Interop.Events seen = new Interop.Events();
    alice.addWatch("/", seen, AddWatchMode.PERSISTENT_RECURSIVE);
    long session = alice.getSessionId();
    Interop.create(alice, "/kept", CreateMode.EPHEMERAL);
    seen.expect("NodeCreated /kept");
    Interop.ask("restart");
    events.await(Disconnected);
    events.await(SyncConnected);
    Interop.equal(alice.exists("/kept", false).getEphemeralOwner(), session);
    Interop.create(alice, "/after");
    seen.expect("NodeCreated /after");
    Interop.ok("the same session and watches over TLS after a restart");

    Interop.Events none = new Interop.Events();
    ZooKeeper stranger = new ZooKeeper(host, 10_000, none, config(directory, "stranger", ".p12", password));
    Interop.check(none.states.poll(1500, TimeUnit.MILLISECONDS) != SyncConnected, "a stranger gets no session");
    Interop.check(!stranger.getState().isConnected(), "a stranger gets no session");
    Interop.ok("a certificate of an unknown authority gets no session");
    Interop.finished();
  }
}
