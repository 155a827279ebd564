import static org.apache.zookeeper.Watcher.Event.KeeperState.Disconnected;
import static org.apache.zookeeper.Watcher.Event.KeeperState.SyncConnected;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooKeeper;

/** Watches of the Java client: every kind, removal, and what they do over a restart of the server. */
public final class Watches {
  private final Interop.Events session = new Interop.Events();
  private final Interop.Events others = new Interop.Events();
  private final ZooKeeper zk, other;

  private Watches(String host) throws Exception {
    zk = Interop.open(host, 10_000, session);
    other = Interop.open(host, 10_000, others);
  }

  private void oneTime() throws Exception {
    Interop.Events seen = new Interop.Events();
    zk.exists("/w", seen);
    Interop.create(other, "/w");
    seen.expect("NodeCreated /w");
    zk.getData("/w", seen, null);
    other.setData("/w", Interop.NOTHING, -1);
    other.setData("/w", Interop.NOTHING, -1);
    seen.expect("NodeDataChanged /w");
    zk.getChildren("/w", seen);
    Interop.create(other, "/w/c");
    seen.expect("NodeChildrenChanged /w");
    other.delete("/w/c", -1);
    zk.getChildren("/w", seen);
    zk.getData("/w", seen, null);
    other.delete("/w", -1);
    seen.expect("NodeDeleted /w");
    zk.exists("/w", false);
    seen.expectNone();
    zk.exists("/default", true);
    Interop.create(other, "/default");
    session.expect("NodeCreated /default");
    Interop.ok("one-time watches fire once");
  }

  private void recursive() throws Exception {
    Interop.Events deep = new Interop.Events();
    zk.addWatch("/p", deep, AddWatchMode.PERSISTENT_RECURSIVE);
    Interop.create(other, "/p");
    Interop.create(other, "/p/a");
    Interop.create(other, "/p/a/b");
    other.setData("/p/a/b", Interop.NOTHING, -1);
    other.setData("/p", Interop.NOTHING, -1);
    other.setData("/p", Interop.NOTHING, -1);
    other.delete("/p/a/b", -1);
    other.delete("/p/a", -1);
    deep.expect("NodeCreated /p", "NodeCreated /p/a", "NodeCreated /p/a/b", "NodeDataChanged /p/a/b", "NodeDataChanged /p",
        "NodeDataChanged /p", "NodeDeleted /p/a/b", "NodeDeleted /p/a");
    zk.removeWatches("/p", deep, WatcherType.Any, false);
    deep.expect("PersistentWatchRemoved /p");
    other.delete("/p", -1);
    zk.exists("/p", false);
    deep.expectNone();
    Interop.ok("a recursive watch tells of every node below");
  }

  /** Not on a node with a recursive watch: 3.8 keeps one of the two, 3.9 both. */
  private void persistent() throws Exception {
    Interop.Events flat = new Interop.Events();
    Interop.create(other, "/f");
    zk.addWatch("/f", flat, AddWatchMode.PERSISTENT);
    other.setData("/f", Interop.NOTHING, -1);
    other.setData("/f", Interop.NOTHING, -1);
    Interop.create(other, "/f/a");
    Interop.create(other, "/f/a/b");
    other.delete("/f/a/b", -1);
    other.delete("/f/a", -1);
    other.delete("/f", -1);
    Interop.create(other, "/f");
    flat.expect("NodeDataChanged /f", "NodeDataChanged /f", "NodeChildrenChanged /f", "NodeChildrenChanged /f", "NodeDeleted /f",
        "NodeCreated /f");
    zk.exists("/f", false);
    flat.expectNone();
    Interop.ok("a persistent watch tells of its node and its children, again and again");
  }

  private void asynchronous() throws Exception {
    Interop.Events seen = new Interop.Events();
    LinkedBlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    Interop.create(other, "/y");
    zk.exists("/y", seen, (rc, path, context, stat) -> codes.add(rc), null);
    zk.getChildren("/y", seen, (AsyncCallback.ChildrenCallback) (rc, path, context, names) -> codes.add(rc), null);
    zk.getData("/none", seen, (rc, path, context, data, stat) -> codes.add(rc), null);
    zk.addWatch("/y", seen, AddWatchMode.PERSISTENT, (rc, path, context) -> codes.add(rc), null);
    zk.removeAllWatches("/y", WatcherType.Any, false, (rc, path, context) -> codes.add(rc), null);
    zk.removeAllWatches("/y", WatcherType.Any, false, (rc, path, context) -> codes.add(rc), null);
    for (int expected : new int[] {0, 0, Code.NONODE.intValue(), 0, 0, Code.NOWATCHER.intValue()}) {
      Interop.equal(codes.poll(Interop.WAIT_MS, TimeUnit.MILLISECONDS), expected);
    }
    other.setData("/y", Interop.NOTHING, -1);
    Interop.create(other, "/none");
    zk.exists("/y", false);
    Interop.check(!seen.nodes.contains("NodeDataChanged /y") && !seen.nodes.contains("NodeCreated /none"), "no watch is left");
    Interop.ok("watches by asynchronous calls");
  }

  private void removal() throws Exception {
    Interop.Events seen = new Interop.Events();
    Interop.create(other, "/r");
    zk.getData("/r", seen, null);
    zk.getChildren("/r", seen);
    zk.removeWatches("/r", seen, WatcherType.Data, false);
    seen.expect("DataWatchRemoved /r");
    Interop.fails(Code.NOWATCHER, () -> zk.removeWatches("/r", seen, WatcherType.Data, false));
    zk.removeAllWatches("/r", WatcherType.Children, false);
    seen.expect("ChildWatchRemoved /r");
    other.setData("/r", Interop.NOTHING, -1);
    Interop.create(other, "/r/c");
    zk.exists("/r", false);
    seen.expectNone();
    zk.addWatch("/r", seen, AddWatchMode.PERSISTENT);
    zk.removeAllWatches("/r", WatcherType.Any, false);
    seen.expect("PersistentWatchRemoved /r");
    other.setData("/r", Interop.NOTHING, -1);
    zk.exists("/r", false);
    seen.expectNone();
    Interop.ok("removed watches do not fire");
  }

  /** The client sets its watches again by itself. */
  private void restart() throws Exception {
    Interop.Events data = new Interop.Events();
    Interop.Events created = new Interop.Events();
    Interop.Events child = new Interop.Events();
    Interop.Events deep = new Interop.Events();
    Interop.create(other, "/k");
    Interop.create(other, "/k/sub");
    zk.getData("/k", data, null);
    zk.exists("/later", created);
    zk.getChildren("/k", child);
    zk.addWatch("/k/sub", deep, AddWatchMode.PERSISTENT_RECURSIVE);
    Interop.ask("restart");
    session.await(Disconnected);
    session.await(SyncConnected);
    others.await(Disconnected);
    others.await(SyncConnected);
    zk.exists("/k", false);
    data.expectNone();
    other.setData("/k", Interop.NOTHING, -1);
    data.expect("NodeDataChanged /k");
    Interop.create(other, "/later");
    created.expect("NodeCreated /later");
    Interop.create(other, "/k/other");
    child.expect("NodeChildrenChanged /k");
    Interop.create(other, "/k/sub/deeper");
    deep.expect("NodeCreated /k/sub/deeper");
    Interop.ok("watches are set again after a restart");
  }

  public static void main(String[] words) throws Exception {
    Watches watches = new Watches(words[0]);
    watches.oneTime();
    watches.recursive();
    watches.persistent();
    watches.asynchronous();
    watches.removal();
    watches.restart();
    watches.other.close();
    watches.zk.close();
    Interop.finished();
  }
}
