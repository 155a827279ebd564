import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicInteger;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicNumber;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.queue.DistributedDelayQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;

/** Counters, a delayed queue, whose consumer acknowledges by itself, groups. */
final class CuratorData {
  private final CuratorFramework zk;
  private final Map<String, LinkedBlockingQueue<String>> consumed = new ConcurrentHashMap<>();
  private final Map<String, GroupMember> groups = new ConcurrentHashMap<>();

  CuratorData(CuratorFramework zk) {
    this.zk = zk;
  }

  Map<String, CuratorRival.Verb> verbs() {
    return Map.of(
        "put", this::put, "take", this::take, "add", this::add, "value", (request) -> number(request).get().postValue(), "count", this::count,
        "ack", (request) -> null, "join", this::join, "members", this::members);
  }

  private DistributedDelayQueue<String> queue(JsonNode request, QueueConsumer<String> consumer) throws Exception {
    String path = request.get("path").asText();
    DistributedDelayQueue<String> queue = QueueBuilder.builder(zk, consumer, new Texts(), path).lockPath(path + "-locks").buildDelayQueue();
    queue.start();
    return queue;
  }

  private Object put(JsonNode request) throws Exception {
    DistributedDelayQueue<String> queue = queue(request, null);
    queue.put(request.get("data").asText(), System.currentTimeMillis() + request.path("delayMs").asLong());
    queue.flushPuts(Interop.WAIT_MS, TimeUnit.MILLISECONDS);
    return null;
  }

  private Object take(JsonNode request) throws Exception {
    LinkedBlockingQueue<String> taken = consumed.get(request.get("path").asText());
    if (taken == null) {
      taken = new LinkedBlockingQueue<>();
      consumed.put(request.get("path").asText(), taken);
      queue(request, new Consumer(taken));
    }
    return taken.take();
  }

  private DistributedAtomicNumber<? extends Number> number(JsonNode request) {
    String path = request.get("path").asText();
    RetryNTimes patience = new RetryNTimes(1000, 1);
    return request.get("kind").asText().equals("int32") ? new DistributedAtomicInteger(zk, path, patience) : new DistributedAtomicLong(zk, path, patience);
  }

  private Object add(JsonNode request) throws Exception {
    DistributedAtomicNumber<? extends Number> number = number(request);
    for (int round = 0; round < request.get("rounds").asInt(); round++) Interop.check(number.increment().succeeded(), "an increment");
    return null;
  }

  /** Through Curator's SharedCount. */
  private Object count(JsonNode request) throws Exception {
    try (SharedCount count = new SharedCount(zk, request.get("path").asText(), 0)) {
      count.start();
      return count.getCount();
    }
  }

  private Object join(JsonNode request) {
    String path = request.get("path").asText();
    GroupMember member = new GroupMember(zk, path, request.get("name").asText(), Interop.bytes(request.get("data").asText()));
    groups.put(path, member);
    member.start();
    return null;
  }

  private Object members(JsonNode request) {
    TreeSet<String> members = new TreeSet<>();
    groups.get(request.get("path").asText()).getCurrentMembers().forEach((id, data) -> members.add(id + "=" + new String(data)));
    return members;
  }

  private static final class Texts implements QueueSerializer<String> {
    @Override
    public byte[] serialize(String text) {
      return Interop.bytes(text);
    }

    @Override
    public String deserialize(byte[] bytes) {
      return new String(bytes);
    }
  }

  private static final class Consumer implements QueueConsumer<String> {
    private final LinkedBlockingQueue<String> taken;

    Consumer(LinkedBlockingQueue<String> taken) {
      this.taken = taken;
    }

    @Override
    public void consumeMessage(String text) {
      taken.add(text);
    }

    @Override
    public void stateChanged(CuratorFramework client, ConnectionState state) {}
  }
}
