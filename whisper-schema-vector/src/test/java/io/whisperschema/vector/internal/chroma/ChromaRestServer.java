package io.whisperschema.vector.internal.chroma;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.whisperschema.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A few paths of ChromaDB's REST interface of version 2, with the answers that its server's sources of 1.5.9 make of
 * such records: {@code Collection} of {@code rust/types/src/collection.rs}, {@code GetResponse} of {@code api_types.rs},
 * {@code ErrorResponse} of {@code errors.rs}.
 */
public final class ChromaRestServer implements AutoCloseable {
    private static final String COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections";

    private final HttpServer server;
    private final Map<String, Stored> collections = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private Consumer<String> before = path -> {};
    private Function<String, Optional<Reply>> instead = path -> Optional.empty();

    /** What the server holds of a collection; its records in the order in which they were added. */
    private record Stored(UUID id, String name, Map<String, Json> told, Map<String, Map<String, Json>> records) {}

    /** An answer. */
    public record Reply(int status, String body) {}

    private ChromaRestServer(HttpServer server) {
        this.server = server;
    }

    /** With the records of the sample. */
    public static ChromaRestServer of(ChromaSample sample) {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var server = new ChromaRestServer(http);
            sample.expected().forEach((name, told) -> server.add(name, ChromaSample.members(told)));
            http.createContext("/", server::answer);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, Map<String, Json> told) {
        Map<String, Map<String, Json>> records = new LinkedHashMap<>();
        for (Json record : ChromaSample.items(told.get("records"))) {
            Map<String, Json> members = ChromaSample.members(record);
            records.put(text(members.get("id")), members);
        }
        collections.put(
                name, new Stored(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), name, told, records));
    }

    private static String text(Json json) {
        return ((Json.Text) json).value();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Does that before each answer, with the path and the body of what was asked. */
    public void before(Consumer<String> work) {
        before = work;
    }

    /** Answers that instead, where there is something. */
    public void instead(Function<String, Optional<Reply>> other) {
        instead = other;
    }

    /** Path and body of all that was asked. */
    public List<String> requests() {
        return requests;
    }

    /** Whether that asks for records of a collection with all there is of them. */
    public boolean isRead(String asked, String collection) {
        return asked.contains(collections.get(collection).id() + "/get") && asked.contains("\"embeddings\"");
    }

    public synchronized void delete(String collection, String id) {
        collections.get(collection).records().remove(id);
    }

    public synchronized void put(String collection, String id, String record) {
        Map<String, Json> members = new LinkedHashMap<>(ChromaSample.members(Json.parse(record)));
        members.put("id", Json.of(id));
        collections.get(collection).records().put(id, members);
    }

    public synchronized List<String> ids(String collection) {
        return List.copyOf(collections.get(collection).records().keySet());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(path + " " + body);
            before.accept(path + " " + body);
            Reply reply = instead.apply(path + " " + body).orElseGet(() -> reply(path, body));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Reply reply(String path, String body) {
        if (path.equals("/api/v2/version")) {
            return new Reply(200, "\"1.0.0\"");
        }
        if (path.startsWith(COLLECTIONS + "?")) {
            Json all = Json.items(collections.values().stream().toList(), ChromaRestServer::collection);
            return new Reply(200, path.endsWith("offset=0") ? all.compact() : "[]");
        }
        for (Stored stored : collections.values()) {
            if (path.equals(COLLECTIONS + "/" + stored.id() + "/count")) {
                return new Reply(200, Integer.toString(stored.records().size()));
            }
            if (path.equals(COLLECTIONS + "/" + stored.id() + "/get")) {
                return new Reply(
                        200, got(stored, ChromaSample.members(Json.parse(body))).compact());
            }
        }
        return new Reply(404, "{\"error\":\"NotFoundError\",\"message\":\"Collection [x] does not exist.\"}");
    }

    private static Json collection(Stored stored) {
        return Json.parse("""
            {"id":"%s","name":"%s","configuration_json":{"hnsw":{"space":%s,"ef_construction":100,"ef_search":100,
            "max_neighbors":16,"resize_factor":1.2,"sync_threshold":1000},"spann":null,"embedding_function":null},
            "schema":{"defaults":{},"keys":{"#embedding":{}}},"metadata":%s,"dimension":%s,
            "tenant":"default_tenant","database":"default_database","log_position":0,"version":0}\
            """.formatted(
                        stored.id(),
                        stored.name(),
                        stored.told().get("space").compact(),
                        stored.told().get("metadata").compact(),
                        stored.told().get("dimension").compact()));
    }

    private static Json got(Stored stored, Map<String, Json> request) {
        List<String> include = ChromaSample.items(request.get("include")).stream()
                .map(ChromaRestServer::text)
                .toList();
        List<Map<String, Json>> records = selected(stored, request).toList();
        return Json.object()
                .put("ids", each(records, "id"))
                .put("embeddings", include.contains("embeddings") ? each(records, "embedding") : new Json.Nothing())
                .put("documents", include.contains("documents") ? each(records, "document") : new Json.Nothing())
                .put("uris", include.contains("uris") ? each(records, "uri") : new Json.Nothing())
                .put("metadatas", include.contains("metadatas") ? each(records, "metadata") : new Json.Nothing())
                .put("include", Json.texts(include))
                .build();
    }

    private static Stream<Map<String, Json>> selected(Stored stored, Map<String, Json> request) {
        if (request.get("ids") instanceof Json.Items wanted) {
            List<String> ids = new ArrayList<>();
            wanted.items().forEach(each -> ids.add(text(each)));
            return stored.records().values().stream().filter(record -> ids.contains(text(record.get("id"))));
        }
        return stored.records().values().stream()
                .skip(number(request, "offset"))
                .limit(number(request, "limit"));
    }

    private static long number(Map<String, Json> request, String name) {
        return ((Json.Numeric) request.get(name)).value().longValueExact();
    }

    private static Json each(List<Map<String, Json>> records, String member) {
        return Json.items(records, record -> record.getOrDefault(member, new Json.Nothing()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
