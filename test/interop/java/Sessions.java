import static org.apache.zookeeper.Watcher.Event.KeeperState.Closed;
import static org.apache.zookeeper.Watcher.Event.KeeperState.Disconnected;
import static org.apache.zookeeper.Watcher.Event.KeeperState.Expired;
import static org.apache.zookeeper.Watcher.Event.KeeperState.SyncConnected;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.HexFormat;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** Sessions of the Java client. Called with the word victim it is the client that is killed or frozen. */
public final class Sessions {
  private static void restart(String host, String wish) throws Exception {
    Interop.Events events = new Interop.Events();
    ZooKeeper zk = Interop.open(host, 10_000, events);
    long session = zk.getSessionId();
    Interop.create(zk, "/alive-" + wish, CreateMode.EPHEMERAL);
    Interop.ask(wish);
    events.await(Disconnected);
    events.await(SyncConnected);
    Interop.equal(zk.getSessionId(), session);
    Interop.equal(zk.exists("/alive-" + wish, false).getEphemeralOwner(), session);
    zk.close();
    events.await(Closed);
    Interop.ok("the same session after: " + wish);
  }

  private static Process startVictim(String host, int timeoutMs, String path) throws Exception {
    String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    return new ProcessBuilder(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        "Sessions", host, "victim", Integer.toString(timeoutMs), path).redirectErrorStream(true).start();
  }

  private static void victim(String host, int timeoutMs, String path) throws Exception {
    Interop.Events events = new Interop.Events();
    ZooKeeper zk = Interop.open(host, timeoutMs, events);
    Interop.create(zk, path, CreateMode.EPHEMERAL);
    System.out.println("session " + zk.getSessionId() + " " + HexFormat.of().formatHex(zk.getSessionPasswd()));
    System.out.flush();
    // Whoever started this process kills it, or takes its silence for its end.
    for (;;) {
      org.apache.zookeeper.Watcher.Event.KeeperState state = events.states.take();
      if (state != Expired) continue;
      System.out.println("expired");
      System.exit(0);
    }
  }

  private static String[] readSession(BufferedReader lines) throws Exception {
    for (;;) {
      String line = lines.readLine();
      Interop.check(line != null, "the victim tells its session");
      if (line.startsWith("session ")) return line.split(" ");
    }
  }

  private static void takeOver(String host) throws Exception {
    Process victim = startVictim(host, 10_000, "/mine");
    String[] words = readSession(new BufferedReader(new InputStreamReader(victim.getInputStream())));
    victim.destroyForcibly().waitFor();
    long session = Long.parseLong(words[1]);
    Interop.Events events = new Interop.Events();
    ZooKeeper heir = new ZooKeeper(host, 10_000, events, session, HexFormat.of().parseHex(words[2]));
    events.await(SyncConnected);
    Interop.equal(heir.exists("/mine", false).getEphemeralOwner(), session);
    ZooKeeper thief = new ZooKeeper(host, 10_000, events, session, new byte[16]);
    events.await(Expired);
    thief.close();
    // The attempt may cost the heir its connection, never its session.
    Interop.eventually("the heir goes on", () -> ownerOf(heir, "/mine") == session);
    heir.close();
    Interop.ok("a session goes on by id and password; a wrong password gets none");
  }

  private static long ownerOf(ZooKeeper zk, String path) throws Exception {
    try {
      return zk.exists(path, false).getEphemeralOwner();
    } catch (KeeperException.ConnectionLossException error) {
      return 0;
    }
  }

  private static void expiry(String host) throws Exception {
    Process victim = startVictim(host, 800, "/fleeting");
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(victim.getInputStream()));
      String[] words = readSession(lines);
      Interop.Events gone = new Interop.Events();
      ZooKeeper zk = Interop.open(host);
      Interop.check(zk.exists("/fleeting", gone) != null, "the ephemeral node is there");
      signal(victim, "STOP");
      gone.expect("NodeDeleted /fleeting");
      signal(victim, "CONT");
      Interop.equal(lines.readLine(), "expired");
      Interop.Events late = new Interop.Events();
      ZooKeeper dead = new ZooKeeper(host, 800, late, Long.parseLong(words[1]), HexFormat.of().parseHex(words[2]));
      late.await(Expired);
      dead.close();
      zk.close();
    } finally {
      victim.destroyForcibly();
    }
    Interop.ok("a silent client's session expires, and the client learns it");
  }

  private static void signal(Process process, String name) throws Exception {
    Interop.equal(new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid())).start().waitFor(), 0);
  }

  public static void main(String[] words) throws Exception {
    if (words.length > 1) victim(words[0], Integer.parseInt(words[2]), words[3]);
    restart(words[0], "restart");
    restart(words[0], "crash");
    takeOver(words[0]);
    expiry(words[0]);
    Interop.finished();
  }
}
