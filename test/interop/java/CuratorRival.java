import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator's recipes as a rival: see src/rival.ts. Words: host, session timeout in ms. Every request has a thread of its own. */
public final class CuratorRival {
  static final ObjectMapper JSON = new ObjectMapper();
  static final ExecutorService THREADS = Executors.newCachedThreadPool();

  interface Verb {
    Object run(JsonNode request) throws Exception;
  }

  private final Map<String, Verb> verbs = new HashMap<>();

  private CuratorRival(CuratorFramework zk) throws Exception {
    verbs.putAll(new CuratorPlaces(zk).verbs());
    verbs.putAll(new CuratorBarriers(zk).verbs());
    verbs.putAll(new CuratorServices(zk).verbs());
    verbs.putAll(new CuratorData(zk).verbs());
  }

  private void carryOut(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode().put("id", request.get("id").asInt());
    try {
      Verb verb = verbs.get(request.get("verb").asText());
      if (verb == null) throw new IllegalArgumentException("unknown verb in " + request);
      answer.set("value", JSON.valueToTree(verb.run(request)));
    } catch (Throwable error) {
      StringWriter trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace));
      answer.put("error", trace.toString());
    }
    System.out.println(answer);
  }

  public static void main(String[] words) throws Exception {
    int timeoutMs = Integer.parseInt(words[1]);
    CuratorFramework zk = CuratorFrameworkFactory.newClient(words[0], timeoutMs, timeoutMs, new ExponentialBackoffRetry(100, 5));
    zk.start();
    zk.blockUntilConnected();
    CuratorRival rival = new CuratorRival(zk);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      JsonNode request = JSON.readTree(line);
      THREADS.execute(() -> rival.carryOut(request));
    }
    System.exit(0);
  }
}
