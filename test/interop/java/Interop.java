import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** What the Java programs of this suite share. */
final class Interop {
  static final long WAIT_MS = 10_000;
  static final byte[] NOTHING = {};
  private static final BufferedReader INPUT = new BufferedReader(new InputStreamReader(System.in));

  // A program that fails ends, though the threads of its clients still run.
  static {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      error.printStackTrace();
      Runtime.getRuntime().halt(1);
    });
  }

  private Interop() {}

  /** Reports one step that held. */
  static void ok(String step) {
    System.out.println("ok " + step);
  }

  /** The last word of a program: without it the run counts as failed. The JVM ends even if a client's thread still runs. */
  static void finished() {
    System.out.println("finished");
    System.exit(0);
  }

  /** Asks the harness for something about the server and waits until it is done. */
  static void ask(String wish) throws Exception {
    System.out.println("@" + wish);
    equal(INPUT.readLine(), "done");
  }

  static void check(boolean condition, String what) {
    if (!condition) throw new AssertionError("does not hold: " + what);
  }

  static void equal(Object got, Object expected) {
    boolean same = got instanceof byte[] && expected instanceof byte[]
        ? Arrays.equals((byte[]) got, (byte[]) expected) : Objects.equals(got, expected);
    if (!same) throw new AssertionError("expected " + expected + ", got " + got);
  }

  interface Call {
    void run() throws Exception;
  }

  static void fails(Code code, Call call) throws Exception {
    try {
      call.run();
    } catch (KeeperException error) {
      equal(error.code(), code);
      return;
    }
    throw new AssertionError("expected " + code + ", but it went through");
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void eventually(String what, Condition condition) throws Exception {
    long end = System.currentTimeMillis() + WAIT_MS;
    while (!condition.holds()) {
      check(System.currentTimeMillis() < end, what);
      Thread.sleep(20);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  static String create(ZooKeeper zk, String path, CreateMode mode) throws Exception {
    return zk.create(path, NOTHING, ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
  }

  static String create(ZooKeeper zk, String path) throws Exception {
    return create(zk, path, CreateMode.PERSISTENT);
  }

  /** A watcher that keeps its events: those of nodes in a queue, those of the session in another. */
  static final class Events implements Watcher {
    final LinkedBlockingQueue<String> nodes = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Event.KeeperState> states = new LinkedBlockingQueue<>();

    @Override
    public void process(WatchedEvent event) {
      if (event.getType() == Event.EventType.None) states.add(event.getState());
      else nodes.add(event.getType() + " " + event.getPath());
    }

    void expect(String... expected) throws Exception {
      for (String one : expected) equal(nodes.poll(WAIT_MS, TimeUnit.MILLISECONDS), one);
    }

    void expectNone() {
      equal(nodes.poll(), null);
    }

    /** Waits for a state; others may come before it. */
    void await(Event.KeeperState state) throws Exception {
      for (;;) {
        Event.KeeperState got = states.poll(2 * WAIT_MS, TimeUnit.MILLISECONDS);
        check(got != null, "state " + state + " comes");
        if (got == state) return;
      }
    }
  }

  /** A client whose session stands. */
  static ZooKeeper open(String host, int timeoutMs, Events events) throws Exception {
    ZooKeeper zk = new ZooKeeper(host, timeoutMs, events);
    events.await(Watcher.Event.KeeperState.SyncConnected);
    return zk;
  }

  static ZooKeeper open(String host) throws Exception {
    return open(host, 10_000, new Events());
  }
}
