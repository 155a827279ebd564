import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.apache.curator.framework.recipes.leader.Participant;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.zookeeper.CreateMode;

/** Everything that only some may be in at a time: locks, leases, leaderships. */
final class CuratorPlaces {
  private static final long TRY_MS = 1;

  interface Work {
    void run() throws Exception;
  }

  private static final class Stay {
    final CountDownLatch leave = new CountDownLatch(1);
    final CompletableFuture<Void> entered = new CompletableFuture<>();
    Future<?> left;
  }

  private final CuratorFramework zk;
  private final Map<String, Stay> stays = new ConcurrentHashMap<>();

  CuratorPlaces(CuratorFramework zk) {
    this.zk = zk;
  }

  Map<String, CuratorRival.Verb> verbs() {
    return Map.of("enter", this::enter, "leave", this::leave, "try", this::tryEnter, "compete", this::compete, "contenders", this::contenders);
  }

  /** Runs `work` inside, in this thread. */
  private void within(JsonNode request, Work work) throws Exception {
    String path = request.get("path").asText();
    String name = request.path("name").asText();
    switch (request.get("kind").asText()) {
      case "latch": leadByLatch(path, name, work); break;
      case "selector": leadBySelector(path, name, work); break;
      case "lease": withLease(path, request.get("leases").asInt(), work); break;
      default: withMutex(mutex(request), work);
    }
  }

  private InterProcessMutex mutex(JsonNode request) {
    String path = request.get("path").asText();
    switch (request.get("kind").asText()) {
      case "mutex": return new InterProcessMutex(zk, path);
      case "read": return new InterProcessReadWriteLock(zk, path).readLock();
      case "write": return new InterProcessReadWriteLock(zk, path).writeLock();
      default: throw new IllegalArgumentException("unknown kind in " + request);
    }
  }

  private static void withMutex(InterProcessMutex mutex, Work work) throws Exception {
    mutex.acquire();
    try {
      work.run();
    } finally {
      mutex.release();
    }
  }

  private void withLease(String path, int leases, Work work) throws Exception {
    InterProcessSemaphoreV2 semaphore = new InterProcessSemaphoreV2(zk, path, leases);
    Lease lease = semaphore.acquire();
    try {
      work.run();
    } finally {
      semaphore.returnLease(lease);
    }
  }

  private void leadByLatch(String path, String id, Work work) throws Exception {
    try (LeaderLatch latch = new LeaderLatch(zk, path, id)) {
      latch.start();
      latch.await();
      work.run();
      Interop.check(latch.hasLeadership(), path + " is led to the end");
    }
  }

  private void leadBySelector(String path, String id, Work work) throws Exception {
    CompletableFuture<Void> led = new CompletableFuture<>();
    LeaderSelector selector = new LeaderSelector(zk, path, CuratorRival.THREADS, new LeaderSelectorListenerAdapter() {
      @Override
      public void takeLeadership(CuratorFramework client) {
        try {
          work.run();
          led.complete(null);
        } catch (Throwable error) {
          led.completeExceptionally(error);
        }
      }
    });
    selector.setId(id);
    selector.start();
    led.get();
  }

  private Object enter(JsonNode request) throws Exception {
    Stay stay = new Stay();
    stays.put(request.get("handle").asText(), stay);
    stay.left = CuratorRival.THREADS.submit(() -> {
      try {
        within(request, () -> {
          stay.entered.complete(null);
          stay.leave.await();
        });
      } catch (Throwable error) {
        stay.entered.completeExceptionally(error);
        throw error;
      }
      return null;
    });
    return stay.entered.get();
  }

  private Object leave(JsonNode request) throws Exception {
    Stay stay = stays.get(request.get("handle").asText());
    stay.leave.countDown();
    return stay.left.get();
  }

  private Object tryEnter(JsonNode request) throws Exception {
    if (request.get("kind").asText().equals("lease")) return tryLease(request);
    InterProcessMutex mutex = mutex(request);
    boolean got = mutex.acquire(TRY_MS, TimeUnit.MILLISECONDS);
    if (got) mutex.release();
    return got;
  }

  private boolean tryLease(JsonNode request) throws Exception {
    String path = request.get("path").asText();
    InterProcessSemaphoreV2 semaphore = new InterProcessSemaphoreV2(zk, path, request.get("leases").asInt());
    Lease lease = semaphore.acquire(TRY_MS, TimeUnit.MILLISECONDS);
    if (lease != null) semaphore.returnLease(lease);
    return lease != null;
  }

  private Object compete(JsonNode request) throws Exception {
    String counter = request.get("counter").asText();
    for (int round = 0; round < request.get("rounds").asInt(); round++) within(request, () -> count(counter));
    return null;
  }

  /** Not safe by itself: two at once meet at `busy`, or lose what one of them counted. */
  private void count(String counter) throws Exception {
    zk.create().withMode(CreateMode.EPHEMERAL).forPath(counter + "/busy", Interop.NOTHING);
    int value = Integer.parseInt(new String(zk.getData().forPath(counter)));
    zk.setData().forPath(counter, Interop.bytes(String.valueOf(value + 1)));
    zk.delete().forPath(counter + "/busy");
  }

  private Object contenders(JsonNode request) throws Exception {
    String path = request.get("path").asText();
    switch (request.get("kind").asText()) {
      case "latch": return ids(new LeaderLatch(zk, path).getParticipants());
      case "selector": return ids(new LeaderSelector(zk, path, new LeaderSelectorListenerAdapter() {
        @Override
        public void takeLeadership(CuratorFramework client) {}
      }).getParticipants());
      default: throw new IllegalArgumentException("Curator lists no names for " + request);
    }
  }

  private static List<String> ids(Collection<Participant> participants) {
    return participants.stream().map(Participant::getId).collect(Collectors.toList());
  }
}
