import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceType;
import org.apache.curator.x.discovery.UriSpec;
import org.apache.curator.x.discovery.details.JsonInstanceSerializer;

/** Curator's service discovery: with payloads of any kind, or of the class `Weight` where a request says so. */
final class CuratorServices {
  private static final String BASE = "/services";

  /** A payload with a class. */
  public static final class Weight {
    public int kilos;
    public String unit;
  }

  private final ServiceDiscovery<Object> any;
  private final ServiceDiscovery<Weight> weights;
  private final Map<String, ServiceCache<Object>> caches = new ConcurrentHashMap<>();

  CuratorServices(CuratorFramework zk) throws Exception {
    // Curator's default leaves `enabled` out, for readers older than itself: `weights` has it so.
    JsonInstanceSerializer<Object> everyField = new JsonInstanceSerializer<>(Object.class, false);
    any = ServiceDiscoveryBuilder.builder(Object.class).client(zk).basePath(BASE).serializer(everyField).build();
    weights = ServiceDiscoveryBuilder.builder(Weight.class).client(zk).basePath(BASE).build();
    any.start();
    weights.start();
  }

  Map<String, CuratorRival.Verb> verbs() {
    return Map.of(
        "register", this::register, "update", this::update, "unregister", this::unregister,
        "names", (request) -> new TreeSet<>(any.queryForNames()),
        "instances", (request) -> all(discovery(request).queryForInstances(request.get("name").asText())),
        "watch", this::watch,
        "cached", (request) -> all(caches.get(request.get("name").asText()).getInstances()));
  }

  private ServiceDiscovery<?> discovery(JsonNode request) {
    return request.path("payloads").asText().equals("Weight") ? weights : any;
  }

  private Object register(JsonNode request) throws Exception {
    JsonNode fields = request.get("instance");
    if (discovery(request) == weights) {
      ServiceInstance<Weight> instance = read(fields, CuratorRival.JSON.treeToValue(fields.get("payload"), Weight.class));
      weights.registerService(instance);
      return write(instance);
    }
    ServiceInstance<Object> instance = read(fields, payload(fields));
    any.registerService(instance);
    return write(instance);
  }

  private Object update(JsonNode request) throws Exception {
    JsonNode fields = request.get("instance");
    any.updateService(read(fields, payload(fields)));
    return null;
  }

  private Object unregister(JsonNode request) throws Exception {
    any.unregisterService(any.queryForInstance(request.get("name").asText(), request.get("handle").asText()));
    return null;
  }

  private Object watch(JsonNode request) throws Exception {
    String name = request.get("name").asText();
    ServiceCache<Object> cache = any.serviceCacheBuilder().name(name).build();
    caches.put(name, cache);
    cache.start();
    return null;
  }

  private static Object payload(JsonNode fields) throws Exception {
    return fields.hasNonNull("payload") ? CuratorRival.JSON.treeToValue(fields.get("payload"), Object.class) : null;
  }

  private static <T> ServiceInstance<T> read(JsonNode fields, T payload) {
    return new ServiceInstance<>(
        fields.get("name").asText(), fields.get("id").asText(), fields.path("address").asText(null), number(fields, "port"),
        number(fields, "sslPort"), payload, fields.get("registrationTimeUTC").asLong(), ServiceType.valueOf(fields.get("serviceType").asText()),
        fields.hasNonNull("uriSpec") ? new UriSpec(fields.get("uriSpec").asText()) : null, fields.get("enabled").asBoolean());
  }

  private static Integer number(JsonNode fields, String name) {
    return fields.hasNonNull(name) ? fields.get(name).asInt() : null;
  }

  private static ArrayNode all(Collection<? extends ServiceInstance<?>> instances) {
    ArrayNode list = CuratorRival.JSON.createArrayNode();
    for (ServiceInstance<?> instance : instances) list.add(write(instance));
    return list;
  }

  /** By its getters: as a program that uses Curator sees it. */
  private static ObjectNode write(ServiceInstance<?> instance) {
    ObjectNode fields = CuratorRival.JSON.createObjectNode()
        .put("name", instance.getName()).put("id", instance.getId()).put("address", instance.getAddress())
        .put("port", instance.getPort()).put("sslPort", instance.getSslPort())
        .put("registrationTimeUTC", instance.getRegistrationTimeUTC()).put("serviceType", instance.getServiceType().name())
        .put("enabled", instance.isEnabled());
    Object payload = instance.getPayload();
    fields.set("payload", CuratorRival.JSON.valueToTree(payload));
    fields.put("payloadType", payload == null ? null : payload.getClass().getName());
    UriSpec uri = instance.getUriSpec();
    fields.set("uriSpec", uri == null ? null : CuratorRival.JSON.valueToTree(uri.getParts()));
    return fields.put("uri", instance.buildUriSpec());
  }
}
