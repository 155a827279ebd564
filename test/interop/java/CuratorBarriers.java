import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;

final class CuratorBarriers {
  private interface Act {
    void run(DistributedBarrier barrier) throws Exception;
  }

  private final CuratorFramework zk;
  private final Map<String, DistributedDoubleBarrier> inside = new ConcurrentHashMap<>();

  CuratorBarriers(CuratorFramework zk) {
    this.zk = zk;
  }

  Map<String, CuratorRival.Verb> verbs() {
    return Map.of(
        "set", simple(DistributedBarrier::setBarrier), "lift", simple(DistributedBarrier::removeBarrier),
        "pass", simple(DistributedBarrier::waitOnBarrier), "begin", this::begin, "end", this::end);
  }

  private CuratorRival.Verb simple(Act act) {
    return (request) -> {
      act.run(new DistributedBarrier(zk, request.get("path").asText()));
      return null;
    };
  }

  private Object begin(JsonNode request) throws Exception {
    String path = request.get("path").asText();
    DistributedDoubleBarrier barrier = new DistributedDoubleBarrier(zk, path, request.get("members").asInt());
    inside.put(path, barrier);
    barrier.enter();
    return null;
  }

  private Object end(JsonNode request) throws Exception {
    inside.get(request.get("path").asText()).leave();
    return null;
  }
}
