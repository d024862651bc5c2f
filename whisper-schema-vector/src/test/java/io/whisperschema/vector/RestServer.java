package io.whisperschema.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.whisperschema.internal.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a server's REST interface that has to do with snapshots, as the sources of Qdrant 1.19.0 have it. */
final class RestServer implements AutoCloseable {
    private static final Pattern SNAPSHOT = Pattern.compile("/collections/([^/]+)/snapshots/([^/]+\\.snapshot)");
    private static final Pattern EXISTS = Pattern.compile("/collections/([^/]+)/exists");
    private static final Pattern UPLOAD = Pattern.compile("/collections/([^/]+)/snapshots/upload");
    private static final Pattern RECOVER = Pattern.compile("/collections/([^/]+)/snapshots/recover");
    private static final Pattern CHECKSUM = Pattern.compile("wait=true&priority=snapshot&checksum=([0-9a-f]{64})");

    private final HttpServer server;
    private final String key;
    private final byte[] snapshot;
    private final Map<String, byte[]> uploaded = new TreeMap<>();
    private final Set<String> collections = new HashSet<>();
    private final List<String> requests = new ArrayList<>();
    private boolean ranges = true;
    private int cutAt = Integer.MAX_VALUE;
    private int status = 200;

    RestServer(String key, byte[] snapshot) throws IOException {
        this.key = key;
        this.snapshot = snapshot;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized RestServer withCollection(String name) {
        collections.add(name);
        return this;
    }

    /** As storage in a cloud does, whose snapshots the server streams. */
    synchronized RestServer withoutRanges() {
        ranges = false;
        return this;
    }

    /** Breaks the connection there. */
    synchronized RestServer cuttingAt(int bytes) {
        cutAt = bytes;
        return this;
    }

    synchronized RestServer failingWith(int failure) {
        status = failure;
        return this;
    }

    synchronized Map<String, byte[]> uploaded() {
        return uploaded;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Read before any answer: closing with bytes unread resets the connection, and the answer may be lost.
            byte[] body = exchange.getRequestBody().readAllBytes();
            String range = exchange.getRequestHeaders().getFirst("range");
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + (range == null ? "" : " " + range));
            if (!key.equals(exchange.getRequestHeaders().getFirst("api-key"))) {
                send(exchange, 401, "Must provide an API key or an Authorization bearer token".getBytes(UTF_8));
            } else if (status != 200) {
                send(exchange, status, error("Service internal error: No space left on device"));
            } else {
                answer(exchange, body);
            }
        }
    }

    private static byte[] error(String text) {
        return ("{\"status\":{\"error\":\"" + text + "\"},\"time\":0.000038671}").getBytes(UTF_8);
    }

    private static byte[] result(String json) {
        return ("{\"result\":" + json + ",\"status\":\"ok\",\"time\":0.000038671}").getBytes(UTF_8);
    }

    private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher exists = EXISTS.matcher(path);
        Matcher upload = UPLOAD.matcher(path);
        Matcher recover = RECOVER.matcher(path);
        if (exists.matches()) {
            send(exchange, 200, result("{\"exists\":" + collections.contains(exists.group(1)) + "}"));
        } else if (upload.matches() && exchange.getRequestMethod().equals("POST")) {
            upload(exchange, upload.group(1), body);
        } else if (recover.matches() && exchange.getRequestMethod().equals("PUT")) {
            uploaded.put(recover.group(1), body);
            send(exchange, 200, result("true"));
        } else if (SNAPSHOT.matcher(path).matches()) {
            download(exchange);
        } else {
            send(exchange, 404, new byte[0]);
        }
    }

    private void download(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("range");
        int from = range == null || !ranges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= snapshot.length) {
            send(exchange, 416, new byte[0]);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("content-range", "bytes " + from + "-" + (snapshot.length - 1) + "/" + snapshot.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, snapshot.length - from);
        exchange.getResponseBody().write(snapshot, from, Math.min(cutAt, snapshot.length) - from);
        exchange.getResponseBody().flush();
    }

    private void upload(HttpExchange exchange, String collection, byte[] body) throws IOException {
        String boundary = exchange.getRequestHeaders().getFirst("content-type").replaceFirst(".*boundary=", "");
        String text = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("\r\n\r\n") + 4;
        int end = text.lastIndexOf("\r\n--" + boundary + "--\r\n");
        byte[] file = Arrays.copyOfRange(body, begin, end);
        Matcher query = CHECKSUM.matcher(exchange.getRequestURI().getQuery());
        if (!text.startsWith("--" + boundary + "\r\nContent-Disposition: form-data; name=\"snapshot\"; filename=\"")
                || !query.matches()) {
            send(exchange, 400, error("Wrong input"));
        } else if (!query.group(1).equals(Sha256.hex(file))) {
            send(exchange, 400, error("Snapshot checksum mismatch"));
        } else {
            uploaded.put(collection, file);
            send(exchange, 200, result("true"));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
